"""Closed word lists of the checks. Verbs and adjectives stand as Kiwi stems (늘, 오르), nouns as they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _sides(pairs: str) -> list[tuple[list[str], list[str]]]:
    return [(left.split(","), right.split(",")) for left, right in (pair.split("/") for pair in pairs.split())]


def _across(pairs: str) -> Mapping[str, frozenset[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for left, right in _sides(pairs):
        for word in left:
            table[word].update(right)
        for word in right:
            table[word].update(left)
    return {word: frozenset(words) for word, words in table.items()}


def _within(pairs: str) -> Mapping[str, frozenset[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for sides in _sides(pairs):
        for side in sides:
            for word in side:
                table[word].update(other for other in side if other != word)
    return {word: frozenset(words) for word, words in table.items()}


_OPPOSITES = """
    증가,늘,늘어나,불어나,늘리/감소,줄,줄어들,줄이 상승,오르,올라가,뛰,치솟,급등,반등,강세/하락,내리,내려가,떨어지,급락,약세
    올리,인상/내리,인하,낮추 높이/낮추 높아지,높/낮아지,낮 커지,크/작아지,작 많/적 확대,넓히/축소,좁히 강화/완화,약화
    개선,호전/악화 회복/침체,위축 찬성/반대 동의/반대,거부 수용/거부,거절 승인,허가,인가,허용/불허,금지,반려,거부 가결/부결
    흑자/적자 이익/손실 이득/손해 호황/불황 승소,이기/패소,지 유죄/무죄 합법,적법/불법,위법 인용/기각,각하 기소/불기소
    구속/석방,불구속 최고/최저 최대,최다/최소 최장/최단 이상,초과/이하,미만 상회,웃돌/하회,밑돌 성공/실패 합격/불합격
    가능/불가능,불가 확정/미정 완료/미완료 공개/비공개 참여/불참 참석/불참 출석/불출석 이행/불이행
    매수,순매수,사들이/매도,순매도,팔 수입/수출 유입/유출 채용/해고 취임/퇴임,사임 임명/해임 개시,시작,착수/종료,중단
    재개/중단 지속/중단 유지/폐지,철회 도입/폐지 신설/폐지 개통/폐쇄 개장/폐장 개방,열/폐쇄,닫 체결/파기,해지 타결/결렬
    합의/결렬 시인,인정/부인,부정 긍정/부정 낙관/비관 유리/불리 안정/불안 충분/부족 과잉/부족 초과/부족 흑자전환/적자전환
    선호/기피 찬/반 호재/악재 상향/하향 절상/절하 가속,빨라지/둔화,느려지 앞당기/미루,늦추 조기/지연 앞서/뒤지,뒤처지
    국내/해외 당선/낙선 입법/폐기 존속/소멸 통과/무산 성사/무산 민간/공공 순유입/순유출 순이익/순손실 강등/승격 늘이/줄이
    부담/혜택 환영/반발 지지/반대 포함,넣/제외,빼,배제 모자라,부족/남,넘치,웃돌 통과,합격/탈락,불합격
    영업이익,순이익/영업손실,순손실,적자 부과,매기,물리/면제,감면 더,보태/빼,제하 반기,환영/반발,비판 어긋나,빗나가/맞
    높이,끌어올리,올리/끌어내리,낮추 웃돌,넘,상회/밑돌,하회 더하/빼 불가피/피하,막 모르/알 미흡/충분 거둬들이/투입,쏟
    국산/외국 더/덜 국산,국내산/외국산,외산,수입산 경증,가볍/중증,무겁 증산/감산 증원/감원 증액/감액 인상/동결 인하/동결
    늦추,미루,연기/앞당기,당기 느리,느려지/빠르,빨라지 비싸,비싸지/싸,싸지 조건부/무조건 여당/야당 원고/피고 상반기/하반기
    기대,환영/우려,반발,걱정 쉽,쉬워지/어렵,어려워지 호평/혹평 흑자/적자 선호/기피 벌/잃 승차/하차 초과/미달 이기/지
    입사,입학/퇴사,졸업 오르막/내리막 오름세/내림세 상승세/하락세 증가세/감소세 강세/약세 나아지,개선/나빠지,악화 좋아지/나빠지
    길어지,늘어나/짧아지,줄어들 많아지/적어지 켜/끄 넣/빼 모으/흩 붙이/떼 전진/후퇴 환수/반환 낙관,기대/비관 실패/성공
    결렬,무산/타결,성사 착공/준공 인수/매각 투입/회수 선정/탈락 채택/기각 지속/중단 맞/틀리 있/없 시인,인정/일축 대면/비대면
    정규직/비정규직 직접/간접 단기/장기 공개/비밀 확인/부인 의무/자율 상용/시범 있/없 최초/최후,마지막 첫째/마지막 제조/폐기
    지급/환수 부과/면제 합류/이탈 가입/탈퇴 진출/철수 유치/유출 신뢰/불신 적극/소극
    앞당기,일찍,서두르/늦,늦추,미루 맺,체결/해지,파기,해제 위축,침체/살아나,되살아나 위쪽,상단/아래쪽,하단 이어지,이어가/끊기,끊 유지,그대로/바꾸,변경,바뀌
    들어가,돌입,시작/끝내,마치,끝나 넓히,확대,도입/폐지,철회,없애
    유출,빠져나가,순유출/유입,들어오,순유입,몰리 들어오/나가,빠져나가 미치/밑돌,하회,낮,미달 웃돌,상회,넘/밑돌,하회,미달 짧/길 짧아지/길어지,장기화
    해소,풀리/심화,심해지,장기화,길어지,악화
    가볍,경미/무겁,심하,중하 무죄/유죄,징역,실형,벌금형 철회,취소,백지화/강행,추진,확정,유지 진화,꺼지/번지,확산 믿,신뢰/불신,의심 충분,넉넉/짧,부족,모자라
    앞당기,서두르/미루,늦추,연기,유예 다치/무사 재개/정지,중단,멈추 가동,재가동/멈추,중단 폐업/창업,개업 증설/폐쇄 인정,시인/부인,일축,반박
    이기,승리,꺾,제압,격파/지,패하,패배 연승/연패
    우승/탈락 최고치,최고가/최저치,최저가 의결,가결,통과/부결,무산,폐기 의무화,의무/면제,자율 따뜻,덥/춥,차갑 맑/흐리 확산/진정,잦아들 유력/희박 낙후/발달
    선진국/개도국 도매/소매
    공격/방어,수비 상류/하류 동부/서부 남부/북부 동쪽/서쪽 남쪽/북쪽 고의/실수,과실 우발/계획,치밀 단독/공동,합동 전면/부분 전부,모두/일부 무상,무료/유상,유료
    현금/외상 미만/이상,넘
    초과/이내 새/옛,기존 신입/경력 구매,매입,사/판매,팔,매각 출국/입국 이륙/착륙 상승/둔화 과장/축소 성장/역성장,위축,후퇴 활발,활성화/침체,위축 붐비/한산
    진보/퇴보 발전/쇠퇴
    상환,갚/빌리,차입 생산자/소비자 수요/공급 임대인/임차인 고용주/근로자 남성/여성 노인/청년 대기업/중소기업 수도권/비수도권,지방 오전/오후 야간/주간
    영업이익률/손실률 완공,준공/착공
    개막/폐막 개회/폐회 개점/폐점 개업/폐업 입금/출금 입주/퇴거 전입/전출 흡수/배출 흡연/금연 저축/소비 득점/실점 선공/후공 강등/승격
    멈추,중단/이어가,계속,지속 끊/잇,이어가
    축소,줄이/키우,늘리 닫/열 회수/공급,지원,지급 포함/제외 보류,유보/확정,강행 급증,폭증/급감 급등,폭등/급락,폭락 안전/위험 건강/질병 정상/비정상,이상
    적합/부적합 적정/부적정
    공정/불공정 평등/불평등 투명/불투명 명확,분명/불명확,불분명 만족/불만 친환경/오염 승인/기각,거부 약속/파기 준수,지키/위반,어기 우대/차별 권장,권고/금지
    장려/금지 허용/제한,규제,차단
    찬성표/반대표 상임/비상임 유임,연임/교체,경질 강경/온건 확장/축소
