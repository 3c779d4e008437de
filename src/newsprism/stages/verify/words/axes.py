"""Words of one side and of the other: what rises and what falls, what is above and below, what is granted and refused.

Two words of one side say the same of a thing, two of two sides the contrary. Pairs of opposites that form no such groups are in `lexicon`.
"""

from __future__ import annotations

from collections.abc import Mapping


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


UP = _words(
    """
    오르 상승 높아지 올라가 늘 증가 늘어나 불어나 커지 많아지 뛰 치솟 급등 반등 급증 올리 인상 높이 끌어올리 늘리 확대 넓히 키우 상향 가팔라지 거세지
    강화 증액 증원 가속 빨라지 개선 회복 성장 좋아지 나아지 호전 살아나 되살아나 강세 오름세 상승세 증가세
    폭등 폭증 증산 증설 확장 활발 활성 까다롭 까다로워지 엄격 길어지
    올라서 강하 뛰어오르 솟 솟구치 불 붇 넓어지 두꺼워지 두터워지 무거워지 비싸지 세지 강해지 거세 짙어지 깊어지 팽창 급팽창 증대 증편 증차 급상승 우상향 치닫
    고조 격화 과열 확충 배가 늘려가 신장 앙등 등귀 도약 약진 상승곡선 붐비 달아오르 상승폭
    """
)
DOWN = _words(
    """
    내리 하락 낮아지 내려가 떨어지 줄 감소 줄어들 작아지 적어지 급락 급감 낮추 인하 끌어내리 줄이 축소 좁히 깎 하향 완화 감액 감원
    둔화 느려지 악화 침체 위축 나빠지 식 꺾이 약세 내림세 하락세 감소세 조정 미루 늦추 폭락 감산 감축 단축 삭감 후퇴
    역성장 떨어뜨리 깎이 면제 수축 느슨 짧아지 뒷걸음 뒷걸음질 뒷걸음치
    내려앉 내려오 주저앉 곤두박질 곤두박질치 추락 쪼그라들 좁아지 얇아지 가벼워지 싸지 약해지 약하 약화 덜 덜어내 누그러지 수그러들 잦아들 가라앉 사그라들 사그라지
    옅어지 수그러지 급랭 냉각 감편 감차 급하강 우하향 뒷걸음질치 밀려나 움츠러들 쪼그라뜨리 무뎌지 시들 시들해지 고꾸라지 쇠퇴 퇴조 감퇴 하강 격감 반감 급전직하
    """
)
"""What becomes of a value, of trade, rules, pace."""
MORE = UP | _words("많 높 크")
LESS = DOWN | _words("적 낮 작")
"""What becomes of a value, or is said of it beside another one."""
MOVING = UP | DOWN
_ABOVE = _words("웃돌 넘 상회 초과 넘어서 돌파 앞서 높")
_BELOW = _words("밑돌 하회 미달 못미치 그치 밑도 뒤지 낮")
"""Words that set a value above or below another one; what rises may still lie below."""
_LASTING = _words("유지 남 계속 지속 존속 존치")
_ENDING = _words("사라지 없어지 폐지 끝나 종료 소멸 중단 해제 폐기")
"""Words for what goes on, and for what comes to an end."""
GRANTING = _words("인용 받아들이 받아들여지 수용 승인 허용 허가 가결 통과 확정")
REFUSING = _words("기각 각하 거부 거절 반려 불허 부결 파기 깨뜨리 깨 뒤집 뒤집히 물리치 퇴짜")
"""Words for a request, a bill or a judgment that is granted, and that is refused."""
_GOOD = _words("양호 호조 견조 탄탄 순조 우수 활발")
_BAD = _words("부진 저조 악화 침체 미흡 불량 열악 둔화")
"""Words for what goes well, and badly."""
_PAIRS = """
    앞서 앞지르 추월 제치 따돌리 능가 압도/뒤지 뒤처지 밀리 뒤떨어지 못미치 처지
    연장 이어가 이어지 계속 지속 존속 유지 잇/끝내 마치 종료 중단 멈추 접 그만두 폐지 단축 끊
    다시시작 재개 복원 재가동/중단 멈추 정지 끊 폐쇄 접
    앞당기 서두르 당기 앞당겨지 빨라지 속도/미루 늦추 연기 보류 유예 지연 지체 늦어지 미뤄지 순연
    강행 밀어붙이 밀고나가 관철 추진/철회 백지화 접 보류 포기 취소 물리 거둬들이 중단 유보
    열 개장 개점 개설 신설 개통 개방 트/닫 폐장 폐점 폐쇄 봉쇄 막 통제 차단
    허용 허가 풀 개방 승인 인가/금지 막 불허 차단 봉쇄 제한 불허하 금하
    의무화 강제 의무/자율 선택 임의 권고 면제 맡기
    도입 신설 시행 적용/폐지 철폐 없애 백지화 유예 철회 제외
    포함 담 담기 넣 들어가 반영 싣 명시/빠지 제외 빼 배제 삭제 누락 덜어내
    더하 추가 보태 얹 덧붙이/빼 덜 깎 제하
    가입 합류 참여 동참 입당 편입/탈퇴 이탈 불참 빠지 탈당 편출 하차
    참석 출석 응하/불참 불출석 거부 보이콧
    임명 선임 발탁 기용 앉히 위촉/해임 경질 면직 해촉 물러나 사퇴 파면 낙마
    취임 등판/퇴임 사임 사퇴 물러나 하야
    연임 유임 재신임 잔류/교체 경질 퇴진 물러나
    채용 고용 영입 충원 뽑/해고 감원 정리해고 내보내 내치
    당선 선출 뽑히 선정 낙점/낙선 탈락 고배 떨어지
    합격 통과 붙 입성/불합격 탈락 떨어지 낙방
    승격 승진 영전/강등 좌천
    승소 이기 승리 완승/패소 지 패하 패배 완패
    유죄 실형 구속 징역/무죄 석방 무혐의 불기소 집행유예
    기소 고발 구속 입건 송치/불기소 무혐의 석방 불송치 종결 기각
    인정 시인 수긍 자인/부인 부정 일축 반박 부정하
    가결 통과 의결 채택/부결 무산 폐기 계류 불발 보류
    타결 합의 매듭 매듭짓 성사 극적타결/결렬 무산 파행 깨지 불발 틀어지
    체결 맺 서명 연장/해지 파기 해제 깨 깨지 취소 종료
    성공 달성 이루 충족 해내/실패 미달 놓치 좌절 무산 불발
    지키 준수 이행 따르/어기 위반 저버리 불이행 깨
    붐비 북적이 몰리 쇄도 살아나 되살아나 활기/한산 썰렁 비 끊기 끊 마르
    흑자 이익 순이익 영업이익 벌/적자 손실 순손실 영업손실 잃 밑지
    순매수 사들이 매수 담 매입/순매도 팔 매도 던지 내다팔 처분 팔아치우
    유입 몰리 들어오 순유입 흘러들/유출 빠져나가 이탈 순유출 새나가
    확보 얻 따내 거머쥐 차지 획득/잃 놓치 빼앗기 내주 상실
    공개 밝히 드러내 알리/숨기 감추 비공개 은폐 함구 덮
    연결 이어지 잇/끊 끊기 단절 차단
    모으 합치 통합 합병 결합/나누 쪼개 분리 분할 해체
    설립 세우 창설 출범 짓/해산 해체 문닫 철거 청산 허물
    진출 입점 입성 들어가 상륙/철수 손떼 물러나 퇴출 빠져나오
    출시 선보이 내놓/단종 회수 접 거둬들이
    보급 배포 공급 풀/회수 수거 거둬들이
    지원 보조 돕 후원/외면 방치 끊
    지급 물어주 물 배상 내주 물어내 부담/받 환수 돌려받 받아내 챙기
    늘리 투입 추가 증편 증차 확충 보강 더하/줄이 줄어들 빼 감축 감편 철수 축소
    갚 상환 변제/빌리 차입 꾸 연체
    저축 모으 아끼 절약/쓰 낭비 탕진
    찬성 지지 환영 반기 동의 옹호 공감 긍정 우호/부정 회의 반대 반발 항의 규탄 비판 맞서 성토 난색 거부
    호평 칭찬 높이평가 극찬/혹평 비판 깎아내리 질타 꼬집
    만족 흡족 기뻐하 안도/불만 아쉬워하 실망 유감 항의 불안 분통
    기대 낙관 자신/우려 걱정 비관 경계 염려 불안
    신뢰 믿/불신 의심 못믿
    협력 협조 손잡 화해/대립 갈등 충돌 맞서
    수용 받아들이 응하 승복 수락 따르 존중/거부 거절 불복 물리치 일축 반박 항소 상고 뿌리치
    보호 지키 보존 살리/훼손 침해 해치 파괴 없애
    예방 막 차단 억제 진정/유발 초래 부추기 일으키 자극 낳 촉발
    해소 풀리 해결 누그러지 완화/심화 심해지 악화 불거지 남 여전 커지
    안정 진정 가라앉 잠잠/불안 요동치 출렁이 흔들리 급변동
    낫 회복 완치 쾌유/악화 재발 도지 숨지
    살 생존 구조 구하/죽 숨지 사망 희생
    안전 무해 괜찮/위험 유해 해롭
    충분 넉넉 넘치 남아돌 풍부 남/부족 모자라 빠듯 달리 미흡 귀해지 귀하 동나
    쉽 수월 간편 간소/어렵 힘들 까다롭 복잡 번거롭
    빠르 신속/느리 더디 굼뜨 늦
    강하 세 튼튼 견고 탄탄/약하 허약 취약 부실
    비싸/싸 저렴 헐하
    길 오래/짧 잠깐
    넓/좁
    무겁 엄하/가볍 관대
    가깝/멀
    유리 이롭 호재/불리 해롭 악재
    공정 공평/불공정 편파 불공평
    투명/불투명 깜깜이
    명확 분명 뚜렷 확실/불분명 모호 불명확 불확실 흐릿
    가능 할수있/불가능 불가
    정상 온전/비정상 이상 파행
    합법 적법 합헌 부합/불법 위법 위헌 탈법 어긋나 위배 위반
    받 물리 매기 부과 걷 징수/면제 감면 탕감 깎
    유효 살아있/무효 실효 만료
    적극 앞장서 나서/소극 미온 손놓 뒷짐
    상용 양산/시험 시범
    높 크 많/낮 작 적
    최고 최대 최다 최장/최저 최소 최단 최하
    처음 첫/마지막 끝
    오르막 호황 활황 성수기/내리막 불황 침체 비수기
    순항 순조 원활 탄력/난항 차질 삐걱 표류 제동 좌초
    초과 넘기 넘어서 웃돌 상회 뛰어넘 넘/미달 밑돌 하회 못미치 모자라
    일치 맞 부합 들어맞/어긋나 빗나가 다르 엇갈리 불일치
    같 동일/다르 상이
    전부 모두 전체/일부 부분
    무료 공짜 무상/유료 유상
    현실화 실현 이뤄지/무산 좌절 물거품 불발
    선호 좋아하 찾/기피 꺼리 외면 싫어하
    낙찰/유찰
    입원 확진/퇴원 완치
    입국 들어오/출국 떠나
    전입/전출
    착공 첫삽/준공 완공
    이륙 출발/착륙 도착
    개막 시작 막오르/폐막 끝나
    점령 장악/철수 내주 퇴각
    휴전 종전 멈추/교전 개전 확전
    확전 번지 확산 퍼지/진정 진화 잡히 꺼지 수그러들
    풍년 풍작/흉년 흉작
    절상/절하
    증편 늘리/감편 줄이
    흡수 빨아들이/배출 내뿜 방출
    과대 부풀리 과장/과소 축소 줄여
"""
"""Other sides, each pair of which counts only of what two predicates tell of the same."""


def _sides() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    rows = (line.partition("/") for line in _PAIRS.strip().splitlines())
    return tuple((_words(one), _words(other)) for one, _, other in rows)


AXES = ((UP, DOWN), (_ABOVE, _BELOW), (_LASTING, _ENDING), (GRANTING, REFUSING), (_GOOD, _BAD), *_sides())
"""Every pair of sides; rising and falling is the first."""


_SHORT = 2


def _of_words() -> Mapping[str, Mapping[int, int]]:
    table: dict[str, dict[int, int]] = {}
    for axis, sides in enumerate(AXES):
        for sign, words in zip((1, -1), sides, strict=True):
            for word in words - sides[sign > 0]:
                # The keys of verbs of more than two syllables have no 하.
                for key in (word, word.removesuffix("하") if len(word) > _SHORT else word):
                    table.setdefault(key, {})[axis] = sign
    return table


SIDES = _of_words()
"""Of each word the axes (by place in `AXES`) on which it stands, with 1 for the one side and -1 for the other."""
