"""The chat client against a real server: what it sends, what it bears, and what it never tells."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import replace

import pytest

from newsprism.errors import ContextTooLong, GenerationFailed, GenerationStopped
from newsprism.inference.chat import ChatClient, Patience
from newsprism.inference.gate import Gate
from newsprism.protocols.services import FENCE, Message
from tests.inference.serving import Reply, error, says, serving

KEY = "sk-secret-1234567890"
QUICK = Patience(tries=3, connect=1.0, first=0.4, silence=0.3, total=2.0, longest_wait=0.5, backoff=0.01)
ASKED = [Message("system", "규칙"), Message("user", f"{FENCE}\n[1] 글\n{FENCE}")]
SCHEMA = {"title": "answer", "type": "object"}
GOOD = {"sentences": [{"text": "새 부두가 열린다.", "sources": [1]}]}


def client(server, patience=QUICK, **how):
    return ChatClient(server.url, "naru-1", KEY, patience, **how)


def answered(*replies, then=None):
    """Answer the first questions in turn, and every further one with the last."""
    return lambda asked, before: replies[before] if before < len(replies) else (then or replies[-1])


def test_an_answer_comes_whole_with_its_json_and_what_it_cost():
    with serving(answered(says(GOOD))) as server:
        made = client(server).complete(ASKED, SCHEMA)
    assert made.value == GOOD
    assert json.loads(made.text) == GOOD
    assert (made.model, made.tokens_in, made.tokens_out) == ("naru-1", 100, 20)
    assert server.paths == ["/v1/chat/completions"]
    asked = server.asked[0]
    assert (asked["model"], asked["stream"], asked["temperature"]) == ("naru-1", True, 0)
    assert asked["response_format"]["json_schema"]["schema"] == SCHEMA
    assert server.headers[0]["Authorization"] == f"Bearer {KEY}"


def test_a_server_that_does_not_stream_is_understood():
    with serving(answered(says(GOOD, plain=True))) as server:
        assert client(server).complete(ASKED, SCHEMA).value == GOOD


def test_tokens_are_estimated_where_the_server_does_not_count_them():
    with serving(answered(says(GOOD, usage=False))) as server:
        made = client(server).complete(ASKED, SCHEMA)
    assert made.tokens_in > 10
    assert made.tokens_out > 10


@pytest.mark.parametrize(
    "text",
    [
        '```json\n{"sentences": []}\n```',
        '<think>{"no": 1} hm</think>\n{"sentences": []}',
        '네, 답입니다.\n{"sentences": []} 끝.',
    ],
)
def test_json_among_other_words_is_found(text):
    with serving(answered(says(text))) as server:
        assert client(server).complete(ASKED, SCHEMA).value == {"sentences": []}


@pytest.mark.parametrize("text", ["", "모르겠습니다.", '{"sentences": [{"text": "새', "12", "[" * 5000])
def test_an_answer_without_json_has_no_value(text):
    with serving(answered(says(text))) as server:
        assert client(server).complete(ASKED, SCHEMA).value is None


def test_every_call_has_a_fence_of_its_own():
    with serving(answered(says(GOOD))) as server:
        asker = client(server)
        for _ in range(3):
            asker.complete(ASKED, SCHEMA)
    fences = [asked["messages"][1]["content"].splitlines()[0] for asked in server.asked]
    assert len(set(fences)) == 3
    assert all(len(fence) >= 16 and FENCE not in fence for fence in fences)


def test_a_refused_schema_is_asked_for_in_another_way_which_is_remembered():
    def respond(asked, before):
        form = asked.get("response_format", {}).get("type")
        return says(GOOD) if form is None else error(400, f"response_format {form} is not supported")

    with serving(respond) as server:
        asker = client(server)
        assert asker.complete(ASKED, SCHEMA).value == GOOD
        assert len(server.asked) == 3
        asker.complete(ASKED, SCHEMA)
    assert [a.get("response_format", {}).get("type") for a in server.asked] == [
        "json_schema", "json_object", None, None,
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["stream_options", "temperature", "max_tokens"])
@pytest.mark.parametrize("told", [True, False], ids=["named", "unnamed"])
def test_what_a_server_does_not_take_is_left_out(name, told):
    def respond(asked, before):
        return error(422, f"unknown field {name}" if told else "bad request") if name in asked else says(GOOD)

    with serving(respond) as server:
        assert client(server).complete(ASKED, SCHEMA).value == GOOD
    assert len(server.asked) <= (2 if told else 7)


def test_a_server_that_takes_nothing_is_given_up():
    with serving(answered(error(400, "no"))) as server, pytest.raises(GenerationFailed):
        client(server).complete(ASKED, SCHEMA)
    assert len(server.asked) <= 8


@pytest.mark.parametrize(
    ("reply", "kind", "advice"),
    [
        (error(401, f"bad key {KEY}"), GenerationStopped, "NEWSPRISM_CHAT_KEY"),
        (error(403, KEY), GenerationStopped, "NEWSPRISM_CHAT_KEY"),
        (error(404, "model naru-1 not found"), GenerationStopped, "chat_model"),
        (error(400, "The model `naru-1` does not exist"), GenerationStopped, "chat_model"),
        (error(302, "", Location="http://elsewhere.example/"), GenerationStopped, "chat_url"),
        (error(400, "This model's maximum context length is 4096 tokens"), ContextTooLong, ""),
        (error(413, "prompt is too long"), ContextTooLong, ""),
        (error(418, KEY), GenerationFailed, "chat_url"),
        (says(GOOD, finish="length"), GenerationFailed, ""),
        (says(GOOD, finish="content_filter"), GenerationFailed, ""),
        (Reply(plain=True, body=b"<html>"), GenerationFailed, ""),
        (Reply(plain=True, body=b'{"object": "list"}'), GenerationFailed, ""),
        (Reply(plain=True, body=b'{"error": {"message": "x"}, "choices": []}'), GenerationFailed, ""),
    ],
)
def test_what_goes_wrong_is_one_korean_line_without_the_key_and_not_asked_again(reply, kind, advice):
    with serving(answered(reply)) as server:
        with pytest.raises(kind) as caught:
            client(server).complete(ASKED, SCHEMA)
        assert type(caught.value) is kind
        assert advice in str(caught.value)
        assert KEY not in str(caught.value)
        assert "\n" not in str(caught.value)
        assert server.url in str(caught.value)
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_fleeting_refusal_is_asked_again_as_late_as_the_server_asks(status):
    with serving(answered(error(status, Retry_After="0.2"), error(status, Retry_After="0"), says(GOOD))) as server:
        assert client(server).complete(ASKED, SCHEMA).value == GOOD
    assert len(server.asked) == 3


def test_retry_after_is_waited_for():
    with serving(answered(error(429, Retry_After="1"), says(GOOD))) as server:
        client(server, replace(QUICK, longest_wait=2.0)).complete(ASKED, SCHEMA)
    assert 1.0 <= server.at[1] - server.at[0] < 1.6


def test_a_server_that_asks_for_too_long_a_wait_is_not_waited_for():
    started = time.monotonic()
    with serving(answered(error(429, Retry_After="3600"))) as server, pytest.raises(GenerationFailed, match="429"):
        client(server).complete(ASKED, SCHEMA)
    assert time.monotonic() - started < 1.0
    assert len(server.asked) == 1


def test_after_the_last_try_the_last_fault_is_told():
    with serving(answered(error(500))) as server, pytest.raises(GenerationFailed, match="500"):
        client(server).complete(ASKED, SCHEMA)
    assert len(server.asked) == 3


def test_half_a_stream_is_no_answer_and_is_asked_for_again():
    with serving(answered(says(GOOD, finish=None), says(GOOD))) as server:
        assert client(server).complete(ASKED, SCHEMA).value == GOOD
    with serving(answered(says(GOOD, finish=None))) as server, pytest.raises(GenerationFailed, match="끊겼습니다"):
        client(server).complete(ASKED, SCHEMA)
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("reply", "limit", "told"),
    [
        (says(GOOD, before=5.0), 0.4, "시작되지"),
        (says(GOOD, pause=5.0), 0.3, "말이 없었습니다"),
        (says(GOOD, hang=True), 0.3, "말이 없었습니다"),
        (Reply(tuple("가" * 100), pause=0.1), 2.0, "끝나지"),
    ],
    ids=["first", "between", "end", "total"],
)
def test_silence_ends_a_question_in_its_time(reply, limit, told):
    started = time.monotonic()
    with serving(answered(reply)) as server:
        with pytest.raises(GenerationFailed, match=told):
            client(server).complete(ASKED, SCHEMA)
        assert limit <= time.monotonic() - started < limit + 0.8
    assert len(server.asked) == 1


def test_nobody_there_is_told_at_once():
    with serving(answered(says(GOOD))) as server:
        pass
    with pytest.raises(GenerationStopped, match="연결할 수 없습니다"):
        client(server).complete(ASKED, SCHEMA)


@pytest.mark.parametrize("url", ["", "naru", "ftp://naru.example", "http://user:pass@naru.example/v1", "http://[::1"])
def test_what_is_no_address_is_refused_without_repeating_it(url):
    with pytest.raises(GenerationStopped, match="chat_url") as caught:
        ChatClient(url, "m")
    assert "pass" not in str(caught.value)


@pytest.mark.parametrize("key", ["비밀의 말", "two words", "new\nline"])
def test_a_key_that_cannot_be_sent_is_refused_without_repeating_it(key):
    with pytest.raises(GenerationStopped, match="NEWSPRISM_CHAT_KEY") as caught:
        ChatClient("http://naru.example", "m", key)
    assert key not in str(caught.value)


@pytest.mark.parametrize("path", ["", "/", "/v1", "/v1/", "/v1/chat/completions"])
def test_the_address_may_be_given_short_or_whole(path):
    assert ChatClient(f"http://naru.example{path}", "m").place == "http://naru.example/v1/chat/completions"


def test_a_stream_yields_words_as_they_come():
    with serving(answered(Reply(("새 ", "부두가 ", "열린다."), pause=0.1))) as server:
        came = [(time.monotonic(), piece) for piece in client(server).stream(ASKED)]
    assert [piece for _, piece in came] == ["새 ", "부두가 ", "열린다."]
    assert came[-1][0] - came[0][0] > 0.15


def test_a_stream_may_be_read_from_other_threads():
    found = []
    with serving(answered(Reply(("하나", "둘", "셋")))) as server:
        stream = client(server).stream(ASKED)
        for _ in range(3):
            thread = threading.Thread(target=lambda: found.append(next(stream)))
            thread.start()
            thread.join()
    assert found == ["하나", "둘", "셋"]


def test_a_stream_that_breaks_off_says_so_and_is_not_begun_again():
    with serving(answered(Reply(("새 ", "부두가"), finish=None))) as server:
        stream = client(server).stream(ASKED)
        assert [next(stream), next(stream)] == ["새 ", "부두가"]
        with pytest.raises(GenerationFailed, match="끊겼습니다"):
            next(stream)
    assert len(server.asked) == 1


def test_a_stream_that_never_began_is_begun_again():
    with serving(answered(error(503), Reply(("부두",)))) as server:
        assert list(client(server).stream(ASKED)) == ["부두"]


def test_no_more_is_asked_at_once_than_was_set():
    with serving(answered(says(GOOD, before=0.1))) as server:
        asker = client(server, gate=Gate(2))
        threads = [threading.Thread(target=asker.complete, args=(ASKED, SCHEMA)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(server.asked) == 6
    assert server.busiest == 2


def test_no_more_is_begun_in_a_minute_than_was_set():
    with serving(answered(says(GOOD))) as server:
        asker = client(server, gate=Gate(8, per_minute=2, minute=0.3))
        for _ in range(5):
            asker.complete(ASKED, SCHEMA)
    assert server.at[2] - server.at[0] >= 0.28
    assert server.at[4] - server.at[2] >= 0.28


def test_the_models_of_a_server_are_listed():
    with serving(answered(says(GOOD))) as server:
        assert client(server).models() == ("naru-1",)
    assert server.paths == ["/v1/models"]
    with pytest.raises(GenerationStopped):
        client(server).models()


@pytest.mark.parametrize(
    "body", [b"data: {\n\n", b"data: []\n\n", b'data: {"choices": [1]}\n\n', b"x" * 3_000_000, b"\xff\xfe\n\n"]
)
def test_an_event_stream_of_anything_is_an_error_of_ours(body):
    reply = Reply(status=200, plain=True, body=body, headers=(("Content-Type", "text/event-stream"),))
    with serving(answered(reply)) as server, pytest.raises(GenerationFailed):
        client(server).complete(ASKED, SCHEMA)