"""
ANTONYMS = _across(_OPPOSITES)
SYNONYMS = _within(_OPPOSITES)
"""Opposites: a word of the sentence that its spans lack while they hold its opposite is a fault of polarity."""

NEGATIVE_PREFIXES = ("불", "부", "미", "비", "무", "非")

# What follows a prospective ending or stands behind a noun and says how certain the thing is.
POSSIBLE = _words(
    """
    전망 예상 예측 추정 관측 가능성 우려 기대 여지 공산 조짐 소문 의혹 추측 점치 내다보 알려지 전해지 보이 풀이
    분석 짐작 듯 듯하 모르 주장 시사 거론 추산 해석 기대감 관측이 걱정 염려 듯싶 성싶 낙관 비관 점쳐지 예견
    """
)
"""Someone expects it, fears it, has heard of it or claims it: not known to be so."""

INTENDED = _words(
    """
    계획 예정 방침 방안 추진 검토 예고 논의 협의 요구 촉구 제안 고려 모색 준비 타진 구상 목표 의향 의사 뜻 생각
    필요 권고 당부 요청 건의 약속 입장 태세 채비 저울질 시도 포석 각오 복안
    """
)
"""Someone wants, plans, asks for or is bound to it: not done."""

REVERSING = _words(
    "완화 해제 폐지 철회 중단 취소 반대 실패 무산 부인 해소 포기 거부 면제 결렬 탈퇴 불허 풀 없애 접 거두 거둬들이 물리치"
)
"""Behind the name of a thing: it is undone."""

UNDECIDED = _words("검토 논의 협의 고민 미정 저울질 가능성 타진")
"""It is looked into: nothing of it is settled."""

SETTLED = _words("확정 결정 성공 완료 합의 타결 체결 확인 도달 달성 성사 입증 증명")
"""It is done or certain."""

FORECAST_VALUES = _words("전망치 예상치 추정치 목표치 추산치 예측치")
"""A number that is expected or aimed at."""

REPORTING = _words(
    """
    밝히 말하 말 전하 전 설명 발표 강조 덧붙이 지적 주장 언급 평가 분석 진단 반박 해명 답하 답변 꼬집 비판 토로
    호소 부연 진술 증언 설파 귀띔 역설 비난 질타 당부 촉구 요청 공시 공지 보고 반문 되묻 적 쓰 보도 시사 선언 단언
    장담 자평 조언 경고 규정 항변 일축 맞서 인정 부인 고백 소개 내다보 전망 예상 예측 우려 기대 관측 추산 추정 집계
    보 이르 판단 확인 통보 발언 제언 제안 주문 반발 짚 풀이 약속 다짐 외치 적시 판시 논평 성토 호평 혹평 시인
    털어놓 권고 제의 응답 답
    """
)
SPEAKING = _words(
    """
    사과 환영 감사 항의 요구 거부 예고 지시 명령 회고 회상 위로 격려 칭찬 축하 자책 탄식 아쉬워하 자신 기뻐하 일갈 힘주 못박 강변
    반기 공언 설득 안내 당부하 호언 치하 애도 추모 제시 엄포 으름장 푸념 하소연 목소리 반대 찬성 맞받 공격 의심 고발
    """
)
"""Behind ``…다고`` they say it as well; elsewhere they tell what is done."""
NEUTRAL_REPORTING = _words(
    """
    밝히 발표 전하 공시 공지 설명 통보 소개 보고
    """
)
"""Verbs with which an organisation tells of its own act; what it told may be printed as its act."""

REPORT_NOUNS = _words(
    """
    설명 분석 지적 주장 평가 입장 전언 해석 관측 진단 판단 목소리 반응 이야기 얘기 전망 우려 비판 보도 소문 의혹 풍문 설 성명 입장문 논평
    """
)
"""``…는 설명이다``: a claim whose speaker stands elsewhere."""

ORGANISATION_TAILS = tuple(
    _words(
        """
        부 처 청 원 위 회 은행 은 공사 공단 그룹 전자 증권 보험 카드 생명 화재 건설 중공업 화학 제약 바이오 통신
        텔레콤 에너지 항공 해운 물산 모비스 자동차 차 철강 식품 제과 유통 백화점 마트 대 대학교 시 도 군 구 국 재단
        센터 협회 조합 정부 당국 본부 법원 검찰 경찰 사 회사 업체 측 당 노조 진흥원 연구원 거래소 금고 지주 금융
        운용 투자 홀딩스 산업 솔루션 게임즈 소프트 시스템 테크 랩 반도체 디스플레이 엔지니어링 닷컴
        """
    )
)

PERSON_TITLES = _words(
    """
    기자 대표 회장 부회장 사장 부사장 전무 상무 이사 의원 장관 차관 총리 대통령 위원장 위원 총재 부총재 교수 연구원
    연구위원 애널리스트 센터장 본부장 원장 청장 시장 지사 군수 구청장 판사 변호사 검사 총장 감독 선수 작가 씨 의장
    행장 은행장 팀장 부장 실장 국장 과장 이코노미스트 박사 소장 단장 대변인 특파원 최고경영자 창업자 앵커 대표이사
    지점장 조합장 이사장 관장 총괄 수석
    """
)
"""What stands behind a person's name."""

