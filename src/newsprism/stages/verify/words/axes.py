"""Words of one side and of the other: what rises and what falls, what is above and below, what is granted and refused.

Two words of one side say the same of a thing, two of two sides the contrary. Pairs of opposites that form no such groups are in `lexicon`.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


UP = _words(
    """
    오르 상승 높아지 올라가 늘 증가 늘어나 불어나 커지 많아지 뛰 치솟 급등 반등 급증 올리 인상 높이 끌어올리 늘리 확대 넓히 키우 상향 가팔라지 거세지
    강화 증액 증원 가속 빨라지 개선 회복 성장 좋아지 나아지 호전 살아나 되살아나 강세 오름세 상승세 증가세
    폭등 폭증 증산 증설 확장 활발 활성 까다롭 까다로워지 엄격 길어지
    """
)
DOWN = _words(
    """
    내리 하락 낮아지 내려가 떨어지 줄 감소 줄어들 작아지 적어지 급락 급감 낮추 인하 끌어내리 줄이 축소 좁히 깎 하향 완화 감액 감원
    둔화 느려지 악화 침체 위축 나빠지 식 꺾이 약세 내림세 하락세 감소세 조정 미루 늦추 폭락 감산 감축 단축 삭감 후퇴
    역성장 떨어뜨리 깎이 면제 수축 느슨 짧아지 뒷걸음 뒷걸음질 뒷걸음치
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
AXES = ((UP, DOWN), (_ABOVE, _BELOW), (_LASTING, _ENDING), (GRANTING, REFUSING), (_GOOD, _BAD))
