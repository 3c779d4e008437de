"""Whether a sentence can stand alone in a brief: whole, declarative, and not leaning on a sentence before it."""

from __future__ import annotations

import re
from functools import lru_cache

from newsprism.text.ko.broken import broken

LONGEST = 170
SHORTEST = 14

_PLAIN = re.compile(r"[가-힣A-Za-z0-9%)]다\.$")
_POLITE = re.compile(r"(?:세요|에요|예요|죠|네요|군요|니까)[.!?]?$")
_FORMAL = re.compile(r"([가-힣])니다[.!?]?$")
# Words that point to something said before.
_LEANING = re.compile(
    r"^(?:그(?:는|가|의|들은|들이|러면서|러나|리고|래서|동안|중|간|뒤|후|결과|해|때)?|그녀[는가의]"
    r"|이(?! 대통령)(?:는|를|로|들은|들이|에|와|같은|처럼|렇게|것은|곳은|날은|중|후|때|뒤|밖에|런|러한|외|밖의|를 위해)?"
    r"|이들|저|(?:양측|두 사람|두 회사|두 기업|두 지역|양사|양국|양당|시|군|구|도|조합|의원|간담회|증가 폭|활동 기한|시정명령)"
    r"(?:은|는|이|가|에는|에서는|모두)?"
    r"|해당|당시|같은|동\s|반대로|반면|하지만|다만|따라서|즉|왜냐하면|결국|여기에|여기서|이에|이어"
    r"|첫째|둘째|셋째|넷째|나머지|그중|이중|후자|전자는|상황이|덕분에|때문에|만약 그|A씨|B씨|김씨|이씨|박씨|최씨|씨는"
    r"|핵심은|발단은|분수령은|변수는|골자는|취지는|정작|물론|오히려|심지어|문제는|관건은|배경은|이유는|비결은|대표적으로|대표적인|마찬가지로|그렇다면|사실상|이제|단|전망에|예컨대|가령|앞서|게다가|더구나"
    r"|[AQ]\.|[①-⑳]|\d{1,2}[.)]|회사는|회사 측은|업체는|정부안은|법안은|개정안은|당국은|조합은|노조는|연구팀은|보고서는|재판부는|대변인은|관계자는|관계자들은"
    r"|지금은|남은 (?:절차|과제|일정|쟁점|변수|관건|단계)[은는])(?=[\s,]|$)"
)
# A count as the subject: of what, the sentence before had said.
_COUNTED = re.compile(
    r"^(?:약\s)?\d[\d,.만억조천]*\s?(?:여\s?)?(?:주|명|개|건|곳|원|가구|호|대|표|석)(?:은|는|이|가|을|를)\s"
)
# A group that was listed before: "세 회사는", "두 나라 정부는".
_GROUP = re.compile(
    r"^(?:두|세|네|다섯|여섯|\d{1,2}개?)\s?(?:회사|기업|업체|사람|나라|국가|기관|후보|정당|당|법안|은행|단체|도시|지역|부처|사|곳|법인|제품|사업자|사업|노조|방안)"
    r"(?:은|는|이|가|의|도|에|모두)(?=\s)"
)
# "같은 날", "같은 기간" without the day or time that it is the same as.
_SAME = re.compile(r"(?:^|\s)(?<![해년] )같은\s?(?:날|기간|자리|시간|시기|달)(?=[\s,은에의])")
# An opening that goes on from a sentence before, or a noun whose owner stood there.
_CONTINUING = re.compile(
    r"^(?:당초|이미|아직|여전히|또 다른|다른 |현재도|앞으로도|이 밖에|이외|특히|아무리|또(?=\s)|나아가|구체적인|이날전체|무엇보다|무려)"
    r"|^[^\s,]{2,12}(?:\s[^\s,]{1,10}){0,2}\s역시\s"
)
# Of all that a report counts, one part after the other.
_BY_KIND = re.compile(
    r"^[가-힣]+ 주체별로|^(?:국적|기관|회사|은행|나라|국가|직종|과목|연령|지역|업종|규모|성|산업|품목|분야|가구|보증금 규모|소득|기간|종목|유형|월|연도|제품|부문"
    r"|금액대?)별로(?:는|도|\s보면)?[\s,]"
)
_OWNERLESS = re.compile(
    r"^(?:총|전체|세부|주요|향후|최종|구체적인|해당|신규|추가)?\s?(?:신청|접수|대상|대상지|대상자|모집|융자|한도|기간|기한|금액|규모|비율|비중|일정|공사비|사업비|행사|회의|회담"
    r"|조사|감독|점검|분석|협상|합의안|협약|계약|대책|방안|공단|공사|협회|재단|위원회|조사단|TF|특위|심의위|이사회|거래소|은행|피해자|유족|고인|피고인|원고|사측|노사"
    r"|연대|협의회|협의체|연합회|연맹|시민단체|대책위|비대위|추진위|집행부|경영진|노조원|노조원들|조합원들|입주민|입주민들|연구원|센터|제품|신제품|서비스|플랫폼|펀드|법|법안|조례안|시행령|특별법|판결|소송|사고|화재|현장|사업|단지|매장|개정안|가입자|응답자|참가자|신청자|근로자|사업주당|총액"
    r"|증가율|감소율|상승률|하락률|상승폭|감소폭|증가폭|연장근로|잔액|연체율|매출|영업이익|순이익|가격|요금|금리|세율|지분|노조|회사|업체|기업들|업체들|양측|당사자|표결|투표)"
    r"(?:\s결과)?(?:은|는|이|가|에는|에서는|을|를|의|에|도|에\s따르면|이\s통과되면|안에\s따르면|에\s따라)?(?=[\s,])"
)
# A person known by one syllable was introduced in a sentence before.
_ANONYMOUS = re.compile(
    r"(?:^|[\s(])(?:[가-힣]|[A-Z])\s?씨(?:\(\d{2}[^)]{0,12}\))?(?:는|가|의|도|를|와|에게|측|에|\s외)"
)
# "정 회장은": who that is was said before. Everybody knows the president.
_SURNAME = re.compile(
    r"(?:^[전현]|(?:^|\s)[김이박최정강조윤장임한오서신권황안송류유홍고문손양배백허남심노하곽성차주우구민진지엄채원천방공함변염여추])\s"
    r"(?:회장|부회장|대표|장관|차관|의원|부총리|총리|총재|위원장|사장|부사장|교수|원장|청장|실장|의장|이사|행장|CTO|CEO)(?:은|는|이|가|도|의|에게)\s"
)
_POINTING = re.compile(
    r"(?:^|\s)(?:이 같은|이런|이러한|그런|그러한|이와 같은|이번\s(?:것|일)|위의|아래|전술한|상기|이를(?! 것)|이에|이와|이로|그를|그의|그가|그는"
    r"|이같이|이같은|이렇게|이처럼|이들|이들의|이들은|그들|그들의|이곳|이날|이 과정에서|해당 (?:건|내용|사안))\s"
)
# The end of an explanation whose subject stood in the sentence before.
_EXPLAINING = re.compile(
    r"(?:때문|차원|이유|셈|얘기|이야기|취지|까닭|격|꼴|의미|뜻|말|탓|덕분|덕|영향)이?다\.$|(?:은|는|한|된|인|던|나온|시작한|몰린|따른) (?:결과|여파|반응|것)이?다\.$"
    r"|(?:사정|상황|분위기|양상|흐름)(?:은|도|이) (?:비슷하|마찬가지이?|다르지 않|크게 다르지 않)[^.]{0,4}다\.$"
    r"|(?:에서도|역시|또한)\s.{0,12}(?:이후|마찬가지)|(?:어|아|해|여|려|와)서다\.$|위함이다\.$|(?:하루|이틀|사흘|달|년|일|시간|개월"
    r"|거래일)\s?만(?:이다|의 일이다)\.$|\s등이 대표적이다\.$|\s점(?:도|은|이) [^.]{1,10}이?다\.$"
    r"|(?:라|다|자)는 (?:것|설명|지적|분석|주장|판단|입장|평가|목소리|의견|관측|전언|이유|해석|반응|비판)이?다\.$"
)
# A plan needs its planner: "…하겠다는 방침이다." alone does not say whose.
_PLAN = re.compile(r"(?:방침|계획|목표|전략|구상|복안|의도|각오|포부|예정)이?다\.$")
_PLANNER = re.compile(
    r"^[^,]{0,28}[가-힣A-Za-z0-9)’'”\"](?<!에)(?<!에서)(?<!겠)(?<!하)(?<!되)(?<!있)(?<!없)(?:은|는|이|가|도)\s"
)
# What a camera shows: the sentence under a picture, not news.
_CAPTION = re.compile(
    r"(?:참석|발언|인터뷰|이동|입장|답변|설명|브리핑|주재|악수|기념촬영|포즈|인사말|출석|퇴장|착석|방문|점검|시연|공개|소개|관람|연설|대화|토론|진행|처리|가결|의결|표결)"
    r"(?:을|를)?\s?(?:하고|되고|취하고|하며|받고)\s있다\.$"
    r"|(?:이용객|시민|직원|고객|손님|관광객|딜러|관람객|참석자|관계자|모델|학생|구직자|소비자)들?[이가은는]\s.{0,60}고 있다\.$"
    r"|(?:대통령|총리|장관|차관|의원|대표|위원장|원장|총재|회장|사장|시장|지사|청장)[이가은는]\s.{0,90}(?:고|겨|아|어) 있다\.$"
    r"|(?:지나|바라보|걷|살펴보|서|앉아|나서|오가|고르|들어서|빠져나가|기다리)고? 있다\.$"
    r"|(?:입항|정박|주차|전시|진열|게양|설치|게시)(?:해|돼|되어) 있다\.$|모습이다\.$|모습\.$|전경이다\.$|(?:놓여|걸려|붙어|세워져|늘어서|쌓여) 있다\.$|^전일 "
)
# No share moves by more than 30 % a day at the exchange, and no index by 100 %: a point was lost ("10351%").
_SLIP = re.compile(r"(?:전 거래일|전장|전일|전날) 대비[^.]{0,16}\s\d{3,}%")
_EDITORIAL = re.compile(
    r"^\([^)]{2,20}\) |본지|기자와|기자는|취재진|독자|제보|무단|저작권|구독|클릭|홈페이지|카카오톡|유튜브|사진[=은]|자료사진"
    r"|[©ⓒ▶☎【】■◆◇▷☞△▲○●□]|https?://|www\.|@|\[[^\]]{0,30}\]|<[^>]{0,40}>"
)
# A deck that lost its line break: "…상관없이 상담앞으로 월급 관리에…".
_GLUED = re.compile(
    r"이날(?=[가-힣])(?!은|이|도|의|에|부터|까지|만|과|인|로|을)|[가-힣]{2}(?<!눈)(?:앞으로|지난해|지난달|올해|최근|정부가)(?:부터|까지)?\s(?=[가-힣])"
    r"|(?:^|\s)지난(?:해|달)(?![의는도부까에보와만엔를을가처라인로이은말초분같동하상한쯤치내과였여겨께중])[가-힣]{2}"
    r"|[가-힣]{2}(?<!지난)(?<!오는)(?<!이달)(?<!내달)(?<!매달)(?<!매월)\d{1,2}일\s"
    r"|(?:될|할|볼|올|된|한)것(?!이|은|을|으|도|만|과|에|처|보|일|인|임|입|까|들|의|뿐|같|로|라|임|조)[가-힣]{2}"
    r"|(?:감소|증가|하락|상승|급등|급락|발표|출시|인상|인하|전망|돌파|추진|체결|합의|확대|강화|개최|선정)(?:미국|중국|일본|한국|정부|국내|유럽|영국|독일)(?=[\s은는이가의])"
    r"|[”](?![이라고며는란던등에의을를와과로도만까부처보나든하했한할해인다식급형측당권면])[가-힣]{2,}\s"
)
_QUESTION = re.compile(r"[?？]|\b(?:까|을까|는가)\.?$|!$|(?:하자|보자|마라|라)\.$")
_CUT = re.compile(r"\.\.+|…|···")
_FIRST_PERSON = re.compile(r"^나는\s|(?:^|\s)(?:내가|저는|제가|우리는|우리가|필자)\s")
_PAIRS = (("“", "”"), ("‘", "’"), ("(", ")"), ("[", "]"), ("「", "」"), ("『", "』"))