SURNAMES = _words(
    """
    김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 류 전 홍 고 문 양 손 배 백 허 유 남 심 노 하 곽 성 차 주
    우 구 민 진 지 엄 채 원 천 방 공 현 함 변 염 여 추 도 소 석 선 설 마 길 연 위 표 명 기 반 라 왕 금 옥 육 인 맹
    제 모 탁 국 어 은 편 용 예 경 봉 사 부 가
    """
)

LIGHT = _words(
    """
    하 되 있 이 것 수 등 때문 위하 대하 따르 관하 통하 대상 당시 이날 그 저 및 또 또한 다만 한편 특히 즉 곧 더 가장
    바 데 중 뒤 후 전 간 내 외 때 점 측 약 여 나서 나오 들 받 주 보 오 가 지 나 두 알 만들 이루 같 위 말 모두 각각
    각 매우 크 많 새 이번 지난 최근 현재 앞 앞서 이후 이전 경우 가운데 대부분 관련 의하 면하 밝히 전하 말하 나타나
    않 못하 아니 못 안 없 비하 대비 기준 이어 이어지 거치 향하 달하 그치 이르 의미 상황 정도 수준 부분 계속 아직
    이미 바로 함께 다시 밖 곳 개 명 건 상태 이유 사이 기록 해당 자체 차지 나머지 동안 이것 이곳 가량 전부 한
    """
)
"""Words that carry no claim of their own, or that another check reads; a generated sentence may use them freely."""

