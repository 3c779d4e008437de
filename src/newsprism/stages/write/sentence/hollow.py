"""Sentences that say nothing: that there was a paper, a meeting or attention, what a firm is in general, who came.

A figure makes a sentence worth printing only where it is part of what is told: the day of a report, the number of those
who were asked or of those who came is none of it.
"""

from __future__ import annotations

import re

_PAPER = (
    r"(?:보고서|리포트|결과|동향|현황|방안|대책|계획|백서|통계|지침|가이드라인|로드맵|구상|비전|전략|청사진|산업|기술|기업|과제|사례집|책자|안내서"
    r"|전망|방향|리포트 \d+호)"
)
# That a paper was given out, a list drawn up, ways discussed; what stands in it is told where a clause or a sum is.
_GIVEN_OUT = re.compile(
    rf"{_PAPER}[’'”\"]?[을를] (?:\d{{1,2}}일 )?(?:발표|공개|제시|발간|선정|소개|공표|배포|게시|공유|논의|점검)(?:·[가-힣]+)?"
    r"(?:했다|했다고 (?:\d{1,2}일 )?밝혔다)\.$"
)
_CONTENT = re.compile(
    r"[가-힣](?:[다라자]는|려는)\s|(?:내용의|내용을|담은|담긴|골자로|규정하고|만나|회담[을에])\s|[가-힣][다라]며\s|총 \d|\d[\d,.만천]*\s?(?:%|억|조|만\s?원|달러"
    r"|배|곳을|개를|명을(?! 대상)|종을|건을|개사를)"
    r"|(?:지정|구성|확대|축소|폐지|신설|도입|인상|인하)하(?:고|며|는 내용)"
)
_ALWAYS = re.compile(
    r"경고등[이을] [^.]{0,18}다\.$|(?:관심|이목|시선|눈길)[이을] (?:더욱 |다시 |한층 )?(?:집중|쏠|모[이아]|끌)[^.]{0,10}다\.$|귀추가 [^.]{0,8}다\.$|서막[을이]\s"
    r"|(?:필요성|중요성|책임|관심|긴장감)(?:이|가|도) (?:더욱 |한층 |점차 |갈수록 )?커지고 있다(?:고 [가-힣]{2,4}다)?\.$"
    r"|취지를 (?:재차 |거듭 |다시 )?강조했다\.$|문을 걸어 잠그고 있다\.$|과언이 아니다\.$|[는은을] 모양이다\.$"
    r"|(?:격론|설전|공방|신경전)[을를] (?:벌였|이어갔|주고받았)다\.$"
    r"|상수로 자리 ?잡았다\.$|전면에 내(?:걸|세)[^.]{0,4}다\.$|더뎌질 수밖에 없다\.$|테마는 [‘'][^’']+[’']이?다\.$"
    r"|(?:증가|감소|상승|하락|확대|둔화)세를 (?:지속|이어[^.]{0,3})[가-힣]*다\.$(?<!\d)"
    r"|서로 (?:다른|엇갈린) (?:결론|판단|판결|결과|해석)[을를] (?:내렸|내놨|내놓았|받았|받아들었)다\.$|거래량은 [^.]*거래대금은 [^.]*다\.$"
    r"|(?<![가-힣]는 )(?<!며 )(?:공식 )입장을 (?:내놨|내놓았|밝혔|표명했|발표했|전했)다\.$"
)
# What a firm or a body is, or what appears every month: true last year too.
_PROFILE = re.compile(
    r"^(?!(?:[^\s]+ ){0,2}(?:대상|자격|대상자|곳|응답자)은 )[^“”\"]*(?:하는|보유한|갖춘|설립된|출범한|만든|설계한|대표적인|대표|전문|유일한|최대"
    r"|지정된) (?:[가-힣]{2,6} ){0,2}"
    r"[가-힣]{0,4}(?:기업|회사|업체|기관|단체|브랜드|재단|스타트업|공익법인)이?다\.$"
    r"|(?:매월|매년|매분기|매주|정기적으로|일반적으로|통상|보통) [^.]{0,30}(?:발간|발표|공표|기준)(?:하는|되는|되고|으로)[^.]*(?:한다|된다|있다)\.$"
)
_ROSTER = re.compile(
    r"(?:식|회|행사|포럼|세미나|미팅|대회|캠페인|봉사|법회)에(?:는|도)? [^.]*(?:등이|등도|[명원장수]이|[표사]가|교수가|[관계]자가) (?:함께 |대거 )?(?:참석|자리|참여"
    r"|참가)했다\.$"
    r"|(?:진술인|발제자|토론자|연사|패널|좌장)(?:으로|로)(?:는)? [^.]*(?:참석|자리|참여)했다\.$|(?:참석했|자리했)(?:고|으며),? [^.]*(?:참석했|자리했)다\.$"
    r"|에는 [^.]*(?:등이|관계자가|등) 참석해 [^.]*(?:점검|논의|공유|살펴|소통|축하|함께)[^.]{0,6}다\.$"
    r"|^(?:(?!에서\s|에\s|에는\s).)*명(?: 이상)?이 참석해 [^.]*다\.$"
)
# How something is done is not said: neither a figure nor a way.
_NO_WAY = re.compile(
    r"(?:차등화|구체화|명확화|체계화|내실화|세분화)(?:했|한|시켰|시킨)다\.$|(?:빠르게|일부|발 빠르게) (?:수정|변경|조정|재편)(?:했|하고 있)다\.$"
    r"|(?:흐름|움직임|조짐|기류|양상)(?:이|도) (?:뚜렷이 )?(?:포착|감지|관측|나타나)[^.]{0,8}다\.$"
)
_WAY = re.compile(r"\d(?!\d?(?:일|월)\s)|로\s(?:구분|나눠|나누|세분|차등)|별로\s|[^ ]따라\s|“|\"")