# A word is lost ("제조업뿐만 물류"), a sign of a balance ("재정수지가 89조원으로 집계됐다"), or a time stands twice.
_SLIPPED = re.compile(
    r"뿐만 (?!아니|이 아니|은 아니)|수지(?:가|는) (?![^.]*(?:적자|흑자|악화|개선|균형))[^.]*\d[^.]*원"
    r"|(?:^|\s)(?P<time>올해|지난해|이달|지난달|내년) .*\s(?P=time) [^.]*\.$"
)

# That somebody said so, and what it was stood before: "장관이 10일 밝혔다."
_SAID_SO = re.compile(
    r"^(?![^“”\"‘']*(?:[고며로]|면서|[을를]|대해|바와 같이|따르면|듯이|이같이|이처럼|같이|[라다자냐]는)[\s,])[^“”\"‘']*"
    r"\s[가-힣]+다\.$"
)
_SAID = tuple(f"{word}다." for word in "밝혔 말했 전했 설명했 발표했 강조했 주장했 덧붙였 의결했 결정했 확정했".split())
# What something is, and of what one is told stood before: "의원이 6일 낸 개정안이다."
_ITS_NAME = re.compile(
    r"^(?![^“”\"‘’']*[가-힣A-Za-z0-9)](?:(?<![놓받낳맞얻입남맡같많높낮좋작젊넓늦잡꼽묶읽먹찾닫쌓벗죽심담품뽑겪믿밝])은|는|도|란|라면|건)\s)[^“”\"‘’']*[가-힣0-9)](?:이|가)\s[^“”\"‘’']*(?:[낸한된난든쓴친온뜬진킨린인춘운꾼긴]|은|던)\s"
    r"(?:\S+\s){0,2}[가-힣A-Za-z0-9]+(?<!예정)(?<!계획)(?<!방침)(?<!전망)(?<! 중)(?<!처음)(?<!특징)(?<!수준)이다\.$"
)

