"""What was sent is not sent again, from one morning to the next, unless there is something new of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from newsprism import init_workspace
from newsprism.types.story import Merged, StoryId
from tests.e2e.press import SEOUL
from tests.e2e.workspace import newsroom

MONDAY, TUESDAY, WEDNESDAY = (date(2026, 3, day) for day in (9, 10, 11))
READER = (
    'id = "skipper"\nname = "항만 운영자"\nshort = "운영자"\ninvestor = false\ndecides = "부두를 정한다."\nnever = []\n'
    '[headings]\nanalysis = "항만 분석"\ninsight = "운영자 인사이트"\nstrategy = "주간 전략 포인트"\n'
    'strategy_suffix = "전략"\n[interests]\ntopics = { labor = 1.0 }\n[interests.terms]\n"부두" = 1.0\n"파업" = 1.0\n'
    '"도서관" = 1.0\n"정수장" = 1.0\n'
    '[[lens]]\ntopic = "labor"\nquestion = "파업이 언제 끝나는가"\nanswers = ["deadline"]\ncues = ["파업"]\n'
    'strategy = "노무 관리"\n'
)

STRIKE = (
    "한빛하역 노조 부두 파업 돌입…컨테이너 반출 멈춰",
    "한빛하역 노조가 9일 새벽 나루항 부두에서 파업에 들어갔다. 노조원 420명이 일손을 놓아 컨테이너 반출이 멈췄다. "
    "노조는 기본급을 7% 올려 달라고 요구했다. 회사는 3% 인상안을 내놓은 뒤 협상을 중단했다. 나루항 부두에는 컨테이너 2600개가 쌓였다.",
)
REWORDED = (
    "멈춰 선 나루항 부두…한빛하역 노조 파업에 컨테이너 반출 중단",
    "나루항 부두의 컨테이너 반출이 멈췄다. 한빛하역 노조가 9일 새벽 파업에 돌입해서다. 노조원 420명이 일손을 놓았다. "
    "한빛하역 노조는 기본급 7% 인상을 요구하고 있다. 3% 인상안을 내놓은 회사는 협상을 중단했다. 부두에 쌓인 컨테이너는 2600개다.",
)
SETTLED = (
    "한빛하역 노조 부두 파업 끝…잠정 합의로 컨테이너 반출 재개",
    "한빛하역 노사가 10일 밤 나루항 부두 파업을 끝내기로 잠정 합의했다. 기본급은 5% 오르고 위험수당은 월 6만 원이 된다. "
    "고용노동부 나루지청이 밤샘 교섭을 중재했다. 조합원 찬반투표는 17일에 열린다. 멈췄던 컨테이너 반출은 11일 오전 8시에 재개됐다. "
    "한빛하역은 밀린 물량을 나흘 안에 내보낸다고 밝혔다.",
)


def told(name: str, what: tuple[str, str], day: int, hour: int, outlet: str = "나루일보") -> str:
    """One line of a JSON-lines source."""
    at = datetime(2026, 3, day, hour, tzinfo=SEOUL)
    return json.dumps(
        {
            "id": name, "kind": "article", "title": what[0], "text": what[1], "published_at": at.isoformat(),
            "publisher": outlet, "authors": [], "url": f"https://naru.example/{name}", "language": "ko",
        },
        ensure_ascii=False,
    )  # fmt: skip


OTHERS = (
    (
        "가람군 어린이 도서관 4월 착공…사업비 30억 원",
        "가람군이 어린이 도서관을 4월에 짓기 시작한다. 사업비 30억 원은 군비로 댄다. 열람실은 120석이다. 군의회는 9일 예산안을 의결했다.",
    ),
    (
        "한들시 어선 부두에 태풍 대비 방파제 증설",
        "한들시가 어선 부두 바깥에 방파제 240m를 더 쌓는다. 시는 10일 설계 공모를 냈다. 어민 310명이 쓰는 부두다. 공사는 2028년에 끝난다.",
    ),
    (
        "두물군 시외버스 노선 파업 예고에 대체 차량 투입",
        "두물군이 시외버스 노선 3개에 대체 차량 14대를 넣는다. 버스 회사 노조는 16일 파업을 예고했다. 군수는 11일 중재에 나섰다.",
    ),
    (
        "늘봄군 부두 횟집 거리 새로 단장",
        "늘봄군이 부두 옆 횟집 거리를 새로 단장한다. 상인회와 13일 협약을 맺었다. 간판 55개를 바꾸고 주차장 90면을 만든다.",
    ),
)


def other(number: int, day: int) -> str:
    """Return another affair, so that an edition is never empty."""
    return told(f"other-{number}", OTHERS[number], day, 7, "가람신문")


@pytest.fixture
def folder(tmp_path):
    made = init_workspace(tmp_path / "w")
    (made / "readers" / "skipper.toml").write_text(READER, encoding="utf-8")
    (made / "newsprism.toml").write_text("workers = 1\n", encoding="utf-8")
    return made


class Port:
    """A workspace whose one source grows from morning to morning."""

    def __init__(self, folder):
        self.folder = folder
        self.lines: list[str] = []

    def morning(self, day: int, *news: str, cadence="daily"):
        """Publish, refresh at ten and make the edition of the day."""
        self.lines += news
        (self.folder / "news.jsonl").write_text("\n".join(self.lines) + "\n", encoding="utf-8")
        with newsroom(self.folder, datetime(2026, 3, day, 10, tzinfo=SEOUL)) as desk:
            if not desk.sources():
                desk.add(str(self.folder / "news.jsonl"))
            desk.refresh()
            return desk.brief("skipper", cadence, date(2026, 3, day))[0].brief

    def again(self, day: int, cadence="daily"):
        """Make an edition once more, much later."""
        with newsroom(self.folder, datetime(2026, 4, 1, 10, tzinfo=SEOUL)) as desk:
            edition, same = desk.brief("skipper", cadence, date(2026, 3, day))
            return desk.engine.render(edition.brief, "json"), same


@pytest.fixture
def port(folder):
    port = Port(folder)
    first = port.morning(9, told("strike", STRIKE, 9, 6), other(0, 9))
    assert any("파업" in title for title in titles(first))
    return port


def titles(brief) -> list[str]:
    return [pick.title for pick in brief.picks]


def strike(brief):
    """The pick about the strike, if there is one."""
    return next((pick for pick in brief.picks if "한빛하역" in pick.title), None)


def refused(brief) -> int:
    return dict(brief.filtered).get("already_sent", 0)


def test_a_story_of_which_nothing_was_heard_is_not_sent_again(port):
    tuesday = port.morning(10, other(1, 10))
    assert strike(tuesday) is None
    assert titles(tuesday) == [OTHERS[1][0]]
    assert refused(tuesday) == 2


def test_a_copy_of_what_was_sent_is_nothing_new(port):
    tuesday = port.morning(10, other(1, 10), told("copy", STRIKE, 9, 15, "한들일보"))
    assert strike(tuesday) is None


def test_the_same_news_in_other_words_is_nothing_new(port):
    tuesday = port.morning(10, other(1, 10), told("again", REWORDED, 9, 16, "한들일보"))
    assert strike(tuesday) is None


def test_what_is_new_of_a_story_is_sent_and_says_from_which_edition_it_goes_on(port):
    port.morning(10, other(1, 10), told("again", REWORDED, 9, 16, "한들일보"))
    wednesday = port.morning(
        11,
        other(2, 11),
        told("settled", SETTLED, 11, 1),
        told("settled-2", (f"{SETTLED[0]} 등", SETTLED[1].replace("밤샘 교섭을", "교섭을")), 11, 2, "한들일보"),
    )
    pick = strike(wednesday)
    assert pick is not None
    assert "잠정 합의" in pick.title
    first, *rest = pick.summary
    assert first.origin == "composed"
    assert first.text.startswith("지난 9일 브리핑 ")
    assert {f.name: f.value for f in first.figures}["last_edition"] == "2026-03-09"
    assert any("잠정 합의" in s.text or "5%" in s.text for s in rest)
    assert not any("420명" in s.text or "2600개" in s.text for s in rest)
    assert 81 <= len(" ".join(s.text for s in pick.summary)) <= 282


def test_an_edition_comes_out_the_same_again_when_later_ones_were_made(port):
    port.morning(10, other(1, 10), told("again", REWORDED, 9, 16, "한들일보"))
    port.morning(11, other(2, 11), told("settled", SETTLED, 11, 1))
    first = [port.again(day) for day in (9, 10, 11)]
    assert all(same for _, same in first)
    assert [port.again(day) for day in (11, 10, 9)] == first[::-1]
    assert "잠정 합의" in first[2][0]


def test_an_edition_that_is_made_late_knows_of_the_issues_before_it_only(port):
    """Tuesday's edition is made after Wednesday's: it brings what Wednesday's brought, since it comes before it."""
    port.lines += [other(1, 10), told("settled", SETTLED, 10, 8)]
    wednesday = port.morning(11, other(2, 11))
    assert strike(wednesday) is not None
    record, same = port.again(10)
    assert same
    assert "잠정 합의" in record


