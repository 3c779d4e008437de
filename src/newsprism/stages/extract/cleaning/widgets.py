"""Page furniture: buttons, menus, weather boxes, comment rules, breadcrumbs, site names."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from newsprism.stages.extract.cleaning.body import Body, Cut, drop_lines, keep_indices
from newsprism.stages.extract.cleaning.patterns import is_prose

_BUTTON_LIST: Final = """
    확대 축소 공유하기 공유 인쇄하기 인쇄 프린트 스크랩 메뉴 전체메뉴 배너 더보기 닫기 열기 로그인 로그아웃 회원가입
    검색 검색창 홈 광고 AD 목록 목록보기 이전 다음 이전글 다음글 이전기사 다음기사 기사원문 원문보기 본문듣기 음성듣기
    음성으로듣기 기사듣기 번역 번역하기 요약 요약보기 북마크 찜하기 글자크기 글씨크기 글꼴크기 폰트크기 작게 크게 보통
    가장작게 가장크게 좋아요 싫어요 추천 비추천 화나요 슬퍼요 훈훈해요 응원해요 후속기사원해요 후속강추 댓글 댓글쓰기
    댓글달기 댓글보기 기사저장 저장 신고 신고하기 복사 주소복사 URL복사 url복사 링크복사 구독 구독하기 구독중 팔로우
    이메일 메일 메일보내기 페이스북 트위터 카카오톡 카카오스토리 네이버블로그 네이버밴드 밴드 라인 텔레그램 인스타그램
    유튜브 네이버 X 엑스 핀터레스트 링크드인 URL url 본문바로가기 메뉴바로가기 바로가기 맨위로 위로 TOP Top top
    상단으로 처음으로 이용약관 개인정보처리방침 청소년보호정책 회사소개 광고문의 제휴문의 고충처리 사이트맵 기사제보
    제보 제보하기 PC버전 모바일버전 가 가+ 가- 다크모드 라이트모드 사진확대 이미지확대 이미지크게보기 크게보기
    사진크게보기 원본보기 기사공유 기사공유하기 SNS공유 퍼가기 오류신고 뉴스듣기 자동요약 기사보기 새로고침 등록 취소
    확인
"""
_BUTTONS: Final = frozenset(_BUTTON_LIST.split())
_BUTTON_WORDS: Final = frozenset(
    _BUTTONS
    | {
        "버튼",
        "레이어",
        "열기",
        "글자",
        "크기",
        "글씨",
        "조절",
        "설정",
        "본문",
        "기사",
        "기사를",
        "SNS",
        "url",
        "하기",
        "|",
        "·",
        "/",
        "-",
        "창",
        "변경",
        "스토리",
        "블로그",
    }
)
_PATTERNS: Final = re.compile(
    r"댓글\s?\(?\d{0,6}\)?(?:\s?개)?|\d{1,6}개의\s?댓글|좋아요\s?\d{0,6}|추천\s?\d{0,6}"
    r"|조회\s?수?\s?[:：]?\s?[\d,]{1,9}|글자\s?크기.{0,20}|(?:가\s?){2,4}[+\-]?|기사의?\s?본문\s?내용.{0,20}"
    r"|이\s?기사를?\s?(?:공유|추천|좋아요).{0,16}|(?:이미지|사진)\s?(?:확대|크게)\s?(?:보기)?"
    r"|클릭하시?면\s?.{0,20}(?:볼|확대).{0,12}|읽는\s?시간.{0,12}|기사\s?듣기.{0,10}|\d{1,3}\s?/\s?\d{1,3}"
    r"|[<>‹›«»|·•\-=_*~]{1,40}"
    r"|(?:Cookie|Menu|Close|Share|Search|Login|Subscribe)"
)
_WEATHER: Final = re.compile(
    r"[•·*\-\s]{0,4}(?:맑음|구름\s?많음|구름\s?조금|흐림|흐리고\s?.{1,6}|비|눈|소나기|안개|박무|연무|황사|천둥번개"
    r"|흐리고\s?비|가끔\s?.{1,8})?\s?[가-힣]{2,6}\s?-?\d{1,2}(?:\.\d)?\s?(?:℃|°C|도C)"
)
_WEATHER_NOTE: Final = re.compile(r"(?:기상청\s?제공|.{0,10}미세먼지\s?[:：]?\s?(?:좋음|보통|나쁨|매우\s?나쁨)?)")
_DATE: Final = r"\d{4}\s?(?:[.\-/]|년)\s?\d{1,2}\s?(?:[.\-/]|월)\s?\d{1,2}\s?(?:[.]|일)?"
_CLOCK: Final = (
    r"(?:\s?\(?[월화수목금토일](?:요일)?\)?)?\.?(?:\s?(?:오전|오후|AM|PM|am|pm)?\s?\d{1,2}\s?(?::"
    r"|시)\s?\d{0,2}(?:분)?(?::\d{2})?)?(?:\s?(?:KST|AM|PM))?"
)
_STAMP_LABEL: Final = (
    r"(?:기사\s?)?(?:최초\s?)?(?:입력|등록|승인|수정|송고|업데이트|발행|작성|게재|최종\s?수정|지면)(?:\s?(?:일시"
    r"|시간|일|시각|날짜))?"
)
_STAMP_LINE: Final = re.compile(
    rf"(?:[\[(<|·\s]{{0,3}}(?:{_STAMP_LABEL})?\s?[:：|]?\s?{_DATE}{_CLOCK}"
    rf"\s?(?:{_STAMP_LABEL})?[\])>|·\s]{{0,3}}(?:지면\s?[A-Z]?\d{{1,2}}면?)?){{1,3}}"
)
_COMMENT_RULE: Final = re.compile(
    r"[•·*\-\s]{0,6}(?:\d{1,4}자까지\s?쓰실.{0,80}|저작권\s?등\s?다른\s?사람의\s?권리를.{0,120}"
    r"|타인에게\s?불쾌감을.{0,160}|.{0,40}현재\s?\d{1,5}\s?byte.{0,60}|로그인\s?(?:후|하시면).{0,40}댓글.{0,40}"
    r"|댓글(?:을|은|에)\s.{0,60}(?:작성|등록|로그인|입력|삭제|운영).{0,60}|.{0,30}욕설.{0,60}(?:댓글|삭제).{0,80})"
)
_COMMENT_HEAD: Final = re.compile(
    r"(?:전체\s?)?댓글\s?(?:\(\s?\d{0,6}\s?\)|\d{1,6}개?|쓰기|달기|입력|운영\s?원칙|작성|남기기)?"
    r"|\d{1,6}개의\s?댓글|독자\s?의견(?:\s?\(?\d{0,5}\)?)?"
)
_SECTION_LIST: Final = """
    정치 경제 사회 국제 세계 문화 생활 연예 스포츠 오피니언 사설 칼럼 산업 기업 금융 증권 부동산 IT 과학 IT/과학 기술
    테크 건강 의료 교육 환경 노동 지역 전국 전체 종합 속보 최신 뉴스 포토 영상 기획 연재 사람 인물 라이프 여행 자동차
    재계 유통 소비자 정책 글로벌 마켓 시황 해외 외교 국방 북한 법원 검찰 사건사고 취업 창업 중기 벤처 바이오 제약
    반도체 전자 전기 통신 정보통신 에너지 화학 건설 항공 조선 철강 물류 식품 홈 Home HOME home 뉴스홈 기업과산업
    금융증권 생활경제 산업일반 경제일반 사회일반 정치일반 국제일반 경제정책 국제경제 피플 인터뷰 오피니언·칼럼 여론
    시론 기고 독자 미디어 방송 게임 블록체인 가상화폐 암호화폐 재테크 글로벌경제