_REFUSALS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("leaning", _LEANING),
    ("counted", _COUNTED),
    ("group", _GROUP),
    ("same", _SAME),
    ("anonymous", _ANONYMOUS),
    ("surname", _SURNAME),
    ("glued", _GLUED),
    ("pointing", _POINTING),
    ("explaining", _EXPLAINING),
    ("caption", _CAPTION),
    ("editorial", _EDITORIAL),
    ("question", _QUESTION),
    ("cut", _CUT),
    ("slip", _SLIP),
    ("lost", _SLIPPED),
    ("first_person", _FIRST_PERSON),
)


@lru_cache(maxsize=8192)
def refusal(sentence: str) -> str | None:
    """Return why the sentence cannot be printed alone (a short code), or None when it can."""
    if not SHORTEST <= len(sentence) <= LONGEST:
        return "length"
    if _polite(sentence) or not _PLAIN.search(sentence):
        return "style"
    for name, pattern in _REFUSALS:
        if pattern.search(sentence):
            return name
    # Most sentences end otherwise, and need not be read from the front again.
    if sentence.endswith(_SAID) and _SAID_SO.match(sentence):
        return "said_so"
    if sentence.endswith("이다.") and _ITS_NAME.match(sentence):
        return "its_name"
    if _PLAN.search(sentence) and not _PLANNER.search(sentence):
        return "planner"
    if any(_ends_in_consonant(found[1]) for found in _AFTER_VOWEL.finditer(sentence)):
        return "josa"
    if broken(sentence):
        return "broken"
    return None if _balanced(sentence) else "unbalanced"


