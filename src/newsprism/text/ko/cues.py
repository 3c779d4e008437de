"""What a Korean news sentence tells: an amount, a deadline, a demand and so on, by its surface cues.

Rules over endings, particles and set phrases of Korean reporting; no lexicon of names. Every pattern is linear: no
nested quantifier, every repetition bounded, and only the first `_LONGEST` characters are read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from newsprism.types.reader import SentenceKind

_LONGEST = 1_000  # a sentence of the press has 40 to 200 characters; what is longer is not one sentence


def _ending_in(final: int) -> str:
    """Return a character class of the syllables whose final consonant has this index (4: ㄴ, 8: ㄹ)."""
    return "[" + "".join(chr(code) for code in range(0xAC00 + final, 0xD7A4, 28)) + "]"


_PRESENT = _ending_in(4)  # 벌인다고, 늘린다고: the present ending, which an announced step takes
_FUTURE = _ending_in(8)  # 늘 것, 나설 계획: the future adnominal

_NUMBER = r"\d[\d,]{0,15}(?:\.\d{1,6})?"
_LARGE = r"\s?[조억만천백](?:\s?\d[\d,]{0,6})?[억만천백]?(?:\s?\d[\d,]{0,6})?만?여?\s?"
_MONEY = r"(?:원(?!칙|전|자|유|료|격|래|인)|달러|위안|엔(?!진|비|터)|유로(?!존)|파운드|弗|루피)"
_COUNT = (
    r"(?:명(?!령|목|절|분|시|확)|건(?!물|설|강|의|축|국|전)|곳|가구(?!점)|세대|호(?![선기])|개(?![월국년소관]|발|편|선|정)"
    r"|척|톤|배럴|TEU|주(?![년간차택식거])|㎡|㎢|헥타르|ha(?![a-z])|[GMk]Wh?(?![A-Za-z]))"
)

_AMOUNT = (
    rf"{_NUMBER}\s?(?:%|％|퍼센트|bp(?![a-z])|포인트|p\)|배(?!터|럴|당|치|송))",
    rf"{_NUMBER}{_LARGE}(?:{_MONEY}|{_COUNT})",
    rf"{_NUMBER}\s?{_MONEY}",
    rf"\d[\d,]{{1,15}}여?\s?{_COUNT}",  # one digit before a counter says order or choice more often than size
    r"(?:절반|두 배|세 배|반토막)(?=[\s이으로])",
)

_DAY = r"(?:\d{1,2}[일월시]|20\d\d년|연말|이달\s?말|내년|내달|[상하]반기|[1-4]분기|이번\s?주|다음\s?[주달])"
_AHEAD = (
    r"(?:예정이|예정인|예정돼|계획이|계획을|방침이|방침을|목표로|목표다|시행[된될한할]|적용[된될한할]|의무화[된한]|도입[된한할]"
    r"|들어간다|나선다|열린다|마감|종료[된될]|끝난다|만료|[가-힣]기로|추진[한된]다|출범[한할])"
)
_DEADLINE = (
    r"(?:오는|내달|내주)\s?(?:\d{1,4}[월일년]|초|말|중순|[상하]반기|[1-4]분기)",
    rf"{_DAY}(?:\s?(?:초|말|중순))?부터[^.]{{0,90}}?{_AHEAD}",
    rf"(?:내년|다음\s?해|20\d\d년|\d{{1,2}}월|연말|연내|[상하]반기|[1-4]분기|이달\s?[중말]|내달|다음\s?[달주])[^.]{{0,40}}?{_AHEAD}",
    # "from the 3rd to the 10th" and "until last 9th" tell of the past unless a verb that looks ahead follows
    rf"(?<!지난 )(?<!부터 ){_DAY}(?:\([^)]{{1,8}}\))?\s?까지(?![^.]{{0,40}}[했됐였왔]다\.?$)",
    rf"부터\s?{_DAY}까지[^.]{{0,60}}?(?:{_AHEAD}|한다)",
    r"(?:이르면|늦어도)\s?(?:이달|내달|다음|올|내년|연내|\d)",
    r"(?:신청|접수|제출|처리|협상|납부|유예)\s?(?:마감|기한|시한)|[기시]한(?:은|이|을|인|\s?내)(?=\s)|입법예고",
    r"시행(?:을|이|까지)\s?(?:앞두|앞둔|한\s?달|\d)|부터\s?(?:시행|적용|의무)(?!했|됐|해\s?온|하고\s?있)",
)

_FORECAST = (
    r"전망(?:이|했|하|된|됐|을|도|한다|\.|,|에\s?따르|치[를는]\s?[^.]{0,20}[높낮상하올내])",
    r"예[상측](?:된|됐|했|하|이|되|함|됨|돼|한다|,|\.)|내다[봤보]|점[쳐치]",
    r"관측(?:이|된|됐|도|했|과|을|돼|,)|추정(?:된|됐|했|하|치)|추산|유력하|목표주가를",
    rf"{_FUTURE}\s?것(?:으로|이라|이란|이며|이다|이고|”|\")",
    r"(?<!지속 )(?<!지속)가능성[이도을은]",
    rf"{_FUTURE}\s?(?:것이라는|수\s?있다는)\s?분석|기대(?:된다|되는|했|하고|감을|를\s?모)",
    r"(?<![하되삼드두])겠(?:다\.|습니다\.|지만|으나|으며)",  # the speaker's own will is no forecast
)

_DEMAND = (
    r"촉구|당부|호소[했하]|건의(?:했|하|문|를)|요청(?:했|하|을|이)|권고(?:했|하|안|를)|독려[했하]|재촉",
    r"요구(?:했|하|를\s?(?!해)|에|가|도|안|다|돼|되|받)|주문(?:했|하[고며])|지시(?:했|하|를|에)|제안[했하]|역설했",
    r"[가-힣]야[”’]|[가-힣]야\s?(?:한다|하[고며지]|할|했|된다|함|만\s)",
    r"필요(?:하다|가\s?있|성[\s을이도])|시급하|절실하|불가피하다|바람직하",
    r"(?:말라|하라|해\s?달라|말아야|나서라|멈춰라)(?=[\s”\"'’고는며])|압박(?:했|하|을|에|이)",
)

_DECISION = (
    rf"(?:{_PRESENT}다|[기키]로\s?했다|이라)고\s?(?:\d{1, 2}일\s?)?(?:공식\s?)?(?:밝혔|발표했|공시했)",
    r"(?:시행|지급|시작|돌입|인상|인하|결정|선정|확대|도입|출시|체결|마련|추진|무산)[했됐]?다?고?\s?(?:\d{1,2}일\s?)?밝혔",
    r"(?:계획|방침|입장|조치|방향|결과|방안|대책)[을를]\s?(?:공식\s?)?(?:밝혔|발표했|내놨|내놓았|공개했)",
    r"[을를]\s?(?:\d{1,2}일\s?)?(?:공시했|발표했|공표했)|확정(?:했|됐|하|된|한|판결|\s?지)|의결(?:했|하|됐|한|을)",
    r"결정(?:했|하[고며기]|됐|을\s?내|한\s|된\s)|판결|선고(?:했|하|받|를)|판시|가결|부결|기각|인용(?:했|\s?결정)",
    r"[가-힣]기로\s?(?:했|결정|합의|뜻|확정|한\s|하고|하며)|키로\s?(?:했|결정|합의)",
    r"부과(?:했|하|한다|됐|된|키로|를)|발표(?:했|하고|하며|됐)|공포(?:했|됐|된)|고시[했됐]|시행(?:에|됐|했|한다|된다|하고)",
    r"통과(?:했|됐|시켰|된)|승인(?:했|하|을|됐|받)|인가(?:했|를|받)|허가(?:했|를|받)|합의(?:했|안|한\s|에\s?이르)",
    r"체결(?:했다|하고|한다|됐)|지정(?:했다|됐|하고)|통보(?:했|하|받)|명령(?:했|을|하)|처분(?:했|을|하)|석방|기소[했됐]",
    r"착수(?:했|한다|하)|철회[했하됐]|취하[했하]|취소[했됐하]|인수(?:했|하기로|한다)",
    rf"{_FUTURE}\s?(?:계획|방침|예정)(?:이다|이라|을|이며)|(?:방침|구상)이다|(?:방안|대책)을\s?내[놨놓]",
    r"(?:추진|도입|강화|확대|신설|폐지|완화|개편|가동|출범|시행)(?:[한된]다|하기로|해\s?나간다)(?=[고.\s]|$)|(?:늘린|나선|가능해진)다(?=[고.\s])",
    r"(?:인상|인하|동결|연장|유예|중단|금지|허용|해제|폐지)(?:했다|하기로|키로|됐다|한다)",
)

_CONDITION = (
    r"경우(?!의\s?수|가\s?많)|에\s?한(?:해|하여|정)|으?로\s?한정|(?<!향)조건(?:으로|을|이\s|부|하에)|(?:요건|기준)으로|요건[을이에은]|예외",
    r"(?:적용|지원|규제|과세|신청|부과|감면|공제|의무|평가|교섭)\s?대상|대상(?:에서|에\s?(?:포함|해당)|이\s?(?:되|아니))",
    r"(?:제외[된하됐되]|제외한다)(?!고)",
    r"(?<!비교)(?:하|되|이|으|다|지|기|치|키|내|받으|넘으)면(?=[\s,])",
    r"[할될한]\s?때(?:만|에만|에는)(?=[\s,])|[할될]\s?시(?=[\s,])",
    r"(?:이상|이하|미만|초과)(?:인|이고|이면|일|이며|\s?(?:모든|기업|사업장|가구|근로자|법인|보유자))",
    r"자격[을이]|전제(?:로|조건|하에)|단서\s?조항|[하되]지\s?않는\s?한|에게만|에만\s|동일하게\s?적용",
)

_CAUSE = (
    r"때문|영향(?:으로|을\s?받|이다)|에\s?따른(?!다)|힘입[어은]|여파[로에가]|탓[에이으]|덕[분에택]|계기로",
    r"[이으]?로\s?인[해한]|말미암|비롯(?:된|됐)|기인[한하]|[됨함짐음임감]에\s?따라|원인(?:으로|은|이)|이유[로는다를]|배경에|배경으로\s?[꼽지작]",
    r"(?:기대감?|우려|소식|호조|부진|강세|약세|급등|급락|공포|악재|호재|증가|감소|둔화)에(?=[\s,])(?!\s?[대관답선그따이])",
    r"(?:겹치|지속되|이어지)(?:면서|며)|겹쳐|작용[했하]|풀이[된했]|(?:지|오르|나오|커지|늘|줄)면서(?=\s)",
    r"(?:기대감|우려|불확실성|수요|불안|매수세|매도세)[이가]\s?(?:커지|확산되|높아지|늘어나|몰리)[며면자]",
    r"(?:제기되|나타나|오르|내리|급등하|급락하)자(?=\s)|경과로",
)

_RISK = (
    r"우려|반발|논란|갈등|경고|난항|진통|난색|역풍|후폭풍|부작용|직격탄|비상이\s?걸|적신호|걸림돌|발목",
    r"리스크(?!\s?(?:를\s?)?(?:최소화|관리|해소|예방))|위험(?!\s?(?:성\s?평가|요[인소]|물|보장))",
    r"부담(?!\s?(?:완화|경감|없|을\s?(?:덜|줄|낮|완화|경감)))|불이익|손실(?!\s?보상)",
    r"반대[하했]|반대\s?(?:의견|목소리)|반박|비판|지적[했이하도됐된되을]|질타|불만|혼란|차질|의혹|공방|분쟁|항소|상고|제소|고발",
    r"소송|파행|무산|불확실성|변동성|타격|충격|악화(?:된|될|되|로|하고)|위축|침체|부실(?![장기한])(?!\s?채권\s?정리)",
    r"위기(?!\s?(?:가족|가구|극복|대응))(?!·)|유출|침해[했당]|실효성|역효과|주장이\s?(?:불거|제기)|문제(?:점|가\s?(?:불거|지적))",
    r"흔들리[자며]|폭락|위협|한계[가를에]|장애\s?요인|가압류|압수수색|난관|어려워[졌진지]|역부족|도산|파산|연체|디폴트|면\s?동의할\s?수\s?없",
)

_COMPARISON = (
    r"(?:전년|작년|지난해|전[월달주일장기]|전분기|직전|평소|예년|평년|동기|수준|시점|기간)\s?(?:대비|보다|에\s?비해)",
    r"[가-힣%)]\s?대비(?=[\s,])(?!\s?(?:태세|훈련))|같은\s?(?:기간|달|분기)(?:보다|\s?대비|\s?각각|\s?\d)",
    r"(?<!무엇)(?<=[가-힣\d%)’”])보다(?=\s)(?!\s?못)|에\s?비(?:해|하면)|[와과]\s?비교|비교(?:하면|했을|해)",
    r"반면|[와과]는?\s?달리|격차|만에\s?(?:최[고저대소]|가장)|앞질|뒤처|뒤졌",
    r"(?:\d{1,4}|두|세|네|몇)\s?배(?:로|가|나|\s?(?:늘|증가|넘|수준|이상|가까|급증|많|높))",
    r"(?:예상치|전망치|기대치|평균|컨센서스)[을를]?\s?(?:웃돌|밑돌|상회|하회)|\d\s?(?:포인트|p)\s?\([^)]{1,10}\)",
)

Tense = Literal["past", "ahead", "plain"]
"""Whether a sentence tells what happened, what is expected or planned, or what is."""

_PLANNED = re.compile(
    r"(?:예정|계획|방침|전망|관측|예상|구상|목표|포부|복안|태세|기세|조짐|셈|것)이다\.$|(?:검토|논의|준비|추진|협의|조율) 중이다\.$|겠다(?:고|는)\s[^.]{0,24}\.$"
    rf"|{_FUTURE} (?:것|예정|계획|방침|전망|가능성|수)(?:이라|으로|이란|을|이|은|도)?[^.]{{0,30}}\.$|앞두고 있다\.$|(?:점쳐진|예상된|전망된|기대된|관측된)다\.$"
)
_CLOSED_IN_SS = re.compile("[" + "".join(chr(code) for code in range(0xAC00 + 20, 0xD7A4, 28)) + r"]다\.$")


def tense(sentence: str) -> Tense:
    """Return the tense of a sentence in 다-체, by its end.

    >>> tense("가온시는 부두를 열었다."), tense("가온시는 부두를 열 계획이다."), tense("가온시는 부두를 연다.")
    ('past', 'ahead', 'plain')
    """
    tail = sentence[-60:]
    if _PLANNED.search(tail):
        return "ahead"
    return "past" if _CLOSED_IN_SS.search(tail) and not tail.endswith(("있다.", "겠다.")) else "plain"


_CUES: Mapping[SentenceKind, tuple[str, ...]] = MappingProxyType(
    {
        "amount": _AMOUNT,
        "deadline": _DEADLINE,
        "forecast": _FORECAST,
        "demand": _DEMAND,
        "decision": _DECISION,
        "condition": _CONDITION,
        "cause": _CAUSE,
        "risk": _RISK,
        "comparison": _COMPARISON,
    }
)
_PATTERNS = tuple((kind, re.compile("|".join(cues))) for kind, cues in _CUES.items())


def kinds(sentence: str) -> frozenset[SentenceKind]:
    """Return the kinds of `sentence` whose cues it holds; empty when it only reports that something happened.

    A sentence often has several kinds: 'a fine of 5 billion won, 20 % above last year' is an amount and a comparison.
    Only the first 1,000 characters are read.
    """
    head = sentence[:_LONGEST]
    return frozenset(kind for kind, pattern in _PATTERNS if pattern.search(head))
