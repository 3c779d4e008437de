"""Stages that leave everything as it is, for tests of the pipelines around them."""

from dataclasses import dataclass, field

from newsprism.protocols.stages import Collection, Deduplication, Extraction, Indexed
from newsprism.types.story import Opened
from tests.making import story


class Quiet:
    def stage(self, label, total=None):
        pass

    def advance(self, steps=1):
        pass


class Nobody:
    """Collector and extractor that are not asked."""

    def __call__(self, paths):
        return Collection((), ())

    def extract(self, entries):
        return Extraction((), ())

    def deduplicate(self, documents, standing=()):
        return Deduplication(tuple(documents), ())

    def index(self, documents):
        return tuple(Indexed(d.id, (), (), {}) for d in documents)

    def features(self, documents):
        return tuple({} for _ in documents)


@dataclass
class OneEach:
    """Each document is a story; remembers which it was given."""

    seen: list = field(default_factory=list)

    def cluster(self, deduplication, features, standing=()):
        self.seen = [d.id for d in deduplication.documents]
        return tuple(Opened(story(f"s-{d.id}", d)) for d in deduplication.documents)