# 와 and 를 follow a vowel; 과 and 을 end too many nouns (결과, 마을) to be told.
_AFTER_VOWEL = re.compile(r"([가-힣])(?:와|를)(?=\s)")


def _ends_in_consonant(syllable: str) -> bool:
    return (ord(syllable) - 0xAC00) % 28 != 0


# "용산구는 0.17%로 상승폭이 줄었다": the share of a place, and not of what.
_SHARE_ALONE = re.compile(
    r"^(?:[가-힣A-Za-z·, ]{0,16}(?:[구시군도동]|권)|[가-힣, ]{0,12}(?:서울|인천|부산|대구|광주|대전|울산|세종|전국|지방))(?:은|는|이|가|도) "
    r"(?:\d[\d.]*%[가-힣]{0,2}\s|\d[\d,.만]*(?:가구|건|명|곳|채|개)(?:으로|로|에서|을|이며|이고|,))"
)
_MEASURED = re.compile(
    r"값|가격|가액|지수|[가-힣][율률](?![가-힣]{2})|금리|물가|비중|매출|이익|손실|수출|수입|거래|생산|판매|소비|투자|주가|시세|증시|전세|월세|임금|급여|찬성|반대|응답"
    r"|지분|점유|가입|참여|인구|취업|실업|고용|채용|환율|유가|요금|세금|세율|예산|배당|성장|대출|예금"
)


