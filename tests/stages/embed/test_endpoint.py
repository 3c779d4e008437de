"""A server of one's own: what it answers is checked, and it is asked again where that may help."""

import json
import socket
import threading
import time
import traceback
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import numpy as np
import pytest

from newsprism.errors import EmbeddingFailed
from newsprism.stages.embed.endpoint import EndpointEmbedder, Patience
from tests.stages.embed.serving import data, good, serving, vectors

HASTE = Patience(tries=3, connect=2.0, answer=0.5, longest_wait=2.0, backoff=0.01)
KEY = "sk-geheim-0123456789"
TEXTS = ["가람전자가 새 공장을 짓는다", "환율이 올랐다", "Stocks closed higher"]


def embedder(server, **given):
    return EndpointEmbedder(server.url, "narae-embed", patience=HASTE, **given)


def unit(rows):
    rows = np.array(rows)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def failure(respond, texts=("가", "나")):
    with serving(respond) as server, pytest.raises(EmbeddingFailed) as caught:
        embedder(server, key=KEY).embed(texts)
    told = str(caught.value)
    assert server.url.removesuffix("/v1") in told
    assert "\n" not in told
    everything = "".join(traceback.format_exception(caught.value))
    assert KEY not in told + repr(caught.value) + everything
    return caught.value, server


def test_texts_become_rows_of_unit_length_in_order():
    with serving(good) as server:
        rows = embedder(server).embed(TEXTS)
    assert rows.dtype == np.float32
    assert np.allclose(rows, unit(vectors(TEXTS)), atol=1e-6)
    assert server.asked[0]["model"] == "narae-embed"
    assert server.asked[0]["input"] == TEXTS
    assert server.paths == ["/v1/embeddings"]


def test_many_texts_are_sent_in_batches():
    texts = [f"기사 {i}" for i in range(150)]
    with serving(good) as server:
        rows = embedder(server).embed(texts)
    assert [len(asked["input"]) for asked in server.asked] == [64, 64, 22]
    assert np.allclose(rows, unit(vectors(texts)), atol=1e-6)


def test_rows_are_put_in_the_order_of_their_indices():
    def backwards(asked, before):
        rows = [{"index": i, "embedding": v} for i, v in enumerate(vectors(asked["input"]))]
        return data(rows[::-1])

    with serving(backwards) as server:
        assert np.allclose(embedder(server).embed(TEXTS), unit(vectors(TEXTS)), atol=1e-6)


def test_the_length_of_a_row_is_asked_for_once():
    with serving(good) as server:
        asking = embedder(server)
        assert asking.dimensions == 4
        assert asking.dimensions == 4
        assert asking.embed([]).shape == (0, 4)
    assert len(server.asked) == 1


def test_the_key_is_sent_and_without_one_nothing_is():
    with serving(good) as server:
        embedder(server, key=KEY).embed(["가"])
        embedder(server).embed(["가"])
    assert server.headers[0]["Authorization"] == f"Bearer {KEY}"
    assert "Authorization" not in server.headers[1]


@pytest.mark.parametrize("key", ["값진것", "sk-1\r\nX-More: 1", "sk-2 b"])
def test_a_key_that_cannot_be_sent_is_refused_without_showing_it(key):
    with pytest.raises(EmbeddingFailed) as caught:
        EndpointEmbedder("http://127.0.0.1:9/v1", "m", key=key)
    assert key not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    ("url", "path"),
    [("", "/v1/embeddings"), ("/v1", "/v1/embeddings"), ("/v1/", "/v1/embeddings"), ("/x/embeddings", "/x/embeddings")],
)
def test_the_address_may_be_that_of_the_server_or_of_its_embeddings(url, path):
    with serving(good) as server:
        EndpointEmbedder(server.url.removesuffix("/v1") + url, "m").embed(["가"])
    assert server.paths == [path]


@pytest.mark.parametrize(
    "url", ["", "ftp://a.example/v1", "http://", "http://kim:pass1234@a.example", "http://a:b", "가"]
)
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(EmbeddingFailed) as caught:
        EndpointEmbedder(url, "m")
    assert "pass1234" not in str(caught.value)


