"""Servers that a setting names: their address, their key, and asking them once more."""

from __future__ import annotations

import pytest

from newsprism.errors import EmbeddingFailed, GenerationStopped
from newsprism.wire.server import Persistence, Setback, address, headers

QUICK = Persistence(tries=3, longest_wait=0.5, backoff=0.001)


def fault(what: str = "서버가 503(으)로 답했습니다") -> EmbeddingFailed:
    return EmbeddingFailed(what, subject="http://naru.example/v1/embeddings")


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("http://naru.example", "http://naru.example/v1/chat/completions"),
        ("http://naru.example/", "http://naru.example/v1/chat/completions"),
        ("https://naru.example:8080/api/v2/", "https://naru.example:8080/api/v2/chat/completions"),
        ("http://naru.example/v1/chat/completions", "http://naru.example/v1/chat/completions"),
        ("http://[::1]:9000/v1?key=1#part", "http://[::1]:9000/v1/chat/completions"),
    ],
)
def test_an_address_leads_to_the_interface_wherever_it_ends(given, found):
    assert address(given, "/chat/completions", GenerationStopped, "chat_url") == found


@pytest.mark.parametrize("given", ["", "naru.example", "ftp://naru.example", "http://a:b@naru.example", "http://[::1"])
def test_what_is_no_address_is_told_with_the_setting_that_holds_it(given):
    with pytest.raises(GenerationStopped, match="chat_url"):
        address(given, "/chat/completions", GenerationStopped, "chat_url")


def test_a_key_that_cannot_be_sent_is_told_without_it():
    with pytest.raises(EmbeddingFailed) as told:
        headers("비밀-열쇠", fault)
    assert "열쇠에 보낼 수 없는 글자" in str(told.value)
    assert "비밀-열쇠" not in str(told.value)
    assert "Authorization" not in headers("", fault)
    assert headers("abc", fault)["Authorization"] == "Bearer abc"


def test_what_may_be_over_is_tried_as_often_as_allowed_and_then_told():
    tried = []

    def attempt() -> str:
        tried.append(1)
        raise Setback(fault())

    with pytest.raises(EmbeddingFailed, match="503"):
        QUICK.until_done(attempt)
    assert len(tried) == 3


def test_the_first_answer_ends_the_trying():
    tried = []

    def attempt() -> str:
        tried.append(1)
        if len(tried) < 2:
            raise Setback(fault(), after=0.001)
        return "답"

    assert QUICK.until_done(attempt) == "답"
    assert len(tried) == 2


def test_a_server_that_asks_for_too_long_a_pause_is_not_waited_for():
    tried = []

    def attempt() -> str:
        tried.append(1)
        raise Setback(fault(), after=3_600)

    with pytest.raises(EmbeddingFailed):
        QUICK.until_done(attempt)
    assert len(tried) == 1


def test_what_cannot_be_over_is_not_tried_again():
    tried = []

    def attempt() -> str:
        tried.append(1)
        raise fault("쓸 수 없는 주소입니다")

    with pytest.raises(EmbeddingFailed):
        QUICK.until_done(attempt)
    assert len(tried) == 1
