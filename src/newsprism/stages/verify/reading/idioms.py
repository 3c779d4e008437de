"""Figures of speech of the news: a noun and a verb that together say what one word says (``첫 삽을 뜨``, ``고배를 마시``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from newsprism.stages.verify.reading import Reading, Word

_FIGURES = """
    통과: 문턱+넘 문턱+넘어서 관문+넘 관문+통과 벽+넘 고비+넘 산+넘
    착공: 삽+뜨 첫삽+뜨
    요청: 손+벌리 손+내밀 손길+내밀
    탈락: 고배+마시 고배+들 쓴잔+마시 쓴맛+보 미역국+먹
    실패: 수포+돌아가 물거품+되 불발+그치 좌절+맛보 무위+그치
    공감: 고개+끄덕이 뜻+함께하 궤+같이하 결+같이하
    거부: 고개+젓 고개+가로젓 손사래+치 퇴짜+놓 빗장+걸 선+긋
    유지: 변동+없 변화+없 자리+지키 기조+이어가 수준+머무르 손+놓
    협의: 의견+나누 이야기+나누 얘기+나누 의견+주고받 말+주고받
    합의: 뜻+모으 의견+모으 손+맞잡 입+모으
    결정: 가닥+잡 결론+내 결론+나 결론+내리 마침표+찍 종지부+찍 결단+내리 매듭+짓
    제휴: 손+잡 어깨+나란히하 동맹+맺
    시작: 첫발+떼 첫발+내딛 닻+올리 막+오르 막+올리 시동+걸 포문+열 신호탄+쏘 발+떼 첫걸음+떼 물꼬+트 테이프+끊 스타트+끊 깃발+올리
    진출: 발+들이 발+들여놓 발+디디 출사표+던지 도전장+내밀 도전장+내 명함+내밀 발+담그
    중단: 발+빼 손+떼 손+놓 제동+걸리 멈춤+서 발+묶이 막+내리 문+닫 간판+내리 빗장+잠그 셔터+내리
    방해: 제동+걸 발목+잡 찬물+끼얹 걸림돌+되 발+걸
    개점: 문+열 간판+달 첫선+보이
    출시: 선+보이 첫선+보이 모습+드러내 베일+벗 얼굴+내밀
    부담: 몫+떠안 짐+지 짐+떠안 몫+맡 총대+메
    감원: 인력+내보내 직원+내보내 짐+싸 칼바람+불 옷+벗
    하락: 내리막+걷 내리막길+걷 뒷걸음+치 뒷걸음질+치 바닥+치 미끄럼+타 제자리+걷
    상승: 오르막+타 고공행진+하 날개+달 상승세+타 상승+가도 탄력+받 불+붙 정점+찍
    회복: 기지개+켜 숨통+트이 훈풍+불 반등+꾀하 볕+들 숨+돌리
    인정: 손+들어주 손+들 백기+들
    발효: 효력+갖 효력+내 효력+생기 효력+지니
    시행: 효력+갖 효력+내 효력+생기
    수주: 일감+따내 일감+따 물량+따내 사업+따내 계약+따내 일감+확보
    참여: 이름+올리 발+담그 한배+타 팔+걷
    문제삼: 문제+삼
    제외: 명단+빠지 손+빼
    지목: 도마+오르 손가락질+받
    논란: 도마+오르 구설+오르
    비판: 날+세우 목소리+높이 쓴소리+내 쓴소리+하 각+세우 화살+돌리 포화+퍼붓 직격탄+날리
    반발: 각+세우 반기+들 목소리+높이 발끈+하 날+세우
    타격: 직격탄+맞 유탄+맞 된서리+맞 치명상+입 찬바람+맞
    우승: 정상+오르 왕좌+오르 트로피+들어올리 금메달+목걸
    패소: 소송+지 재판+지
    승소: 소송+이기 재판+이기
    체포: 수갑+차 덜미+잡히 쇠고랑+차
    적발: 덜미+잡히 꼬리+밟히
    예치: 돈+맡기 자금+맡기
    사퇴: 자리+물러나 자리+내려놓 옷+벗 지휘봉+놓
    취임: 자리+오르 지휘봉+잡 키+잡
    주도: 키+쥐 지휘봉+잡 총대+메 선두+서
    집중: 힘+쏟 힘+싣 공+들이 총력+기울이 무게+두 방점+찍 초점+맞추
    투자: 뭉칫돈+넣 뭉칫돈+쏟 지갑+열
    소비: 지갑+열
    상장: 증시+입성 코스닥+입성 코스피+입성
    응답: 입+열
    침묵: 입+닫 입+다물 말+아끼
    검토: 주판알+튕기 저울+올려놓 저울대+올리 테이블+올리 도마+올리
    바꾸: 방향+틀 노선+갈아타 옷+갈아입 칼+대 메스+대
    개편: 칼+대 메스+대 수술대+올리
    면제: 짐+덜
    합격: 합격증+받 관문+뚫
"""


def _table(text: str) -> Mapping[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for line in text.strip().splitlines():
        meaning, _, figures = line.partition(":")
        for figure in figures.split():
            noun, _, verb = figure.partition("+")
            found.setdefault((noun, verb), meaning.strip())
    return found


FIGURES = _table(_FIGURES)
"""What a noun and the verb that acts on it mean together."""
_NOUNS = frozenset(noun for noun, _ in FIGURES)


@lru_cache(maxsize=4096)
def figures(reading: Reading) -> Mapping[int, str]:
    """Return for the first morpheme of each word that is part of a figure of speech what the figure means."""
    found: dict[int, str] = {}
    if _NOUNS.isdisjoint(reading.keys):
        return found
    words = reading.words
    for place, word in enumerate(words):
        for other in words[place + 1 : place + 3] if word.key in _NOUNS else ():
            if meaning := meant(word.key, other):
                found[word.index] = found[other.index] = meaning
    return found


def meant(noun: str, verb: Word) -> str:
    """Return what the noun and the verb that acts on it mean together; empty for no figure of speech."""
    return FIGURES.get((noun, verb.key), "") if verb.tag[0] == "V" or verb.predicate else ""