# "값이 싼 소형 차급이라 …": it says what something is, and not what.
_WHAT_IS = re.compile(r"^(?:(?![은는도]\s)[^,“”\"]){2,40}[가-힣]{2}이라(?:서)?\s(?!는|고|며)")


def _of_nothing(sentence: str) -> bool:
    return _SHARE_ALONE.match(sentence) is not None and _MEASURED.search(sentence) is None


def leans(sentence: str) -> bool:
    """Say whether a printable sentence is clear only beside its own story.

    Its first words go on from something, or name a thing whose owner is not said ("공사비는 …", "조사 결과 …"), or give a share and not of what. Under the
    headline of the story or behind a sentence of it that reads well; between sentences of other stories it does not.
    """
    clear = _OWNERLESS.match(sentence) is None and _BY_KIND.match(sentence) is None
    return not clear or continues(sentence) or _of_nothing(sentence)


def continues(sentence: str) -> bool:
    """Say whether a sentence goes on from the one before it: not even its headline makes it clear.

    >>> continues("또 사용료를 12% 올린다."), continues("융자 한도는 1000만원이다.")
    (True, False)
    """
    return _CONTINUING.search(sentence) is not None or _WHAT_IS.match(sentence) is not None


def _polite(sentence: str) -> bool:
    """Say whether the sentence ends in 합니다체 or 해요체; 아니다 and 지니다 only look like it."""
    formal = _FORMAL.search(sentence)
    # A syllable that closes in ㅂ (the 17th final consonant of the code chart) before 니다.
    return bool(_POLITE.search(sentence)) or bool(formal and (ord(formal[1]) - 0xAC00) % 28 == 17)


def _balanced(sentence: str) -> bool:
    if sentence.count('"') % 2 or sentence.count("'") % 2:
        return False
    return all(sentence.count(left) == sentence.count(right) for left, right in _PAIRS)
