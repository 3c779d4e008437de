"""Text between articles and a language model: what a model may be shown of it, and what it may not say.

An article can hold words for the model instead of the reader. So a sentence that gives orders to a machine is not shown,
nothing is shown that a person could not see, and nothing is taken from a model that could be followed, run or rendered.
"""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 2_000
_BLANK = re.compile(r"[\s\u115f\u1160\u2800\u3164\uffa0]+")
_SHOWN = re.compile(r"[가-힣 !-~‘’“”·…]*")
"""What most sentences are made of: it is in normal form, and no letter of it is hidden."""
_HIDDEN = ("Cc", "Cf", "Co", "Cs", "Cn")
_SELECTORS = re.compile(r"[\ufe00-\ufe0f\U000e0100-\U000e01ef\u034f\u17b4\u17b5]")
_FENCES = re.compile(r"⟦[^⟧]{0,40}⟧|<\|[^|]{0,40}\|>|\[/?INST\]|<</?SYS>>", re.IGNORECASE)

_ORDERS = re.compile(
    r"(?:이전|앞선|위의|지금까지의)\s?(?:모든\s)?(?:지시|명령|지침|프롬프트)"
    r"|(?:지시|명령|지침|규칙|프롬프트)(?:을|를|은|는|사항을|사항은)?\s?(?:모두\s|전부\s)?(?:무시하[고라세십]|잊어)"
    r"|시스템\s?(?:프롬프트|메시지|지시|명령)|프롬프트를\s|(?:너는|당신은|넌)\s.{0,40}(?:모델|비서|챗봇|인공지능|AI|어시스턴트)"
    r"|(?:요약|브리핑|답변?|출력|제목|문장)(?:문)?(?:에|에는|으로|로|을|를|의 끝에|마다)\s.{0,80}"
    r"(?:출력|포함|추가|삽입|작성|인쇄|대체|바꾸|적|써|쓰|넣)(?:하|으|어|\s)?\s?(?:라|세요|십시오|시오|할 것)"
    r"|(?:AI|인공지능|언어 모델|챗봇|요약기|요약 모델)(?:은|는|에게|이라면|라면|을 위한|를 위한)\s.{0,60}(?:라|세요|십시오|시오|할 것|지시|명령)"
    r"|ignore\s.{0,40}(?:instruction|prompt|rule|above|previous)|disregard\s.{0,40}(?:instruction|prompt|rule)"
    r"|(?:system|developer)\s?(?:prompt|message)|you are (?:now )?(?:an?|the) .{0,30}(?:model|assistant|ai)\b|as an ai\b"
    r"|\b(?:system|assistant|user)\s?:|\"(?:role|sentences|sources|tool_calls)\"\s?:|\bBEGIN (?:SYSTEM|PROMPT)",
    re.IGNORECASE,
)
_NEEDED = re.compile(
    r"[A-Za-z]|지시|명령|지침|규칙|프롬프트|시스템|너는|당신은|넌|요약|브리핑|답|출력|제목|문장|인공지능|언어 모델|챗봇"
)
"""What stands in all that is in `_ORDERS`: without it none is looked for."""
_ADDRESS = re.compile(
    r"(?:https?|ftp|javascript|data|file|mailto|tel|hxxps?)\s?:|www\.|[\w.+-]+\s?@\s?[\w-]+\.|(?<!\S)@\w+|t\.me/"
    r"|(?<![\w.])(?:[A-Za-z0-9가-힣-]+\.)+(?:com|net|org|io|kr|co|jp|cn|ru|me|app|dev|xyz|info|biz|top|shop|site|online|example|gg|ly|to)"
    r"(?![A-Za-z0-9])(?:/\S*)?|\[(?:\.|dot|점)\]|(?<!\d)(?:\d{1,3}\.){3}\d{1,3}(?![\d.])",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"</?[A-Za-z!][^>]{0,200}>?|&(?:#\w{1,8}|\w{2,10});|!?\[[^\]]{0,200}\]\([^)]{0,400}\)|```|`|\*\*|__|^\s*(?:#{1,6}|[-*>]|\d+[.)])\s"
    r"|\{\{|\}\}|\$\{|\\u[0-9a-fA-F]{4}|[{}]|<\||\|>|⟦|⟧|\[\d+(?:,\s?\d+)*\]"
)


def visible(text: str) -> str:
    """Return `text` as one line of what a person sees: no controls, turned directions, hidden letters or fences."""
    shown = text[:_LONGEST]
    if not _SHOWN.fullmatch(shown):
        shown = "".join(
            " " if character.isspace() else character
            for character in unicodedata.normalize("NFC", shown)
            if character.isspace() or unicodedata.category(character) not in _HIDDEN
        )
    return _BLANK.sub(" ", _FENCES.sub(" ", _SELECTORS.sub("", shown))).strip()


def orders(text: str) -> bool:
    """Say whether a sentence speaks to a machine that is to write, instead of telling readers something."""
    shown = visible(text)
    return bool(_NEEDED.search(shown) and _ORDERS.search(shown))


def unsafe(text: str) -> str | None:
    """Return why a written sentence may not be printed (``hidden``, ``address``, ``markup``, ``order``), None if it may."""
    if visible(text) != text:
        return "hidden"
    if _ADDRESS.search(text):
        return "address"
    if _MARKUP.search(text):
        return "markup"
    return "order" if orders(text) else None