def item(index, vector):
    return {"index": index, "embedding": vector}


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [item(0, [1.0, 2.0])],
        [item(i, [1.0, 2.0]) for i in range(3)],
        [item(0, [1.0, 2.0]), item(0, [1.0, 2.0])],
        [item(0, [1.0, 2.0]), item(2, [1.0, 2.0])],
        [item(0, [1.0, 2.0]), item(True, [1.0, 2.0])],
        [item(0, [1.0, 2.0]), item(1, [1.0])],
        [item(0, []), item(1, [])],
        [item(0, [1.0, float("nan")]), item(1, [1.0, 2.0])],
        [item(0, [1.0, float("inf")]), item(1, [1.0, 2.0])],
        [item(0, [1.0, 1e39]), item(1, [1.0, 2.0])],
        [item(0, [1.0, 10**400]), item(1, [1.0, 2.0])],
        [item(0, [0.0, 0.0]), item(1, [1.0, 2.0])],
        [item(0, ["1.0", "2"]), item(1, ["1", "2"])],
        [item(0, [True, False]), item(1, [1.0, 2.0])],
        [item(0, "AACAPwAAAEA="), item(1, "AACAPwAAAEA=")],
        [item(0, None), item(1, None)],
        [item(0, [[1.0], [2.0]]), item(1, [[1.0], [2.0]])],
        [None, None],
        "ab",
        {"0": 1, "1": 2},
    ],
)
def test_an_answer_that_is_not_one_finite_row_for_each_text_fails(rows):
    _, server = failure(lambda asked, before: data(rows))
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"\xff\xfe\x00", b"null", b"[]", b"{}", b'{"data": 3}', b"[" * 100_000, b'{"data": [{}, {}]}'],
)
def test_garbage_fails(body):
    failure(lambda asked, before: (200, {}, body))


def test_vectors_that_change_their_length_fail():
    def changing(asked, before):
        return data([item(i, v) for i, v in enumerate(vectors(asked["input"], 4 if before == 0 else 3))])

    failure(changing, [f"{i}" for i in range(65)])


def test_an_overloaded_server_is_asked_again_as_late_as_it_says():
    def busy(asked, before):
        return (429, {"Retry-After": "1"}, b"") if before == 0 else good(asked)

    with serving(busy) as server:
        embedder(server).embed(TEXTS)
    assert server.at[1] - server.at[0] >= 1.0


def test_a_wait_may_be_told_as_a_date():
    then = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)

    def busy(asked, before):
        return (503, {"Retry-After": then}, b"") if before == 0 else good(asked)

    with serving(busy) as server:
        embedder(server).embed(TEXTS)
    assert server.at[1] - server.at[0] > 0.5


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_fault_that_stays_ends_after_the_tries(status):
    caught, server = failure(lambda asked, before: (status, {}, KEY.encode()))
    assert str(status) in str(caught)
    assert len(server.asked) == HASTE.tries


def test_a_wait_that_is_too_long_is_not_waited_for():
    began = time.monotonic()
    _, server = failure(lambda asked, before: (429, {"Retry-After": "3600"}, b""))
    assert len(server.asked) == 1
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("status", [204, 301, 307, 400, 401, 403, 404, 413, 422])
def test_a_refusal_is_final_and_does_not_repeat_what_the_server_said(status):
    where = {"Location": "http://127.0.0.1:9/"}
    caught, server = failure(lambda asked, before: (status, where, b"" if status == 204 else KEY.encode()))
    assert len(server.asked) == 1
    assert str(status) in str(caught)
    assert ("NEWSPRISM_EMBEDDINGS_KEY" in str(caught)) == (status in (401, 403))


def test_a_server_that_closes_without_a_word_is_asked_again():
    with serving(lambda asked, before: None if before == 0 else good(asked)) as server:
        assert embedder(server).embed(TEXTS).shape == (3, 4)
    assert len(server.asked) == 2


def test_silence_ends():
    over = threading.Event()
    began = time.monotonic()
    failure(lambda asked, before: over.wait(5) or None)
    over.set()
    assert time.monotonic() - began < 3


def test_an_answer_that_never_ends_ends():
    listening = socket.create_server(("127.0.0.1", 0))

    def drip():
        connection, _ = listening.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
            for _ in range(100):
                time.sleep(0.05)
                try:
                    connection.sendall(b" ")
                except OSError:
                    return

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    began = time.monotonic()
    with listening, pytest.raises(EmbeddingFailed):
        EndpointEmbedder(f"http://127.0.0.1:{listening.getsockname()[1]}", "m", patience=HASTE).embed(["가"])
    assert time.monotonic() - began < 2
    thread.join(5)


def test_nobody_there_is_told():
    with socket.create_server(("127.0.0.1", 0)) as bound:
        port = bound.getsockname()[1]
    with pytest.raises(EmbeddingFailed, match=f"127.0.0.1:{port}"):
        EndpointEmbedder(f"http://127.0.0.1:{port}/v1", "m", patience=HASTE).embed(["가"])


def test_texts_that_servers_do_not_take_are_made_fit():
    with serving(good) as server:
        embedder(server).embed(["", "\ud800가", "나" * 100_000])
    sent = server.asked[0]["input"]
    assert sent[0].isspace()
    assert sent[1] == "?가"
    assert len(sent[2]) <= 8_000
    json.dumps(sent, ensure_ascii=False).encode()


def test_models_and_servers_are_told_apart_by_name():
    names = {
        EndpointEmbedder(url, model, key=KEY).name
        for url in ("http://a.example/v1", "http://b.example/v1")
        for model in ("m1", "m2")
    }
    assert len(names) == 4
    assert not any(KEY in name for name in names)
