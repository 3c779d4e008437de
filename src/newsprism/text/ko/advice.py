"""Sentences that tell an investor what to do: news of trades is none, and neither is a forecast."""

from __future__ import annotations

import re

_TRADE = r"(?:매수|매도|매입|매각|비중\s?(?:확대|축소|조절)|분할\s?매수|저가\s?매수|차익\s?실현|손절|투자|편입|청산)"
_ADVICE = re.compile(
    rf"{_TRADE}(?:를|을|에|에는|하는 것을|하는 것이|하는 게|할 것을)?\s?(?:적극\s?)?(?:권|추천|조언|고려할|검토할|노려|노릴|서둘러|나설|나서야)"
    rf"|{_TRADE}\s?(?:해야|하라|하자|하세요|할\s?(?:때|만하|만한|시점|기회|필요)|하는 (?:것이|게|편이) (?:좋|낫|유리|바람직|현명))"
    rf"|{_TRADE}(?:의|할)?\s?(?:적기|호기|기회|타이밍)"
    r"|(?:사|팔|담|늘리|줄이|갈아타|들고 가|보유해|사들여|팔아|담아)야\s?(?:한다|할)|(?:사|팔|담|늘리|줄이)는 (?:것이|게|편이) (?:좋|낫|유리|바람직|현명)"
    r"|(?:주목|눈여겨볼|담아볼|사볼|투자해\s?볼|매수해\s?볼)\s?만(?:하다|한 (?:종목|주식|펀드|상품|지역))"
    r"|(?:유망|추천|최선호)\s?(?:종목|주로|지역으로|단지로)|(?:투자의견|투자 의견)\s?[‘'“\"]?(?:매수|매도|비중)"
    r"|비중을\s?(?:늘려|줄여|높여|낮춰|확대해|축소해)야|포트폴리오.{0,30}(?:담아|편입해|늘려|줄여|비워)\s?(?:야|둘|볼)"
)


def advises(sentence: str) -> bool:
    """Say whether a sentence tells somebody to buy, sell, hold or weigh."""
    return bool(_ADVICE.search(sentence))
