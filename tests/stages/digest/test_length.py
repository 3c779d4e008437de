from newsprism.stages.digest.length import LEAST, MOST, fitted
from newsprism.stages.digest.outline import units_of
from newsprism.types.brief import DigestLine
from tests.stages.digest.reports import items, report

LONG = "하역 시간과 유지비와 사고와 고장과 인력과 교육과 통신과 감지기와 부품과 재고와 일정과 예산을 모두 살펴본 결과를 정리"


def texts(units):
    return [b.sentence.text for u in units for b in u.blocks if isinstance(b, DigestLine)]


def long_report(upper=6, lower=5):
    rows = []
    for i in range(upper):
        rows.append((1, "bullet", f"● 제{i + 1}부두 {LONG}"))
        for j in range(lower):
            figure = f"{i + 1}{j}억 원을 투입해" if j == 0 else ""
            rows.append((2, "sub", f"- {figure} {'갑을병정무'[i % 5]}{'가나다라마바사아'[j]}구역 {LONG}"))
            if j == 0:
                rows.append((3, "definition", f"* (Zone) 제{i + 1}부두의 구역"))
    return report(*rows)


def test_what_fits_stays_whole():
    units = units_of(items()[0])
    assert fitted(units, "제목") == (units, 0)


def test_lower_lines_go_whole_until_the_rest_fits():
    units = units_of(long_report())
    kept, omitted = fitted(units, "제목")
    assert LEAST <= sum(u.size for u in kept) <= MOST
    assert omitted == len(units) - len(kept)
    assert set(texts(kept)) < set(texts(units))
    assert kept == [unit for unit in units if unit in kept], "the order stays"
    assert sum(u.level == 1 for u in kept) == 6, "upper lines go only when no lower line is left"


def test_lines_with_figures_outlive_lines_without_and_keep_their_definition():
    kept, _ = fitted(units_of(long_report()), "제목")
    with_figures = [u for u in kept if u.level == 2 and "억 원" in u.blocks[0].sentence.text]
    assert len(with_figures) == 6
    assert all(len(unit.blocks) == 2 for unit in with_figures)


def test_upper_lines_go_when_they_alone_are_too_many_and_the_first_stays():
    units = units_of(long_report(upper=40, lower=0))
    kept, _ = fitted(units, "제목")
    assert sum(u.size for u in kept) <= MOST
    assert texts(kept)[0] == texts(units)[0]


def test_a_heading_goes_with_its_lines():
    rows = [(1, "bullet", f"● 처음 {LONG}")]
    for i in range(40):
        rows += [(0, "heading", f"■ 제{i}장"), (1, "bullet", f"● {i}번째 {LONG}")]
    kept, _ = fitted(units_of(report(*rows)), "제목")
    for place, unit in enumerate(kept):
        if unit.heading:
            assert not kept[place + 1].heading


def test_a_huge_report_is_fitted_in_reasonable_time():
    kept, omitted = fitted(units_of(long_report(upper=400, lower=4)), "제목")
    assert sum(u.size for u in kept) <= MOST
    assert omitted > 1_500
