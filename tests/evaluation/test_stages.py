"""Every stage measured as a whole over the sample week and invented texts."""

import json
import re

import pytest

from newsprism.errors import MalformedRecord, UnknownReader, UnusableLabels, UsageError
from newsprism.evaluation import STAGES, evaluate
from newsprism.evaluation.digests import digest
from newsprism.evaluation.extract import same_day, same_title
from newsprism.formats.labels import read_pages
from tests.docs.pages import read
from tests.evaluation.sample import DIFFERENT, SAME, WEEK, grades, pairs, url, write

MEASURES = {
    "extract": {"f1", "precision", "recall", "title_accuracy", "date_accuracy"},
    "dedupe": {"pair_f1", "pair_precision", "pair_recall", "b3_f1"},
    "cluster": {"pair_f1", "pair_precision", "pair_recall", "b3_f1"},
    "rank": {"ndcg@6", "daily_ndcg@6", "daily_editions", "by_type"},
    "summarize": {"rouge1", "rouge2", "rougeL", "fact_coverage"},
    "verify": {"balanced_accuracy", "false_alarm_rate", "caught_by_fault"},
}
PEERS = {
    "extract": {"trafilatura"},
    "dedupe": {"exact_title", "minhash_0.5", "char_tfidf"},
    "cluster": {"char_tfidf", "noun_tfidf", "same_title"},
    "rank": {"popularity", "recency", "bm25", "words"},
    "summarize": {"lead3", "textrank"},
    "verify": {"lexical_overlap"},
}
UNKNOWN = {"url1": "https://naru.example/no", "url2": url("0131-19"), "label": 2, "weight": 1.0}
ARTICLE = (
    "나루시는 12일 나루항에 새 부두를 열었다고 밝혔다. 부두의 길이는 620m이고 선석은 여섯 개다. 공사에는 4년 동안 1조 4000억 원이 들었다. "
    "가람해운은 다음 달부터 이 부두에서 매주 두 차례 배를 띄운다. 나루시는 2028년까지 물동량이 20% 늘 것으로 내다봤다. "
    "주민들은 길이 막힌다고 걱정한다."
)


def page(body, title="나루항, 새 부두 열다", day="2026-03-12T09:00:00+09:00"):
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in body.split("\n"))
    return (
        f'<html lang="ko"><head><title>{title}</title><meta property="og:title" content="{title}">'
        f'<meta property="article:published_time" content="{day}"></head><body><nav><a href="/">처음</a></nav>'
        f"<article><h1>{title}</h1>{paragraphs}</article><footer>이용 약관</footer></body></html>"
    )


@pytest.fixture
def labels(tmp_path):
    """Labels of each stage; `items` go with them."""
    folder = tmp_path / "labels"
    (folder / "html").mkdir(parents=True)
    body = "\n".join(f"{sentence.strip()}." for sentence in (ARTICLE * 2).split(". ") if sentence)
    (folder / "html" / "a.html").write_text(page(body), encoding="utf-8")
    truth = {
        "title": "나루항, 새 부두 열다",
        "authors": [],
        "publishing_date": "2026-03-12 09:00:00+09:00",
        "body_text": body,
    }
    write(folder / "pages.jsonl", [{"html": "html/a.html", **truth}, {"html": "html/lost.html", **truth}])
    copies = [{"url1": url(a), "url2": url(b), "label": 1} for a, b in SAME[:4]]
    others = [{"url1": url(a), "url2": url(b), "label": 0} for a, b in DIFFERENT]
    claims = [
        {"id": "t1", "source": ARTICLE, "claim": "부두의 길이는 620m이고 선석은 여섯 개다.", "label": "supported"},
        {"id": "f1", "source": ARTICLE, "claim": "부두의 길이는 820m이고 선석은 여섯 개다.", "label": "unsupported", "fault": "number"},
        {"id": "f2", "source": ARTICLE, "claim": "나루시는 14일 나루항에 새 부두를 열었다고 밝혔다.", "label": "unsupported",
         "fault": "date", "source_date": "2026-03-12"},
        {"guid": "k1", "premise": ARTICLE, "hypothesis": "주민들은 길이 막힌다고 걱정한다.", "gold_label": "entailment"},
    ]  # fmt: skip
    texts = [
        {"id": "s1", "title": "나루항, 새 부두 열다", "text": ARTICLE, "reference": [0, 2]},
        {
            "id": "s2",
            "title": "나루항, 새 부두 열다",
            "text": ARTICLE,
            "reference": "나루시가 나루항에 새 부두를 열었다.",
        },
    ]
    return {
        "extract": folder,
        "dedupe": write(folder / "copies.jsonl", [*copies, *others]),
        "cluster": write(folder / "pairs.jsonl", [*pairs(), UNKNOWN]),
        "rank": write(folder / "grades.jsonl", [*grades(), {"url": "https://naru.example/no", "ceo": 3}]),
        "verify": write(folder / "claims.jsonl", claims),
        "summarize": write(folder / "texts.jsonl", texts),
    }


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_is_measured_beside_its_peers(engine, labels, stage):
    found = evaluate(engine, stage, labels[stage], [WEEK], errors=True).to_json()
    assert found["stage"] == stage
    assert MEASURES[stage] <= found.keys()
    assert found["baselines"].keys() == PEERS[stage]
    for judged in found["baselines"].values():
        assert MEASURES[stage] <= judged.keys()
        assert judged["intervals"].keys() == found["intervals"].keys()
    for way in (found, *found["baselines"].values()):
        for name, interval in way["intervals"].items():
            assert interval is None or 0 <= interval[0] <= way[name] <= interval[1] <= 1
    data = labels[stage] / "pages.jsonl" if stage == "extract" else labels[stage]
    assert found["data_digest"] == digest(data)
    assert found["seconds"] > 0
    json.dumps(found, allow_nan=False)


