"""No edition made by rules prints what a hostile document plants."""

import re
from datetime import date
from pathlib import Path

import pytest

from newsprism import build
from newsprism.stages.verify import check_sentence
from newsprism.text.ko.sentences import split
from newsprism.types.brief import Citation, Sentence
from newsprism.types.document import Document, DocumentId
from tests.adversarial import documents, written

WEEKLY, DAILY = ("weekly", date(2026, 3, 15)), ("daily", date(2026, 3, 12))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def engine():
    return build()


@pytest.fixture(scope="module")
def reading(engine, tmp_path_factory):
    return engine.read(written(tmp_path_factory.mktemp("hostile")))


def test_there_are_sixty_documents_and_each_plants_something():
    assert len(documents()) >= 60
    assert len({d.name for d in documents()}) == len(documents())
    assert all(d.planted for d in documents())


@pytest.mark.parametrize("reader", ["ceo", "newcomer", "fund_investor", "research"])
@pytest.mark.parametrize(("cadence", "issue"), [WEEKLY, DAILY])
def test_no_edition_prints_what_was_planted(engine, reading, reader, cadence, issue):
    edition = engine.brief(reading.documents, reader, cadence, issue)
    printed = squeezed("".join(engine.render(edition.brief, form) for form in ("txt", "html", "md")))
    assert [d.name for d in documents() if any(squeezed(p) in printed for p in d.planted)] == []


def test_the_true_sentences_of_hostile_documents_are_still_news(engine, reading):
    editions = [engine.brief(reading.documents, reader, *WEEKLY) for reader in ("newcomer", "ceo", "research")]
    printed = squeezed("".join(engine.render(edition.brief, "txt") for edition in editions))
    assert sum(any(squeezed(s) in printed for s in d.true) for d in documents()) >= 10


def test_what_no_reader_sees_of_a_page_is_not_in_its_document(reading):
    hidden = [d for d in documents() if d.kind == "page" and not any("무시하고" in p or "파산" in p for p in d.planted)]
    assert len(hidden) >= 9
    for page in hidden:
        own = [d for d in reading.documents if page.true[0] in d.text]
        assert not any(p in d.text for d in own for p in page.planted), page.name


def test_a_headline_that_gives_orders_costs_its_document(reading):
    reasons = [d for d in reading.dropped if d.reason == "order_in_title"]
    assert len(reasons) == sum(d.name.startswith("title-") for d in documents())


SPREAD = {"data-transcript"}  # the false sentence of it says nothing to a machine


@pytest.mark.parametrize("hostile", [d for d in documents() if d.kind == "item"], ids=lambda d: d.name)
def test_a_planted_sentence_is_refused_although_it_is_cited_to_the_letter(hostile):
    article = Document(
        DocumentId("d"), "article", hostile.title, hostile.text, hostile.published, "나루일보", (), None, "ko"
    )
    for span in split(hostile.text):
        text = hostile.text[span.start : span.end]
        if any(squeezed(p) in squeezed(text) for p in hostile.planted) and hostile.name not in SPREAD:
            sentence = Sentence(text, "extracted", (Citation(article.id, "text", span.start, span.end, text),))
            assert [f.kind for f in check_sentence(sentence, {article.id: article})] == ["instruction"]


def test_the_files_are_written_as_a_reader_would_meet_them(tmp_path: Path):
    feed, pages = written(tmp_path)
    assert feed.read_text(encoding="utf-8").count("\n") + len(list(pages.iterdir())) == len(documents())
