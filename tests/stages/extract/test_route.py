from dataclasses import replace

import pytest

from newsprism.errors import MissingResource
from newsprism.protocols.stages import Extraction
from newsprism.stages.extract.route import RoutingExtractor, one_of_each_id
from newsprism.types.document import Document, DocumentId, Entry

PAGE, TEXT, ITEM = "text/html", "text/plain", "application/x-feed-item+json"


def document(name, text="글"):
    return Document(DocumentId(name), "article", name, text, None, None, (), None, "ko")


def entry(name, media_type):
    return Entry(name, media_type, name.encode())


class Naming:
    """Makes one document of each entry; fails on entries called `bad`."""

    def __init__(self, error=ValueError):
        self.calls = []
        self.error = error

    def extract(self, entries):
        self.calls.append([item.origin for item in entries])
        if any(item.origin.startswith("bad") for item in entries):
            raise self.error("secret detail")
        return Extraction(tuple(document(item.origin) for item in entries), ())


def titles(extraction):
    return [item.title for item in extraction.documents]


def test_documents_come_in_the_order_of_the_entries():
    route = RoutingExtractor({PAGE: Naming(), TEXT: Naming()})
    entries = [entry("a", PAGE), entry("b", TEXT), entry("c", PAGE), entry("d", PAGE), entry("e", TEXT)]
    assert titles(route.extract(entries)) == ["a", "b", "c", "d", "e"]


def test_feed_items_are_weighed_together_wherever_they_stand():
    items = Naming()
    route = RoutingExtractor({PAGE: Naming(), ITEM: items})
    extraction = route.extract([entry("a", ITEM), entry("b", PAGE), entry("c", ITEM)])
    assert items.calls == [["a", "c"]]
    assert titles(extraction) == ["a", "c", "b"]


def test_an_unknown_type_is_a_drop():
    extraction = RoutingExtractor({PAGE: Naming()}).extract([entry("a", TEXT), entry("b", PAGE)])
    assert titles(extraction) == ["b"]
    assert [(drop.reason, drop.where) for drop in extraction.dropped] == [("unknown_type", "a")]
    assert TEXT in extraction.dropped[0].detail


@pytest.mark.parametrize("error", [ValueError, KeyError, RecursionError, MemoryError])
def test_a_crash_loses_only_the_entry_at_fault(error):
    names = ["a", "b", "bad1", "c", "d", "e", "bad2"]
    extraction = RoutingExtractor({ITEM: Naming(error)}).extract([entry(name, ITEM) for name in names])
    assert titles(extraction) == ["a", "b", "c", "d", "e"]
    assert [(drop.reason, drop.where, drop.detail) for drop in extraction.dropped] == [
        ("extractor_failed", "bad1", error.__name__),
        ("extractor_failed", "bad2", error.__name__),
    ]


def test_a_damaged_installation_is_said_and_not_counted():
    class Damaged:
        def extract(self, entries):
            raise MissingResource("cannot be read", subject="companies.tsv")

    with pytest.raises(MissingResource):
        RoutingExtractor({PAGE: Damaged()}).extract([entry("a", PAGE)])


def test_nothing_gives_nothing():
    assert RoutingExtractor({}).extract([]) == Extraction((), ())


def test_of_two_documents_with_one_id_the_fuller_stays_at_the_place_of_the_first():
    short, full = document("a", "짧다"), document("a", "훨씬 더 긴 글이다")
    kept, dropped = one_of_each_id([short, document("b"), full])
    assert kept == (full, document("b"))
    assert [(drop.reason, drop.item) for drop in dropped] == [("same_document", "a")]
    assert one_of_each_id([full, document("b"), short])[0] == kept


def test_of_equally_long_documents_the_one_that_says_more_stays():
    bare = document("a")
    told = replace(bare, publisher="한빛경제", url="https://h.example/1")
    assert one_of_each_id([bare, told])[0] == (told,)
    assert one_of_each_id([told, bare])[0] == (told,)


def test_the_same_document_from_two_inputs_is_one():
    route = RoutingExtractor({PAGE: Naming(), TEXT: Naming()})
    extraction = route.extract([entry("a", PAGE), entry("a", TEXT)])
    assert titles(extraction) == ["a"]
    assert [drop.reason for drop in extraction.dropped] == ["same_document"]
