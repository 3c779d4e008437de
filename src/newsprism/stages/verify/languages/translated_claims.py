"""What a Korean line and its English spans claim: up or down, yes or no, done or to come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from newsprism.stages.verify.exact.values import Finding
from newsprism.text.ko.statements import directions

_UP_EN = re.compile(
    r"\b(?:increas|ris(?:e|ing)|rose|grow|grew|climb|gain|surg|jump|soar|expan|high|rais|boost|accelerat|doubl|tripl|exceed|strength|strong"
    r"|improv|up\b|upward|more\b(?! than)|add|rebound|recover|widen|top(?:s|ped)\b|record|outpac)",
    re.IGNORECASE,
)
_DOWN_EN = re.compile(
    r"\b(?:decreas|declin|fall|fell|drop|reduc|cut|shrink|shrank|shrunk|lower|slump|plung|slow|weak|contract(?:ed|ion|ing)|worsen|deteriorat"
    r"|down\b|downward|less\b|fewer|loss|eas(?:e|ed|ing)\b|shorten|halv|slash|curb|tumbl|sank|sink|narrow|dip|scal(?:ed|ing) back)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"부결|기각|않|못[하한함해할했]|없[다는음이었고]|아니|부인|거부|금지|취소|철회|무산|중단|불가|불허|배제"
)
_DENIED_AT_ALL = re.compile(
    r"않|못|없|아니|부인|거부|금지|취소|철회|무산|중단|불(?:가|허|발|참|투명|합격|충분|필요)|미(?:달|흡|정|승인|포함|비)|비(?:대상|공개|승인)"
    r"|부결|기각|거절|무효|반대|제외|실패|배제|연기|보류|부족|지연|어려|어렵|막"
)
# What does not rise is no rise.
_NOT_DONE = re.compile(r"\S+지(?:는|도)?\s?(?:않|못)\S*")
_NOT_DONE_EN = re.compile(r"(?:\b(?:not|never|no)\b|n[’']t\b)(?:\s+[A-Za-z]+){1,3}", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:not|no|never|without|neither|nor|none|cannot|fail|den(?:y|ie)|reject|refus|cancel|halt|ban|prohibit|exclud|withdr|oppos|suspend"
    r"|delay|lack|unable|unlikely|stop|block|scrap|drop|paus|forbid|revok|end(?:ed|s|ing)?\b|un[a-z]{4})|n[’']t\b",
    re.IGNORECASE,
)
_NOT_AT_ALL = re.compile(
    r"\b(?:not|never|cannot|no longer|denied|denies|rejected|refused|cancel+ed)\b(?!\s(?:only|just|merely))|n[’']t\b",
    re.I,
)
_AHEAD = re.compile(
    r"\b(?:may|might|could|would|will|plan(?:s|ned|ning)?|propos\w*|expect\w*|forecast\w*|projected|likely|consider\w*|aims?|aimed|intend\w*"
    r"|seeks?|possib\w*|potential\w*|set to|should|draft|estimat\w*|predict\w*|anticipat\w*)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"전망|예상|예정|계획|가능|검토|추진|목표|예측|추정|[할될] 것|추산|제안|방침|권고|촉구|필요|기대|우려|고려|구상|수 있|경우|요구|해야|의무|까지"
    r"|초안|법안|내용|취지|시사|잠재|앞두|모색|전제|관측|향후|내년|이르면"
)
_DONE = re.compile(r"확정|완료|타결|합의|승인|통과|체결|결정|발효")
_DONE_EN = re.compile(
    r"\b(?:approv|agree|complet|decid|decision|finali[sz]|confirm|adopt|sign|pass(?:ed|age)|enact|conclud|determin|reach|effect|force|settl|deal)",
    re.I,
)
_ALLOWED = re.compile(r"허용|허가|가결|편입|인가")
_ALLOWED_EN = re.compile(r"\b(?:allow|permit|approv|pass(?:ed|es)|includ|licen|authori[sz]|adopt|add)", re.IGNORECASE)
_BARRED_EN = re.compile(
    r"\b(?:ban|prohibit|reject|exclud|forbid|refus|den(?:y|ie)|block|bar(?:s|red)?\b)", re.IGNORECASE
)


def turned(text: str, spans: Sequence[str]) -> Iterator[Finding]:
    """Yield `polarity`: a line that falls where its English spans rise, or denies what they affirm, or the other way round."""
    cited = "\n".join(spans)
    told, said = _NOT_DONE.sub(" ", text), _NOT_DONE_EN.sub(" ", cited)
    ways = {way for *_, way in directions(told)}
    up, down = 1 in ways, -1 in ways
    rises, falls = bool(_UP_EN.search(said)), bool(_DOWN_EN.search(said))
    if (up and falls and not rises) or (down and rises and not falls) or _against_itself(told):
        yield "polarity", "원문과 늘고 줄어듦이 반대임"
    if _ALLOWED.search(told) and _BARRED_EN.search(cited) and not _ALLOWED_EN.search(said):
        yield "polarity", "원문은 막거나 물리친 일임"
    denied = _DENIED.search(text)
    if denied and not _NOT.search(cited):
        yield "polarity", f"원문은 부정하지 않음: {denied[0]}"
    elif not _DENIED_AT_ALL.search(text) and all(_NOT_AT_ALL.search(span) for span in spans):
        yield "polarity", "원문의 부정이 빠짐"


_FROM_TO = re.compile(r"(\d+(?:\.\d+)?)[^\d,;]{0,8}에서\s(\d+(?:\.\d+)?)[^\d,;]{0,8}로\s?(\S{1,6})")


def _against_itself(text: str) -> bool:
    """Say whether a line lets a value rise to a smaller one, or fall to a larger one."""
    for found in _FROM_TO.finditer(text):
        first, last = Decimal(found[1]), Decimal(found[2])
        way = next((way for start, _, way in directions(found[3]) if start == 0), 0)
        if (last - first) * way < 0:
            return True
    return False


def made_certain(text: str, spans: Sequence[str]) -> Iterator[Finding]:
    """Yield `modality`: a line that tells as done or decided what all of its English spans only expect or plan."""
    cited = "\n".join(spans)
    if not all(_AHEAD.search(span) for span in spans):
        return
    done = _DONE.search(text)
    if done and not _DONE_EN.search(cited):
        yield "modality", f"원문은 아직 정해지지 않은 일임: {done[0]}"
    elif not _OPEN.search(text):
        yield "modality", "원문의 전망이나 계획을 이루어진 일처럼 씀"
