"""In which manner a report is told, by its headline and its opening: news of a decision, praise of itself, a word fight.

An editor sees this before asking whom a report concerns.
"""

from __future__ import annotations

import re

from newsprism.text.ko.genre import explains
from newsprism.types.reader import Manner

_OPENING = 240
_HEAD = 120
_FRONT = 25
"""Letters of a headline in which it says who acts."""
_STEM = 3
"""Letters of a name that a headline has of it: 나루에너지 stands there as 나루엔."""

_AMOUNT = re.compile(r"\d[\d,.]*\s?(?:조|억|만\s?명|%|달러)")
_OWN_WORK = re.compile(
    r"뭉쳤|맞손|손\s?잡|협약|MOU|동맹 맺|파트너십|시상식|수상|수기집|체험\s?수기|총람|장학(?:생|증서|금|재단)|청신호|승부수|잭팟|만족|쾌거|두각"
    r"|마일스톤|학술지|전임상|순자산|가입자 보니|성료|누적\s|\d+(?:곳|팀|개사|명)\s선정|순항|위상"
    r"|(?:순매수|설정액|수탁고|판매액|가입자|이용자|회원)\S*\s\S{0,4}\d[\d,]*(?:조|억|만)\S*\s?(?:돌파|넘|달성)"
    r"|(?:대|大|대학교),?\s.{0,40}선정$"
    r"|창사\s이래|성과\s?공개|최초\s?공개|첫\s?공개|교육\s실시|명\s배출|수주(?!전|잔고|난)"
)
_OWN_WORDS = re.compile(r"선도|앞장|가속|박차|강화|협력|성과|돌파|공략|선보|구축|나선다|나서|도약|맞춤")
_SPOKE = re.compile(r"다고\s(?:지난\s)?(?:\d{1,2}일\s|이날\s|최근\s)?(?:공식\s)?(?:밝혔|전했|알렸|소개했)다")
_PACT = re.compile(r"업무\s?협약|협약식|양해각서\(MOU\)를")
_SUBJECT = re.compile(r"([가-힣A-Za-z0-9&·]{2,20}?)(?:\([^)]{1,40}\))?(?:은|는|이|가)\s")
_OFFICE = re.compile(
    r"(?:[가-힣](?:부|처|청|위|국|법원|시|도|구|군)|위원회|당국|정부|국회|금감원|금융감독원|한국은행|한은|대통령실|검찰|경찰|거래소|노조"
    r"|장관|차관|총재|위원장|의원|대통령|업계|연합회|총협회|경총|상의|조사단|연구진|연구팀)$"
)
_EVENT = re.compile(
    r"설명회|간담회|포럼|세미나|콘?컨?퍼런스|시상식|수여식|발대식|출범식|개소식|준공식|기공식|워크숍|특강|박람회|전시회|출판기념|방문한|현장\s?(?:방문|점검)"
    r"|[가-힣](?:투자|경진|골프|마라톤|요리)\s?대회|격려(?!금)|만찬|오찬|기조연설|방문(?=\.{2}|…|,|$)|어워[즈드]|임용$|취임$|참가$|개최$"
)
_EVENT_BELOW = re.compile(r"(?:시상식|수료식|발대식|학위수여식|졸업식|입학식|위촉식)(?:을|에서)\s")
_PRODUCT = re.compile(
    r"신제품|신상품|신메뉴|사전\s?예약|예약\s?판매|(?:베타|정식|그랜드)\s?오픈|(?<!수)출시(?:…|,|$|\s)|론칭|런칭|선보여|업데이트|한정판|리뉴얼"
    r"|(?:버거|라면|커피|치킨|빵|소주)\s?값"
)
_SHARE = re.compile(
    r"목표\s?주?가|투자의견|신고가|특징주|수혜주|수혜\s?종목|주가\s?(?:급등|급락|강세|약세|들썩|쑥)|상한가|하한가|배당금|주당\s?\d|자사주\s?\S{0,8}소각"
    r"|주주환원|주주가치|관련주|[-–]\s?[가-힣A-Za-z]{1,6}(?:證|증권)$|기대감\s?주목|어디까지\s?(?:오를|갈)"
)
_RULE = re.compile(r"법|개정|의무|제도|세제|정책|규제|당국|금융위|국토위|정부|국회|상향|완화|기한")
"""A rule for all: what stands in the headline beside it is an example."""
_HOMES = re.compile(r"아파트|집값|주택|강남|전세|매매|거래|코스피|코스닥|증시")
_OPEN = re.compile(r"모집|공모|신청|접수|채용")
"""What a reader can apply for is for them, whoever tells it."""
_CALLS = re.compile(r"모집|채용|접수|신청|공모(?!\s?(?:지원|참여|선정|도전))")
"""A call in the words of who makes it: whoever takes part in one calls nobody."""
_SITE = re.compile(
    r"\d구역|\d지구|재개발|재건축|시공사|정비사업|분양\s?(?:시장|나서|앞둔)|주목할\s?단지|눈여겨볼|모델하우스|견본주택|단지\s?내\s?상가|도시정비"
)
_DISPUTE = re.compile(
    r"쟁의|준법\s?(?:투쟁|행위)|임금\s?(?:교섭|협상)|임단협|총파업|파업\s?(?:돌입|예고|결의|가결|찬반|전운|초읽기|수순)|노조\S{0,2}\s(?:파업|상경|농성|규탄)|출근\s?저지"
)
_GOSSIP = re.compile(
    r"화제$|화제…|누리꾼|네티즌|온라인\s?커뮤니티|유튜버|유튜브\s?(?:채널|영상)|방송인|개그맨|아나운서|연예인|SNS서|인스타|갑론을박|뭇매|눈총|민폐|충격\s?근황|근황|사연|발칵"
    r"|딸\s|아들\s|부인\s|남편|아내"
)
_GOSSIP_BELOW = re.compile(
    r"화제다|화제가 되고|누리꾼|온라인\s?커뮤니티|유튜브\s?채널|구독자|인스타그램|자신의\s(?:사회관계망서비스|SNS|인스타)"
)
_CRIME = re.compile(
    r"징역|집유|집행유예|구속|(?<!자)기소(?!개)|송치|체포|압수수색|혐의|뇌물|횡령|검찰|항소|무죄|사기범|일당|유출한"
)
_AFFAIRS = re.compile(r"중대재해|담합|임금|퇴직금|성과급|개인정보|특허|기술|상속|세금|대법|경영책임")
"""Deeds whose judgement is a rule for others."""
_STATESMAN = re.compile(r"전\s?(?:국민의힘|더불어민주당|민주당)?\s?(?:의원|장관|대통령|대표|시장|지사)")
_POLITICIAN = re.compile(
    r"원내대표|최고위|당\s?대표|대변인|민주당|국민의힘|국힘|여당|야당|與|野|지도부|전당대회|공천|출마|선대위"
)
_FIGHT = re.compile(
    r"비판|맹공|직격|공세|성토|규탄|반발|저격|일갈|폭주|인질|참사|무능|내로남불|망언|설전|난타|작심|용납"
)
_RUNS = re.compile(r"출마\s?(?:를\s)?(?:선언|공식)|예비후보|후보군|출사표")
_DIGEST = re.compile(
    r"리포트를?\s?(?:정리|모아)|(?:오늘|이번\s?주|한\s?주)의?\s?(?:주요|뉴스|핫딜|이슈|경제|증시)\S*\s?(?:정리|모음|한눈|체크)|뉴스\s?브리핑|\[한\s?줄"
    r"|간추린|모닝\s?브리핑|주간\s?(?:증시|전망|일정)"
)
_NOTE = re.compile(r"^\s*\[[^\]]{1,120}\]\s*")
"""What an outlet sets before a report in brackets."""
_BODY = re.compile(
    r"(?:공사|공단|진흥원|재단|협회|연합|중앙회|기금|센터|학교|대학?|연구[소원]|은행연합회|진흥공단|개발원|데이터처|통계청|국회의원|의원|[A-Z]{4,}|KDI|위원)$"
)
"""Who tells of themselves and is no firm: what these tell is often a rule or a figure for all."""
_LAWMAKER = re.compile(r"(?:^|[\s…”’\"'])[가-힣]{3}\s의원(?=$|[\s,…“‘\"'·])")
_OFFICERS = "준법감시인|내부통제\\s?담당자?|최고정보보호책임자|정보보호책임자|CISO|CPO|CRO|[가-힣]사\\s담당\\s?임원"
_ADDRESSED = re.compile(
    r"(?:운영|수행|주관|전담|위탁|보육|훈련|참여|협력)\s?기관(?:을|도)?\s?(?:\S+\s)?(?:모집|공모)|(?:멘토|강사|[가-힣]{2}위원|서포터즈|기자단|모니터단|봉사자|체험단)\S*\s?(?:모집|공모)"
)
_REMINDED = re.compile(rf"(?:{_OFFICERS})(?:들?)?(?:에게|을\s대상|를\s대상|\s\d+여?명)")
_COURSE = re.compile(r"\[[^\]]*(?:교육|강의|강좌|클래스|아카데미)\]|수강(?:생|료)|개강|출간$|신간|개론서|북콘서트")
_MOVED = re.compile(r"\d%대?\s?(?:강세|약세)|주가\s?\d[\d.]*%")


