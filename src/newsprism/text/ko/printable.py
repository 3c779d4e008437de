"""Whether a sentence can stand alone in a brief: whole, declarative, and not leaning on a sentence before it."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"[가-힣]다\.$")
_POLITE = re.compile(r"(?:습니다|세요|에요|예요|죠|네요|군요|답니다|랍니다|니까)[.!?]?$")
# Words that point to something said before.
_LEANING = re.compile(
    r"^(?:그(?:는|가|의|들은|들이|러면서|러나|리고|래서|동안|중|간|뒤|후|결과|해|때)?|그녀[는가의]"
    r"|이(?:는|를|로|들은|들이|에|와|번|같은|처럼|렇게|것은|곳은|날은|중|후|때|뒤|밖에|런|러한|외|밖의|를 위해)?"
    r"|이들|저|양측|두 사람|두 회사|양사|해당|당시|같은|동\s|반대로|반면|하지만|다만|따라서|즉|왜냐하면|결국|여기에|여기서|이에|이어"
    r"|첫째|둘째|셋째|넷째|나머지|그중|이중|후자|전자는|상황이|덕분에|때문에|만약 그|A씨|B씨|김씨|이씨|박씨|최씨|씨는"
    r"|정작|물론|오히려|심지어|문제는|관건은|배경은|이유는|비결은|대표적으로|대표적인|마찬가지로|그렇다면|사실상|예컨대|가령|앞서|게다가|더구나"
    r"|회사는|회사 측은|업체는|정부안은|법안은|개정안은|당국은|조합은|노조는|연구팀은|보고서는|재판부는|대변인은|관계자는)(?=[\s,]|$)"
)
# The end of an explanation whose subject stood in the sentence before.
_EXPLAINING = re.compile(
    r"(?:때문|셈|얘기|이야기|취지|까닭|격|꼴|의미|뜻|말)이?다\.$|(?:라|다|자)는 (?:것|설명|지적|분석|주장|판단|입장|평가|목소리|의견|관측|전언|구상|복안|이유)이?다\.$"
)
# What a camera shows: the sentence under a picture, not news.
_CAPTION = re.compile(
    r"(?:참석|발언|이동|입장|답변|설명|브리핑|주재|악수|기념촬영|포즈|인사말|출석|퇴장|착석|방문|점검|시연|공개|소개|관람|연설|대화|토론|진행|처리)"
    r"(?:을|를)?\s?(?:하고|되고|취하고|하며|받고)\s있다\.$|모습이다\.$|모습\.$|전경이다\.$"
)
_POINTING = re.compile(
    r"(?:^|\s)(?:이 같은|이런|이러한|그런|그러한|이와 같은|이번\s(?:것|일)|위의|아래|전술한|상기|이 과정에서|이를 통해|이를 위해|이와 관련해|해당 (?:건|내용|사안))\s"
)
_EDITORIAL = re.compile(
    r"본지|기자와|기자는|취재진|독자|제보|무단|저작권|구독|클릭|홈페이지|카카오톡|유튜브|사진[=은]|자료사진|©|ⓒ|▶|☎|https?://|www\.|@|\[[^\]]{0,30}\]|【|■|◆|◇|▷|☞|<[^>]{0,40}>"
)
_QUESTION = re.compile(r"[?？]|\b(?:까|을까|는가)\.?$|!$|(?:하자|보자|마라|라)\.$")
_CUT = re.compile(r"\.\.+|…|···")
_FIRST_PERSON = re.compile(r"(?:^|\s)(?:나는|내가|저는|제가|우리는|우리가|필자)\s")
_PAIRS = (("“", "”"), ("‘", "’"), ("(", ")"), ("[", "]"), ("「", "」"), ("『", "』"))

LONGEST = 170
SHORTEST = 14


def refusal(sentence: str) -> str | None:
    """Return why the sentence cannot be printed alone (a short code), or None when it can."""
    if not SHORTEST <= len(sentence) <= LONGEST:
        return "length"
    if _POLITE.search(sentence) or not _PLAIN.search(sentence):
        return "style"
    for name, pattern in _REFUSALS:
        if pattern.search(sentence):
            return name
    return None if _balanced(sentence) else "unbalanced"


def _balanced(sentence: str) -> bool:
    if sentence.count('"') % 2 or sentence.count("'") % 2:
        return False
    return all(sentence.count(left) == sentence.count(right) for left, right in _PAIRS)


_REFUSALS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("leaning", _LEANING),
    ("pointing", _POINTING),
    ("explaining", _EXPLAINING),
    ("caption", _CAPTION),
    ("editorial", _EDITORIAL),
    ("question", _QUESTION),
    ("cut", _CUT),
    ("first_person", _FIRST_PERSON),
)
