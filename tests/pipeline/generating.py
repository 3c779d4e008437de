"""An invented week, made into editions with a server that a test scripts, and what must hold of each of them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from newsprism.inference.cache import CachedGenerator
from newsprism.inference.chat import ChatClient, Patience
from newsprism.inference.gate import Gate
from newsprism.pipeline.brief import BriefMaking
from newsprism.protocols.stores import WindowCounts
from newsprism.stages.compose.stage import MODEL_LABEL, RULES_LABEL, EditionComposer, sentences_of
from newsprism.stages.rank.stage import InterestRanker
from newsprism.stages.render.plain import TextRenderer
from newsprism.stages.verify.stage import EditionVerifier
from newsprism.stages.write.generated.writer import GenerativeWriter
from newsprism.stages.write.stage import ExtractiveWriter, Options
from tests.making import SUNDAY
from tests.pipeline.standins import Quiet
from tests.stages.write.newsroom import COLLEGE, DREDGE, LOAN, PIER, RATE, SKIPPER, STRIKE, analyser

INVESTOR = replace(SKIPPER, investor=True)
STORIES = (PIER, STRIKE, RATE, COLLEGE, DREDGE, LOAN)
QUICK = Patience(tries=2, connect=1.0, first=0.3, silence=0.3, total=1.0, longest_wait=0.2, backoff=0.01)
DAY = SUNDAY.replace(day=13)


class Week:
    """The invented week as a supply."""

    def __init__(self, stories=STORIES):
        self.told = stories
        self.documents = [d for s in stories for d in s.documents]

    def moments(self):
        return sorted((d.published_at for d in self.documents), reverse=True)

    def span(self):
        return min(self.moments()), max(self.moments())

    def counts(self, start, end):
        inside = [d for d in self.documents if start <= d.published_at < end]
        return WindowCounts(len(inside), len({d.publisher for d in inside}))

    def stories(self, since, start, end):
        return self.told

    def earlier(self, since, start):
        return ()


def making(writer):
    return BriefMaking(InterestRanker(), writer, EditionComposer(), EditionVerifier(), Quiet())


def writer(server=None, *, patience=QUICK, folder=None, cache=True, **options):
    generator = ChatClient(server.url, "naru-1", "", patience, Gate(8)) if server else None
    if generator and cache:
        generator = CachedGenerator(generator, folder)
    return GenerativeWriter(analyser(), Options(generator=generator, **options))


def made(server, cadence="weekly", reader=SKIPPER, stories=STORIES, **options):
    issue = SUNDAY if cadence == "weekly" else DAY
    return making(writer(server, **options)).make(Week(stories), reader, cadence, issue)


@lru_cache(maxsize=8)
def by_rules(cadence="weekly", reader=SKIPPER):
    issue = SUNDAY if cadence == "weekly" else DAY
    return making(ExtractiveWriter(analyser())).make(Week(), reader, cadence, issue)


def origins(brief):
    return {s.origin for s in sentences_of(brief)}


def printed(edition):
    """Everything that a person reads of an edition."""
    return TextRenderer().render(edition.brief)


def checked(edition):
    """Assert what must hold of every edition, whoever wrote it."""
    brief = edition.brief
    assert brief.picks
    assert list(sentences_of(brief))
    assert EditionVerifier().verify(brief, edition.cited).faults == ()
    assert brief.verification.sentences == brief.verification.supported + brief.verification.composed
    generated = "generated" in origins(brief)
    assert brief.ai_generated == generated
    assert brief.ai_label == (MODEL_LABEL if generated else RULES_LABEL)
    assert brief.made_with.writer == "generative"
    assert (brief.made_with.model is not None) == generated
    assert not re.search(r"https?://(?!naru\.example)|www\.", printed(edition))
    return edition


def texts(edition):
    return {s.text for s in sentences_of(edition.brief)}
