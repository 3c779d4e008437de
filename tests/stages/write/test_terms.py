"""핵심 용어 are terms of the picks, in the words of their own source when it explains them."""

from __future__ import annotations

import pytest

from newsprism.stages.write.terms import PUBLISHER, as_document, terms
from newsprism.text.ko.glossary import glossary
from tests.making import PORTS, article, story
from tests.stages.write.newsroom import PICKS, desk, documents, ranked, texts, unproved

ENTRIES = {entry.term: entry for entry in glossary()}
DEFINED = "체선료란 배가 부두에 대지 못하고 기다린 시간에 매기는 요금을 말한다."


def made(*articles, count: int = 3, rejected=()):
    picks = [ranked(story(f"s{i}", a), PORTS) for i, a in enumerate(articles)]
    return terms(desk(picks, (), rejected=rejected), count)


def about(title: str, text: str = "나루항만공사가 12일 새 부두의 문을 열었다.", name: str = "a"):
    return article(name, title, text)


def test_a_source_that_explains_its_term_is_quoted():
    source = about("나루항 체선료 인하", f"나루항만공사가 체선료를 30% 내린다. {DEFINED}")
    found, own = made(source)
    (term,) = [t for t in found if t.term == "체선료"]
    assert term.sentences[0].text == DEFINED
    assert term.sentences[0].citations[0].document_id == source.id
    assert unproved(term.sentences, [source]) == []
    assert own == ()


def test_what_a_source_explains_in_passing_is_no_term_of_it():
    source = about("나루항 새 부두 개장", f"나루항만공사가 새 부두를 열었다. {DEFINED} 배 열 척이 기다린다.")
    assert "체선료" not in {t.term for t in made(source)[0]}


@pytest.mark.parametrize(
    ("after", "printed"),
    [
        ("체선료는 시간마다 오른다.", 2),
        ("나루해운이 소송을 냈다고 12일 밝혔다.", 1),
    ],
)
def test_the_sentence_after_an_explanation_is_printed_where_it_goes_on_with_it(after, printed):
    source = about("나루항 체선료 인하", f"나루항만공사가 체선료를 30% 내린다. {DEFINED} {after}")
    (term,) = [t for t in made(source)[0] if t.term == "체선료"]
    assert len(term.sentences) == printed


def test_the_sources_own_words_go_before_the_glossary_where_they_say_as_much():
    own_words = [
        "과징금은 규칙을 어긴 회사에 행정기관이 물리는 돈을 말한다.",
        "과징금은 거둔 이익에 따라 크기가 달라지며, 회사는 통지를 받은 날부터 90일 안에 법원에서 다툴 수 있다.",
    ]
    for sentences, printed in ((own_words, True), (own_words[:1], False)):
        text = f"나루해운이 과징금 3억 원을 냈다. {' '.join(sentences)}"
        found, own = made(about("나루해운, 가격 담합으로 제재", text))
        told = {t.term: texts(t.sentences) for t in found}
        assert (told["과징금"] == sentences) is printed
        assert ("과징금" in {d.title for d in own}) is not printed


def test_a_glossary_term_is_cited_to_its_entry():
    found, own = made(about("나루해운에 과징금 3억 원"))
    (term,) = found
    assert (term.term, term.original) == ("과징금", ENTRIES["과징금"].english)
    (document,) = own
    assert document == as_document(ENTRIES["과징금"])
    assert document.publisher == PUBLISHER
    assert unproved(term.sentences, own) == []
    assert 2 <= len(term.sentences) <= 3


@pytest.mark.parametrize("count", [1, 2, 3])
def test_terms_are_no_more_than_asked_and_occur_in_the_picks(count):
    titles = ["과징금과 용적률", "실업률과 소비자물가지수"]
    picks = [about(t, name=f"a{i}") for i, t in enumerate(titles)]
    found, own = made(*picks, count=count)
    assert len(found) == count
    printed = " ".join(f"{d.title} {d.text}" for d in picks)
    for term in found:
        assert any(name in printed for name in (term.term, *ENTRIES[term.term].aliases))
    assert len(own) == count


def test_a_term_inside_another_is_not_explained_beside_it():
    nested = [(a, b) for a in ENTRIES for b in ENTRIES if a != b and a in b][:5]
    assert nested
    for short, long in nested:
        found, _ = made(about(f"{short} 오르고 {long} 내렸다"))
        names = [t.term for t in found]
        assert not (short in names and long in names)


def test_a_latin_term_is_found_as_a_word_only():
    assert [e for e in ENTRIES.values() if "ETF" in e.aliases or e.term == "ETF"]
    assert made(about("나루NETFX 부두 공개"))[0] == ()
    assert len(made(about("나루항 ETF 출시 앞둔 가온증권"))[0]) == 1


def test_what_the_edition_prints_is_explained_before_what_stands_in_a_report_only():
    source = about("나루항 소식", "나루항만공사의 기준금리 계약이 끝났다. 나루시의 실업률은 12일 4.1%로 올랐다.")
    table = desk([ranked(story("s", source), PORTS)], ())
    (printed,) = [c for c in table.candidates(["s"]) if "실업률" in c.text]
    table.take([printed])
    assert [t.term for t in terms(table, 1)[0]] == ["실업률"]


def test_a_part_of_another_word_is_not_the_term():
    assert "고용률" not in [t.term for t in made(about("장애인 의무고용률 오른다"))[0]]
    assert "고용률" in [t.term for t in made(about("나루시 고용률 오른다"))[0]]


def test_no_pick_no_term():
    assert terms(desk((), ())) == ((), ())
    assert made(about("나루항 앞바다에 안개")) == ((), ())


def test_a_refused_explanation_takes_its_term_with_it():
    found, _ = made(about("나루해운에 과징금 3억 원, 용적률은 그대로"))
    first = found[0]
    again, _ = made(about("나루해운에 과징금 3억 원, 용적률은 그대로"), rejected=[first.sentences[0].text])
    assert first.term not in [t.term for t in again]
    assert again


def test_every_entry_of_the_glossary_can_be_printed_and_proved():
    for entry in ENTRIES.values():
        found, own = made(about(f"{entry.term} 소식"))
        mine = [t for t in found if t.term == entry.term]
        for term in mine:
            assert unproved(term.sentences, own) == []
            assert len(set(texts(term.sentences))) == len(term.sentences)
        assert mine or any(entry.term in t.term or t.term in entry.term for t in found), entry.term


def test_the_terms_of_an_edition_are_proved_by_its_documents():
    found, own = terms(desk())
    assert "선석" in [t.term for t in found]
    assert unproved([s for t in found for s in t.sentences], [*documents(*PICKS), *own]) == []