def test_an_edition_that_is_not_closed_sends_nothing(folder):
    port = Port(folder)
    port.lines = [told("strike", STRIKE, 9, 6), other(0, 9)]
    (folder / "news.jsonl").write_text("\n".join(port.lines) + "\n", encoding="utf-8")
    with newsroom(folder, datetime(2026, 3, 9, 8, tzinfo=SEOUL)) as desk:
        desk.add(str(folder / "news.jsonl"))
        desk.refresh()
        desk.brief("skipper", "daily", MONDAY)
        assert desk.archive.history("skipper").sent == ()
    with newsroom(folder, datetime(2026, 3, 9, 10, tzinfo=SEOUL)) as desk:
        edition, _ = desk.brief("skipper", "daily", MONDAY)
        sent = desk.archive.history("skipper").sent
        assert [s.title for s in sent] == titles(edition.brief)
        assert {s.issue for s in sent} == {MONDAY}
        desk.brief("skipper", "daily", MONDAY)
        assert desk.archive.history("skipper").sent == sent


def test_what_a_daily_brought_the_weekly_may_bring(port):
    port.morning(10, other(1, 10))
    weekly = port.morning(15, other(3, 13), cadence="weekly")
    assert strike(weekly) is not None


def test_the_next_weekly_says_from_which_one_a_story_goes_on(port):
    port.morning(15, other(1, 10), cadence="weekly")
    port.lines += [told("settled", SETTLED, 17, 6), told("settled-3", SETTLED, 18, 6, "두물신문"), other(2, 18)]
    weekly = port.morning(22, cadence="weekly")
    pick = strike(weekly)
    assert pick is not None
    assert pick.context[0].text.startswith("지난 15일 브리핑 ")


def test_a_report_of_what_was_sent_that_is_read_a_day_late_is_nothing_new(port):
    tuesday = port.morning(10, other(1, 10), told("late", REWORDED, 9, 5, "한들일보"))
    assert strike(tuesday) is None


def test_a_story_that_went_into_another_one_is_still_the_one_that_was_sent(port):
    with newsroom(port.folder, datetime(2026, 3, 9, 12, tzinfo=SEOUL)) as desk:
        begin = datetime(2026, 3, 9, tzinfo=SEOUL)
        [sent] = [s for s in desk.stories(begin, begin + timedelta(days=1)) if s.title == STRIKE[0]]
        assert sent.id in {s.story_id for s in desk.archive.history("skipper").sent}
        with desk.archive.refreshing():
            desk.archive.record([Merged(replace(sent, id=StoryId("survivor"), title=REWORDED[0]), (sent.id,))])
    tuesday = port.morning(10, other(1, 10))
    assert strike(tuesday) is None
    assert refused(tuesday) == 2
