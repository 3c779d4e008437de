"""Text that was not written for readers: letters nobody sees or that pose as others, code, orders to a machine.

Stricter than `untrusted`, which guards a model's prompt: a sentence of the news that is refused here is lost, so only
what no report would say counts. A report about such an attack may be lost with it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Injection = Literal["hidden", "disguised", "code", "order"]

_LONGEST = 2_000
_SHOWN = re.compile(r"[가-힣\s!-~‘’“”·…㎡℃∼]*")
"""What most sentences are made of: no letter of it is unseen."""
_UNSEEN = ("Cc", "Cf", "Co", "Cs", "Cn")
_CONFUSABLE = str.maketrans("аеорсухіѕјԁһԛԝΑΒΕΗΙΚΜΝΟΡΤΥΧАВЕКМНОРСТУХІЅЈ", "aeopcyxisjdhqwABEHIKMNOPTYXABEKMHOPCTYXISJ")
_MIXED = re.compile(r"[A-Za-z][\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][A-Za-z]")
_GREEK_UNITS = re.compile(r"[μΩαβγ]")
_CODE = re.compile(
    r"[{\[]\s{0,3}[\"“'][A-Za-z_]{2,30}[\"”']\s{0,3}:|<(?:script|iframe|style|/?div|/?span|!--|/?instruction)|</[a-z]{1,20}>"
    r"|<\|[^|]{0,40}\|>|\[/?INST\]|<</?SYS>>|```|\\x[0-9a-f]{2}|/(?:Title|Subject|Keywords|Producer)\s{0,2}\(",
    re.IGNORECASE,
)
_TARGET = r"(?:요약문?|브리핑|답변|출력|프롬프트|이(?:기사|문서|파일|문장)|(?:다음|아래|모든|이후의모든)문장|제목|문장|형식|검증단계|다른기사)"
_DOING = r"(?:출력|인쇄|작성|포함|추가|삽입|번역|요약|공개|제외|반복|적용|건너뛰|적|쓰|써|넣|고르|답|옮기)"
_BIDDING = r"(?:하라|하시오|하십시오|하세요|할것(?=[.!]?$)|으라|으세요|으십시오|어라|라|세요|십시오|시오)(?![가-힣])"
_ORDERS = re.compile(
    r"(?:이전|앞선|앞의|위의|모든|기존|상기|지금까지의)(?:의)?(?:모든)?(?:지시|지침|프롬프트)(?:사항)?(?:을|를|은|는|에)?(?:모두|전부|전혀)?(?:무시|잊|따르지)"
    r"|(?:지시|지침|프롬프트)(?:사항)?(?:을|를|은|는)(?:모두|전부)?(?:무시하[고라며는]|무시한|잊[고으])|시스템프롬프트|프롬프트(?:를무시|인젝션문)"
    r"|\[(?:시스템|system|지시|관리자|개발자)\]|(?:새로?운?|추가|다음|첫줄의|개발자|시스템)(?:지시|메시지|명령)[:：]"
    r"|(?:관리자|개발자|탈옥|디버그)모드로|ignore(?:all|any|the|every)?(?:of)?(?:the)?(?:previous|prior|above|earlier)|disregard(?:all|any|the)?(?:previous|prior)"
    r"|#{2,6}(?:instruction|system|지시)|^(?:system|assistant|user|prompt)[:：]|(?:user|assistant)[:：].{0,80}(?:user|assistant)[:：]"
    rf"|{_TARGET}(?:만|을|를|은|는|의끝에|에는|에|에서|으로만|으로|로만|로)?[^.]{{0,40}}?{_DOING}{_BIDDING}"
    rf"|(?:^|[.!?:”’])(?:ai|인공지능|언어모델|챗봇|요약기|모델)[^.]{{0,40}}?{_DOING}{_BIDDING}"
    r"|(?:모든|이(?:글|문서|기사)를읽는)(?:모든)?(?:ai|인공지능|언어모델|요약기|모델)(?:은|는|에게)"
    r"|(?:ai|요약기|언어모델|챗봇|모델)(?:에게)[:：]|(?:당신|너|넌|그대)(?:은|는)(?:이제|지금부터)|지금부터(?:너|당신)(?:은|는)|actas(?:an?|the)[a-z]+(?:model|assistant)"
    r"|(?:이|이번)?(?:기사|글|뉴스)를(?:첫번째|1번|맨위|가장먼저)[^.]{0,12}(?:으?로)?(?:고르|골라|선정하|올리|보여)|(?:독자|사용자)에게[^.]{0,30}(?:보여라|말하라|알려라|말해라|보이라)"
    r"|(?:확인|검증)없이(?:인쇄|출력|통과)|(?:검증|확인)(?:단계)?(?:을|를)?(?:끄고|건너뛰)|(?:모든사실을)?반대로(?:적는다|적어라|써라)|출처를\d+번으로|(?:거꾸로|뒤집어)읽어라"
    rf"|(?:라고|다고)(?:만|요약에|제목에)?(?:쓰|써|적|출력){_BIDDING}|(?:역할을하는|제한이없는)(?:언어모델|인공지능|ai|비서)|다음규칙을따르라",
    re.IGNORECASE,
)

_NEEDED = re.compile(
    r"[A-Za-z\[\]:：#]|지시|지침|프롬프트|메시지|명령|모드로|[라오요](?![가-힣])|것[.!]?$|인공지능|모델|요약기|챗봇|이제|지금부터|[사글스]를|자에게"
    r"|없이|끄고|건너뛰|반대로|출처를|거꾸로|뒤집어|비서|규칙을"
)
"""What stands in all that is in `_ORDERS` and that has no letter but hangul: without it none is looked for."""


def _unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN and not character.isspace()


def injected(text: str) -> Injection | None:
    """Return why a text of an article may not be printed, None if it may; at most 2,000 characters are read."""
    text = text[:_LONGEST]
    if not _SHOWN.fullmatch(text) and any(_unseen(character) for character in text):
        return "hidden"
    if _MIXED.search(_GREEK_UNITS.sub("", text)):
        return "disguised"
    if _CODE.search(text):
        return "code"
    plain = unicodedata.normalize("NFKC", text).translate(_CONFUSABLE)
    tight = re.sub(r"[\s.·_*\-\u3164\u115f\u1160\ufe00-\ufe0f]+", "", plain)
    return "order" if _NEEDED.search(tight) and _ORDERS.search(tight) else None