def manners(headline: str, opening: str) -> frozenset[Manner]:
    """Return the manners in which a report is told, by its headline and its opening; none for plain news."""
    head, below = headline[:_HEAD], _NOTE.sub("", opening)[:_OPENING]
    found: set[Manner] = set()
    praised = (
        _OWN_WORK.search(head)
        or _PACT.search(below)
        or (_OWN_WORDS.search(head) and not _AMOUNT.search(head) and _tells_of_itself(below))
    )
    if praised and not _OPEN.search(head):
        found.add("praise")
    if "praise" not in found and not _CALLS.search(head) and _states(head, below):
        found.add("statement")
    if not _HOMES.search(head) and ((_SHARE.search(head) and not _RULE.search(head)) or _MOVED.search(head)):
        found.add("share")
    if _EVENT_BELOW.search(below):
        found.add("event")
    if _GOSSIP.search(head) or _GOSSIP_BELOW.search(below):
        found.add("gossip")
    if _RUNS.search(head) or (_POLITICIAN.search(head + below[:80]) and _FIGHT.search(head)):
        found.add("quarrel")
    if _SITE.search(head) and not _RULE.search(head):
        found.add("site")
    if _CRIME.search(head) and (_STATESMAN.search(below) or not (_RULE.search(head) or _AFFAIRS.search(head))):
        found.add("crime")
    found.update(name for name, pattern in _BY_HEAD if pattern.search(head))
    if _ADDRESSED.search(head) or _REMINDED.search(below):
        found.add("addressed")
    if _slight(head, below):
        found.add("fine")
    if _DIGEST.search(head) or _DIGEST.search(below):
        found.add("digest")
    return frozenset(found | _LOOKS_BEHIND) if explains(head) else frozenset(found)