def test_a_page_is_read_to_the_letter_and_a_page_without_its_file_is_counted(engine, labels):
    found = evaluate(engine, "extract", labels["extract"]).to_json()
    assert (found["n"], found["unknown"]) == (1, 1)
    assert (found["f1"], found["title_accuracy"], found["date_accuracy"]) == (1.0, 1.0, 1.0)
    assert found["by_language"] == {"ko": {"n": 1, "f1": 1.0}}


def test_a_page_outside_of_the_folder_is_not_opened(engine, labels, tmp_path):
    (tmp_path / "secret.html").write_text(page("비밀이다."), encoding="utf-8")
    (truth, _) = read_pages(labels["extract"])
    data = write(
        labels["extract"] / "pages.jsonl", [{"html": "../secret.html", "title": truth.title, "body_text": truth.body}]
    )
    with pytest.raises(UnusableLabels, match="읽을 수 있는 페이지가 하나도 없습니다"):
        evaluate(engine, "extract", data)


def test_stories_of_the_sample_are_told_from_others_and_unknown_addresses_are_counted(engine, labels):
    found = evaluate(engine, "cluster", labels["cluster"], [WEEK], errors=True).to_json()
    assert (found["n"], found["unknown"]) == (20, 1)
    assert found["by_label"] == {"2": 10, "1": 4, "0": 6}
    assert found["items_digest"] == digest(WEEK)
    assert found["pair_recall"] >= 0.7
    assert found["errors"]["joined_different"] == []
    assert all(e["label"] == 2 for e in found["errors"]["missed"])
    assert found["b3_judged_f1"] >= found["b3_f1"]
    assert found["baselines"]["char_tfidf"]["threshold_is"].startswith("best")


def test_copies_of_a_press_release_are_found_and_other_texts_are_not(engine, labels):
    found = evaluate(engine, "dedupe", labels["dedupe"], [WEEK]).to_json()
    assert found["n"] == 4 + len(DIFFERENT)
    assert found["pair_precision"] == 1.0
    assert found["pair_recall"] > 0


def test_ranking_is_measured_by_type(engine, labels):
    found = evaluate(engine, "rank", labels["rank"], [WEEK], errors=True).to_json()
    assert found["by_type"].keys() == {"ceo", "newcomer"}
    assert found["ndcg@6"] == pytest.approx(sum(found["by_type"].values()) / 2, abs=1e-3)
    assert found["unknown"] == 1
    # Six days of two types; a day without two different grades tells nothing.
    assert 2 <= found["daily_editions"] <= 12
    low, high = found["intervals"]["daily_ndcg@6"]
    assert low <= found["daily_ndcg@6"] <= high
    assert found["by_type"]["ceo"] > found["baselines"]["recency"]["by_type"]["ceo"]


def test_faults_that_were_put_in_are_caught_and_true_claims_pass(engine, labels):
    found = evaluate(engine, "verify", labels["verify"]).to_json()
    assert found["caught_by_fault"] == {"number": 1.0, "date": 1.0}
    assert (found["false_alarm_rate"], found["balanced_accuracy"]) == (0.0, 1.0)
    assert found["by_fault"] == {"number": 1, "date": 1}


def test_a_summary_keeps_facts_and_lies_within_its_room(engine, labels):
    found = evaluate(engine, "summarize", labels["summarize"], errors=True).to_json()
    assert found["empty"] == 0
    assert 85 <= found["characters"] <= 282
    assert found["rouge1"] > 0.3
    assert [e["id"] for e in found["errors"]["worst"]]