"""
SECTIONS: Final = frozenset(_SECTION_LIST.split())


def squeezed(line: str) -> str:
    """Return `line` without blanks and enclosing marks, for comparing with fixed labels."""
    return re.sub(r"\s+", "", line).strip("[]()<>【】■▶▷●◆·•|:-*")


def is_button(line: str) -> bool:
    """Say whether the line holds nothing but labels of buttons, menus and counters."""
    if len(line) > 100:
        return False
    if squeezed(line) in _BUTTONS or _PATTERNS.fullmatch(line):
        return True
    words = line.split()
    return len(words) > 1 and all(
        word.strip("[]()<>|·,") in _BUTTON_WORDS or not word.strip("[]()<>|·,") for word in words
    )


def is_stamp(line: str) -> bool:
    """Say whether the line is only a time stamp (``입력 2031.04.27. 오후 4:46``) or the date of a page."""
    return (
        len(line) <= 140
        and line[:24].strip() != ""
        and any(c.isdigit() for c in line)
        and bool(_STAMP_LINE.fullmatch(line))
    )


def is_section(line: str) -> bool:
    """Say whether the line is a section name or a breadcrumb of them."""
    if len(line) > 60:
        return False
    parts = [part for part in re.split(r"\s?[>›»|/]\s?|\s{1,3}|·", line) if part]
    return bool(parts) and (line in SECTIONS or all(part in SECTIONS for part in parts))


def buttons(body: Body) -> Cut:
    """Take out button labels and counters."""
    return drop_lines(body, is_button)


def stamps(body: Body) -> Cut:
    """Take out lines that hold only a time stamp."""
    return drop_lines(body, is_stamp)


def weather(body: Body) -> Cut:
    """Take out a weather box: two or more lines of place and temperature, and its source."""
    hits = [line for line in body.lines if len(line) <= 40 and _WEATHER.fullmatch(line)]
    if len(hits) < 2:
        return Cut(body)
    return drop_lines(
        body, lambda line: len(line) <= 40 and bool(_WEATHER.fullmatch(line) or _WEATHER_NOTE.fullmatch(line))
    )


def comments(body: Body) -> Cut:
    """Cut everything behind the head of the comment box, and the rules for comments anywhere."""
    half = len(body.lines) // 3
    for index in range(half, len(body.lines)):
        line = body.lines[index]
        box = line if len(line) <= 30 else ""
        if (
            box
            and _COMMENT_HEAD.fullmatch(box.strip("[]<> "))
            and not any(is_prose(x) for x in body.lines[index + 1 :][:1])
        ):
            return (
                keep_indices(body, frozenset(range(index, len(body.lines))))
                if _only_comments(body.lines[index + 1 :])
                else Cut(body)
            )
    return drop_lines(body, lambda line: len(line) <= 200 and bool(_COMMENT_RULE.fullmatch(line)))


def _only_comments(tail: tuple[str, ...]) -> bool:
    """Say whether `tail` holds no long paragraph that could still belong to the article."""
    return not any(len(line) > 200 and not _COMMENT_RULE.fullmatch(line) for line in tail)


def header(body: Body) -> Cut:
    """Take out section names before the first sentence, and a site name that returns there and elsewhere."""
    first = next((i for i, line in enumerate(body.lines) if is_prose(line)), 0)
    if first == 0:
        return Cut(body)
    counts = Counter(body.lines)
    head = body.lines[:first]
    sites = {line for line in head if counts[line] > 1 and len(line) <= 15 and " " not in line and line != body.title}
    unwanted = {index for index, line in enumerate(body.lines) if line in sites or (index < first and is_section(line))}
    return keep_indices(body, unwanted)
