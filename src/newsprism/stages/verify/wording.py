"""Faults of how a sentence is put, whatever its sources say: filler, advice, copying, words for a machine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from newsprism.stages.verify.exact.names import quotations
from newsprism.stages.verify.exact.values import Finding
from newsprism.stages.verify.reading import Reading, read
from newsprism.text.injected import injected
from newsprism.text.language import language as language_pack
from newsprism.text.untrusted import orders
from newsprism.types.brief import Sentence
from newsprism.types.document import Document, DocumentId

_SPECIFIC = 0.15
"""Specificity below which a sentence that only appeals or expects says nothing."""

_FILLER = re.compile(
    r"(?:중요|필요|시급|절실|긴요|요구|요청|강조|관건|과제|숙제|주목|기대|우려|관심|귀추|전망|예상|강화|대응|대비|고민|모색|마련|노력|역할|변화|계기"
    r"|영향|시점|지켜[보봐]|살펴[보봐]|눈여겨|염두)"
    r"(?:[가-힣]{0,4}\s){0,3}(?:하|된|되|이|가|를|을|도|해|할|적)?(?:다|이다|하다|된다|있다|크다|높다|보인다|한다|해야\s한다|이\s?필요하다|할\s필요가\s있다|할\s때다|할\s것이다|될\s것이다"
    r"|봐야\s한다|가\s주목된다|이\s쏠린다|이\s모인다|할\s것으로\s보인다|될\s것으로\s보인다|가능성이\s있다|수\s있다)[.!]?$"
)
_GENERIC_NOUNS = frozenset(
    """
    경쟁력 강화 중요 필요 변화 대응 전략 마련 노력 기업 시장 산업 업계 분야 경제 사회 정부 환경 상황 흐름 추세 방향 방안 대책 관심 귀추 주목 기대
    전망 우려 과제 역할 혁신 성장 발전 지속 가능 미래 시대 글로벌 국내외 국내 해외 기술 개발 투자 확보 관리 운영 체계 구축 협력 소통 준비 대비 점검
    영향 파급 효과 결과 향후 앞 앞으로 당분간 추이 귀 시점 상황 주요 다양 적극 지속적 선제 선제적 체계적 종합적 근본적 면밀 신중 철저 모두 모든 관련
    역량 수요 가치 이해관계자 소비자 국민 사업 사업자 조직 구성원 리스크 위험 기회 요인 문제 해결 개선 제고 활성화 불확실성 경영 의사 결정 의사결정 모니터링
    """.split()
)


def specificity(reading: Reading) -> float:
    """Return the share of content words that say who, what exactly, when or how much: from 0 (filler) to 1.

    Names, numbers, dates, quotations, Latin words and nouns that not every article has.
    """
    words = reading.words
    if not words:
        return 0.0
    quoted = " ".join(quotations(reading.text))
    exact = sum(
        word.kind != "word" or word.tag in ("NNP", "SL") or word.eojeol in quoted or _telling(word.key, word.tag)
        for word in words
    )
    return exact / len(words)


def _telling(key: str, tag: str) -> bool:
    return tag == "NNG" and len(key) > 1 and key not in _GENERIC_NOUNS


def generic_findings(text: str) -> Iterator[Finding]:
    """Yield `generic`: a sentence that appeals or expects, and names nobody, nothing, no number and no day."""
    if not _FILLER.search(text) or quotations(text):
        return
    reading = read(text, None)
    named = any(word.kind != "word" or word.tag in ("NNP", "SL") for word in reading.words)
    if not named and specificity(reading) < _SPECIFIC:
        yield "generic", "누가, 무엇을, 언제, 얼마나가 없는 말"


def planned_findings(text: str) -> Iterator[Finding]:
    """Yield `modality`: an expectation told as a plan ("늘어날 것으로 예상할 예정이다"); nobody plans to expect."""
    if _PLANNED_EXPECTATION.search(text):
        yield "modality", "예상을 계획으로 말함"


_PLANNED_EXPECTATION = re.compile(
    r"(?:예상|전망|추정|추산|관측|우려|기대|예측)(?:할|될|하게 될) (?:예정|계획|방침)(?:이다|이며|이고|으로|인|입니다)"
)


def advice_findings(text: str, language: str) -> Iterator[Finding]:
    """Yield `advice`: what tells an investor to buy, sell, hold or weigh, or at which price an analyst sees a share."""
    if language_pack(language).advises(text) or _ADVICE.search(text):
        yield "advice", "투자를 권하는 말"


_STOCK = r"(?:주식|종목|주|펀드|ETF|채권|부동산|아파트|토지|오피스텔|코인|금|달러|지분|물량|매물)"
_ADVICE = re.compile(
    r"목표\s?(?:주가|가)(?:를|는|가|을|도|로|와)?\s?[^.]{0,30}(?:원|달러|상향|하향|유지|제시|올|내|높|낮|조정)|투자\s?의견|(?:매수|매도|중립|비중\s?확대|비중\s?축소)\s?의견"
    r"|(?:매수|매도|매입|비중)\s?(?:을|를)?\s?(?:확대|축소|늘|줄|높|낮)?[가-힣]{0,2}\s?(?:추천|권고|권한다|조언|제안|유효|유리|바람직|적절|고려할)"
    r"|(?:저가|분할|선제|적극)\s?매수(?!세|자)|(?:톱픽|최선호주|추천주|유망주|관심주)"
    rf"|{_STOCK}(?:을|를|은|는|에|으로)?\s?(?:지금\s?|미리\s?|서둘러\s?|더\s?)?(?:사(?:야|둬야|두는|들일|들여야|볼 만|라|세요))"
    rf"|{_STOCK}(?:을|를|은|는|에|으로)?\s?(?:지금\s?|미리\s?|서둘러\s?|더\s?)?(?:팔(?:아야|라|세요|\s때)|담(?:아야|을 만|아라|아둘|을 때))"
    rf"|{_STOCK}(?:을|를|은|는|에|으로)?\s?(?:지금\s?|미리\s?|서둘러\s?|더\s?)?(?:갈아타야|갈아탈|처분해야|들어갈 때|정리해야)"
    rf"|{_STOCK}\s?비중(?:을|은)?\s?[^.]{{0,12}}(?:늘려야|줄여야|늘리라|줄이라|높여야|낮춰야|늘릴 (?:때|필요|만)|줄일 (?:때|필요|만)|가져가야|유지해야|권)"
    r"|(?:지금|이번|조정|하락|급락)(?:이|을|은|때)?\s?[^.]{0,14}(?:매수|매입|사들일|담을|투자할|진입)\s?(?:기회|적기|시점|호기|때)"
    r"|(?:투자|매수|매도|진입|보유)(?:하기|할)?(?:에|를)?\s?(?:좋은|적절한|적합한|알맞은)\s?(?:때|시점|시기|기회|상품|종목)|(?:손절|익절|차익\s?실현|물타기|갈아타기)(?:에|을|를)?\s?(?:나서|고려|해야|할|추천|권)"
    r"|(?:수익|차익)을?\s?(?:노려라|노려볼|노릴 만|기대할 만)|투자\s?매력[이도은]?\s?(?:높|크|충분|부각|있)|(?:지금|당장)\s?(?:사|팔)(?:라|야|는 게)"
    r"|(?:사는|파는|담는|사기에|팔기에|담기에|투자하는|투자하기에|매수하는|매도하는|보유하는|매수하기에|보유하기에)\s?(?:것이|게|편이|쪽이)?\s?(?:좋|낫|유리|바람직|현명|안전)|눈여겨볼\s?(?:만한\s?)?(?:종목|주식|펀드|상품|지역|단지)"
)


_WHY: Mapping[str, str] = {
    "hidden": "보이지 않는 글자가 있음",
    "disguised": "다른 문자로 꾸민 글자가 있음",
    "code": "코드나 마크업이 있음",
    "order": "기계에 하는 지시가 있음",
}


def instruction_findings(text: str, written: bool = False) -> Iterator[Finding]:
    """Yield `instruction`: letters that nobody sees or that pose as others, code, and words that speak to a machine.

    What a model has `written` is judged more strictly than what an article says.
    """
    found = injected(text)
    if found is not None:
        yield "instruction", _WHY[found]
    elif written and orders(text):
        yield "instruction", _WHY["order"]


def verbatim_findings(sentence: Sentence, documents: Mapping[DocumentId, Document], longest: int) -> Iterator[Finding]:
    """Yield `verbatim` where more than `longest` characters in a row are those of one cited document.

    Blanks do not count, nor what stands in quotation marks, which must be to the letter.
    """
    run = longest + 1
    pieces = [tight for piece in _unquoted(sentence.text) if len(tight := _tight(piece)) >= run]
    if not pieces:
        return
    for name in dict.fromkeys(citation.document_id for citation in sentence.citations):
        document = documents.get(name)
        held = _tight(f"{document.title}\n{document.text}") if document else ""
        if any(piece[i : i + run] in held for piece in pieces for i in range(len(piece) - run + 1)):
            yield "verbatim", f"한 문서의 글을 {longest}자 넘게 그대로 옮김: {name}"
            return


def _unquoted(text: str) -> Sequence[str]:
    quoted = sorted(quotations(text), key=len, reverse=True)
    for words in quoted:
        text = text.replace(words, "\n", 1)
    return text.split("\n")


def _tight(text: str) -> str:
    return re.sub(r"\s+", "", text)