GENERIC_SUBJECTS = _words(
    """
    회사 업체 기업 양사 양측 측 당국 업계 시장 이 그 이들 그들 사업 제품 조치 제도 법안 규모 비율 금액 값 가격 결과
    내용 회의 행사 계획 방안 사건 사고 문제 발표 조사 판결 결정 자료 보고서 이번 수치 건수 폭 효과 부담 관심 변화
    움직임 흐름 현상 추세 경향 점 방법 이유 원인 배경 가능성 필요 목소리 의견 지적 분석 설명 사람 기업 사실 내용 대상 방식 과정 효과
    전망 우려 기대 계획 목표 수 규정 기준 요건 조건 작업 절차 서비스 시설 기관 지역 당사자 정부 상황 여건 신청 접수 마감 기간 시점
    """
)

GENERAL_CLAIMS = _words(
    """
    업계 일각 금융권 관계자 소식통 전문가 시장 증권가 정치권 재계 외신 현지 안팎 주변
    """
)

GENERIC_TELLERS = _words(
    """
    회사 측 업체 은행 시 군 구 도 정부 당국 대학 학교 병원 기관 연구진 연구팀 조합 사측 기업 협회 관계자 재단 공사 공단 법인 단체 위원회
    그 그녀 이 대표 회장 사장 보고서
    """
)
"""Speakers that name nobody: whom they mean stands in the sentences before."""

COMMON_BODIES = _words(
    """
    노조 노동조합 노동계 경영계 재계 업계 학계 의료계 정치권 여당 야당 여권 야권 시민단체 환자단체 환경단체 소비자단체 주민 주민들 주민대책위
    투자자 소비자 전문가 증권가 시장 직원 조합원 주주 채권단 학부모 유족 검찰 경찰 법원 국회 정부 업체 기업
    """
)
"""Parties that are named by what they are: one of them is never another."""

ABSTRACT = GENERIC_SUBJECTS - GENERIC_TELLERS - COMMON_BODIES - GENERAL_CLAIMS
"""Subjects that cannot speak."""

COMPOSED_WORDS = _words(
    """
    살피 첫 처음 한꺼번에 날마다 보도 보도하 이후 이래 뒤 이어 이어지 이튿날 다음 날 같 당일 하루 며칠 동안 기간 안 사이 까지 부터 매체
    언론 언론사 곳 개 기사 건 사안 뉴스 소식 브리핑 이번 주 지난 주간 오늘 어제 전하 전해지 다루 싣 내놓 내 나오 나
    모두 총 합치 관련 후속 마지막 마무리 시작 나타나 늘 늘어나 꼽히 선정 고르 뽑 정리 담 묶 읽 모으 수집 원문 출처
    제목 본문 문서 자료 보고서 항목 독자 관심 주제 분야 기준 순 위 번 회 차례 가운데 중 이상 가장 많 여러 한 두 세
    네 다섯 여섯 일곱 여덟 아홉 열 또 또한 그리고 월요일 화요일 수요일 목요일 금요일 토요일 일요일 년 월 일 시 분
    오전 오후 현재 발행 발행일 집계 확인 추가 전체 각각 흐름 추이 사흘 나흘 닷새 엿새 이레 이틀 연속 거듭 반복 동시
    함께 포함 제외 별 해당 내용 단신 주요 핵심 참고 보 잇따르 계속 잡히 쏟아지 등장 거론 언급 집중 쏠리 뒤따르 있
    없 하 되 이 것 수 등 때 그 중요 키워드 용어 이슈 트렌드 분석 정보 기관 발간 새로
    """
)
"""Every content word that a composed sentence may use without a source; the writer's templates keep to it.

They speak of coverage (who reported when, how often), never of the world. Whatever else a composed sentence says must
stand in its figures or in a cited span.
"""