# A bill or a decree was drawn up or decided on; what it changes is not said.
_BILL = re.compile(
    r"(?:개정(?:법률)?안|법률안|제정안|시행령안?|조례안|시행규칙|법안)[’'\"”」]?[을를] (?:[가-힣]+ )?(?:대표 |공동 |대표로 |공동으로 )?"
    r"(?:발의|제출|심의·의결|심의|의결|입법예고|상정)(?:했|한|됐|했다고 \d{1,2}일 밝혔)다\.$"
)
_CHANGES = re.compile(
    r"(?:내용|골자|취지)(?:의|을|으로|인|로)|담은|담긴|담아|[하되]는 (?:[‘'“\"「]|[^\s]+ ){0,6}(?:개정|법률|제정|시행령|조례|법안)|\d[\d,.]*\s?(?:%|억|조|만|명|년|배)"
)
# What one means to strengthen, expand or turn, and neither how nor by how much.
_BARE = re.compile(
    r"(?:을|를) (?:대폭 |한층 |더욱 |크게 |본격적으로 |적극 |본격 )?(?:강화|확대|활성화|고도화|내실화)(?:한다|했다|하기로 했다|할 (?:방침|계획|예정)이다"
    r"|한다고 (?:\d{1,2}일 )?밝혔다)\.$"
    r"|(?:전환|지원|대응|확산|혁신|육성|활성화|체계화)에 (?:적극 |본격 |본격적으로 |총력 )?나선다(?:고 (?:\d{1,2}일 )?밝혔다)?\.$"
    r"|(?:개발|확대|공략|강화|유치|육성|지원|구축|마련|대응)에 (?:본격 |본격적으로 )?나섰다\.$"
    r"|(?:점|뜻|입장|의지)을 분명히 (?:했|밝혔)다\.$|시키겠다[”\"](?:이?라)?고 (?:밝혔|말했|강조했)다\.$"
    r"|(?:간담회|회의|현장|방문|설명회)[^.]*(?:점검|청취|격려|소통|논의|공유)했다\.$|본격화 ?(?:한다|하겠다는 (?:방침|계획|구상)이다)\.$"
    r"|(?:토론회|간담회|포럼|세미나|설명회|공청회|행사)[’'\"”]?[을를] (?:열었|개최했|가졌|진행했)다(?:고 (?:\d{1,2}일 )?밝혔다)?\.$"
)
_HOW = re.compile(
    r"\d[\d,.]*\s?(?:%|억|조|만|명|곳|개|배|년|원|가구|건|종)|[가-힣]에서 \S+(?:으로|로) |하는 (?:방안|방식)|[가-힣]도록 |통해 |위해 [^.]*[을를] (?:신설|도입)"
)

# What happened to one of many: a picture of the matter, and not its news.
_ANECDOTE = re.compile(
    r"(?:^|[,\s])한 (?!곳|명|번|차례|가지|개|달|해)(?:[가-힣A-Za-z0-9·]+(?<![에고며을를은는이가]) ){0,3}(?:점주|업주|주민|시민|직장인|대학생|취업준비생|취준생"
    r"|구직자|학부모|소비자|고객|어민|농민|상인|세입자|입주민|승객"
    r"|환자|조합원|주부|청년|종사자|자영업자|이용자|네티즌|누리꾼|직원)[는은이가]\s"
)


def bare(sentence: str) -> bool:
    """Say whether a sentence tells that something will be strengthened or was tabled, and not what that changes.

    Under a headline of its own such a sentence opens a summary; behind the headline, or among other news, it adds nothing.

    >>> bare("나루시는 항만 요건을 대폭 강화한다."), bare("나루시는 선석 요건을 12%로 강화한다.")
    (True, False)
    """
    if _BILL.search(sentence):
        return _CHANGES.search(sentence) is None
    return _BARE.search(sentence) is not None and _HOW.search(sentence) is None


def hollow(sentence: str) -> bool:
    """Say whether a sentence tells that something was given out, attended or watched, and nothing of what.

    >>> hollow("나루연구원은 537명에게 물은 설문조사 결과를 10일 발표했다.")
    True
    >>> hollow("나루연구원은 537명에게 물은 결과 41%가 찬성했다고 10일 발표했다.")
    False
    """
    return bool(
        _ALWAYS.search(sentence)
        or _ANECDOTE.search(sentence)
        or (_GIVEN_OUT.search(sentence) and not _CONTENT.search(sentence))
        or _PROFILE.search(sentence)
        or _ROSTER.search(sentence)
        or (_NO_WAY.search(sentence) and not _WAY.search(sentence))
    )


_DEFINES = re.compile(
    r"(?:사업|기업|업체|회사|단지|기관|종목|지역|제도|방식|개념|서비스|프로그램|상품|기술|지수|지표|플랫폼|제품|펀드|수단|자격|기구|법안|시설|장치|공간|센터|대회)(?:이다|다)\.$"
    r"|것[이을] (?:특징|핵심|골자|목적|목표|취지)(?:이다|로 한다|으로 한다)\.$"
)
_FIRST_OF_ITS_KIND = re.compile(r"(?:처음|최초|첫|유일)[^.]{0,24}다\.$")


def defines(sentence: str) -> bool:
    """Say whether a sentence tells what a thing is, and not what happened to it.

    >>> defines("나루패스는 섬 사람의 배삯을 반으로 낮춰 주는 제도다."), defines("나루패스가 4월에 나온다.")
    (True, False)
    """
    return _DEFINES.search(sentence) is not None and _FIRST_OF_ITS_KIND.search(sentence) is None