_LOOKS_BEHIND: frozenset[Manner] = frozenset({"explainer"})


_FINED = re.compile(
    r"과징금(?:으로|을|은|이)?[^\d.]{0,14}(?P<after>\d[\d,.]*)(?P<unit_after>억|만|천만|조)"
    r"|(?P<before>\d[\d,.]*)(?P<unit_before>억|만|천만|조)[^.,]{0,12}?(?:의\s)?과징금"
)
_SLIGHT = 10
"""Hundreds of millions of won under which a fine is small."""


def _slight(head: str, opening: str) -> bool:
    """Say whether the first fine that headline or opening name is a small one, of one firm and not of a field of them."""
    if "과징금" not in head:
        return False
    found = _FINED.search(head) or _FINED.search(opening)
    if found is None or _RULE.search(head):
        return False
    sum_, unit = found["after"] or found["before"], found["unit_after"] or found["unit_before"]
    return unit in ("만", "천만") or (unit == "억" and float(sum_.replace(",", "").rstrip(".")) < _SLIGHT)


_BY_HEAD: tuple[tuple[Manner, re.Pattern[str]], ...] = (
    ("event", _EVENT),
    ("product", _PRODUCT),
    ("product", _COURSE),
    ("lawmaker", _LAWMAKER),
    ("dispute", _DISPUTE),
)


def _tells_of_itself(opening: str) -> bool:
    """Say whether a firm or an institution says in the opening what it does itself: an office that rules does not count."""
    spoken = _SPOKE.search(opening)
    if spoken is None:
        return False
    subject = _SUBJECT.search(opening[: spoken.start()])
    return subject is None or _OFFICE.search(subject[1]) is None


def _states(head: str, opening: str) -> bool:
    """Say whether a firm that stands in the headline says in the opening what it does."""
    spoken = _SPOKE.search(opening)
    subject = _SUBJECT.search(opening[: spoken.start()]) if spoken else None
    return (
        subject is not None
        and len(subject[1]) >= _STEM
        and subject[1][:_STEM] in head[:_FRONT]
        and not _OFFICE.search(subject[1])
        and not _BODY.search(subject[1])
    )
