"""The pages behind the items of a feed or sitemap: each is fetched once, a few at a visit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from newsprism.errors import AddressRefused, FetchFailed, RobotsForbid, ServerUnreachable
from newsprism.protocols.stages import Collection, Visit
from newsprism.stages.collect.answers import mark_of, may_pass
from newsprism.stages.collect.harvest import Harvest
from newsprism.stages.collect.page_reading import Refusal, page_entry

MAX_PAGES = 50
"""Pages fetched at one visit."""
MAX_SILENT = 3
"""Fetches from one host that may fail for want of an answer; the rest of that host waits for the next visit."""


def take_pages(urls: Iterable[str], visit: Visit, publisher: str | None, harvest: Harvest) -> bool:
    """Fetch the pages of `urls` (newest first) that have no mark, into `harvest`; say whether none is left for later.

    A page that gives nothing is a drop with the reason of its FetchFailed or Refusal; those left for the next visit
    are counted by one drop `pages_later`. Pages that must not be kept get a mark too: they are not asked for again.
    """
    asked, later, again = 0, 0, False
    silent: Counter[str] = Counter()
    for url in dict.fromkeys(urls):
        if visit.known(url) is not None:
            continue
        host = url.split("/", 3)[2].lower()
        if asked >= MAX_PAGES or silent[host] >= MAX_SILENT:
            later += 1
            continue
        problem = _take(url, visit, publisher, harvest)
        # What robots.txt or the guard forbids costs no request.
        asked += not isinstance(problem, RobotsForbid | AddressRefused)
        silent[host] += isinstance(problem, ServerUnreachable)
        again = again or (problem is not None and may_pass(problem))
    if later:
        place = visit.source.place
        harvest.drop("pages_later", place, f"기사 페이지 {later}건은 다음에 읽는다(한 번에 {MAX_PAGES}건까지)")
    return not later and not again


def _take(url: str, visit: Visit, publisher: str | None, harvest: Harvest) -> FetchFailed | None:
    try:
        response = visit.fetcher.fetch(url)
    except FetchFailed as problem:
        harvest.drop(problem.reason, url, problem.what)
        return problem
    entry = page_entry(response, url, publisher, visit.now)
    if isinstance(entry, Refusal):
        harvest.drop(entry.reason, url, entry.detail)
    entries = () if isinstance(entry, Refusal) else (entry,)
    harvest.extend(Collection(entries, (), (mark_of(response, url),)))
    return None