# ---------------------------------------------------------------- labels that measure nothing


@pytest.mark.parametrize("stage", ["dedupe", "cluster", "rank"])
def test_labels_about_articles_need_the_articles(engine, labels, stage):
    with pytest.raises(UsageError) as caught:
        evaluate(engine, stage, labels[stage])
    assert str(caught.value).startswith(f"--from: {stage} 평가에는")


@pytest.mark.parametrize(
    ("stage", "records", "said"),
    [
        ("cluster", [UNKNOWN], "라벨 1쌍의 주소가 --from 의 기사에 하나도 없습니다(예: https://naru.example/no)"),
        ("cluster", [p for p in pairs() if p["label"] == 2], "읽은 10쌍의 라벨이 모두 한 가지입니다"),
        ("cluster", [p for p in pairs() if p["label"] < 2], "읽은 10쌍의 라벨이 모두 한 가지입니다"),
        ("rank", [{"url": "https://naru.example/no", "ceo": 3}], "라벨의 주소가 --from 의 기사에 하나도 없습니다"),
        ("rank", [{"url": url("0131-19"), "ceo": 2}], "어느 독자 유형에도 점수가 한 가지뿐입니다(ceo)"),
        ("verify", [{"source": "가", "claim": "나", "label": "supported"}], "1문장의 라벨이 모두 한 가지입니다"),
        ("extract", [{"html": "a.html", "body_text": "글"}], "읽을 수 있는 페이지가 하나도 없습니다(예: a.html)"),
    ],
)
def test_labels_that_measure_nothing_are_refused_in_one_line(engine, tmp_path, stage, records, said):
    data = write(tmp_path / "labels.jsonl", records)
    with pytest.raises(UnusableLabels) as caught:
        evaluate(engine, stage, data, [WEEK])
    assert str(caught.value).startswith(f"{data}: {said}")
    assert len(str(caught.value).splitlines()) == 1


def test_a_reader_type_that_there_is_not_is_named(engine, tmp_path):
    data = write(tmp_path / "grades.jsonl", [{"url": url("0131-19"), "ceoo": 2}])
    with pytest.raises(UnknownReader, match="ceoo"):
        evaluate(engine, "rank", data, [WEEK])


def test_a_sentence_beyond_the_text_is_named(engine, tmp_path):
    data = write(tmp_path / "texts.jsonl", [{"id": "s9", "text": "열렸다. 닫혔다.", "reference": [2]}])
    with pytest.raises(MalformedRecord, match=r"s9: `reference`: 2번 문장이 없습니다\(0부터 세어 2문장\)"):
        evaluate(engine, "summarize", data)


def test_a_type_whose_stories_all_have_one_grade_is_told_as_unmeasured(engine, tmp_path):
    data = write(tmp_path / "grades.jsonl", [{**row, "founder": 0} for row in grades()])
    found = evaluate(engine, "rank", data, [WEEK]).to_json()
    assert found["by_type"]["founder"] is None
    assert found["by_type"]["ceo"] is not None


# ---------------------------------------------------------------- what counts as right


@pytest.mark.parametrize(
    ("found", "true", "same"),
    [
        ("나루항, 새 부두 열다", "나루항 새부두 열다", True),
        ("‘나루항’ &amp; 부두", "'나루항' & 부두", True),
        ("나루항 새 부두", "나루항 옛 부두", False),
        ("", "", False),
    ],
)
def test_titles_are_compared_without_marks_and_blanks(found, true, same):
    assert same_title(found, true) is same


def test_days_are_compared_in_the_zone_of_the_truth(engine):
    from datetime import date, datetime

    true = datetime.fromisoformat("2026-03-13T01:00:00+09:00")
    assert same_day(datetime.fromisoformat("2026-03-12T16:00:00+00:00"), true)
    assert same_day(date(2026, 3, 13), true)
    assert same_day(date(2026, 3, 12), true)  # as the page says it in UTC
    assert not same_day(date(2026, 3, 14), true)
    assert not same_day(None, true)


@pytest.mark.parametrize("stage", STAGES)
def test_the_page_on_evaluation_explains_every_key(engine, labels, stage):
    page = re.sub(r"^```.*?^```$", "", read("docs/evaluation.md"), flags=re.MULTILINE | re.DOTALL)
    known = set(re.findall(r"`([^`\n]+)`", page))
    found = evaluate(engine, stage, labels[stage], [WEEK], errors=True).to_json()
    for way in (found, *found["baselines"].values()):
        assert way.keys() <= known
    assert found["baselines"].keys() <= known
    assert found["errors"].keys() <= known
