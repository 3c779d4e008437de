"""Damaged files of every format: documents or drops, never an exception, never for long."""

import time
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.stages.extract import office_files as office
from tests.stages.extract.paged import assert_spans_hold, extract, fixture

PAPERS = [("pdf", "digest"), ("pdf", "report"), ("pdf", "two_columns"), ("docx", ""), ("hwpx", ""), ("hwp", "")]


@cache
def sound(form: str, name: str) -> bytes:
    return fixture(name) if form == "pdf" else office.report(form)


damage = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True), st.sampled_from(["set", "cut", "add"]), st.binary(min_size=1, max_size=40)
    ),
    min_size=1,
    max_size=30,
)


def damaged(content: bytes, changes: list[tuple[float, str, bytes]]) -> bytes:
    made = bytearray(content)
    for where, how, data in changes:
        at = int(where * max(1, len(made)))
        if how == "set":
            made[at : at + len(data)] = data
        elif how == "cut":
            del made[at : at + 4 * len(data)]
        else:
            made[at:at] = data
    return bytes(made)


@pytest.mark.parametrize(("form", "name"), PAPERS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes=damage)
def test_a_damaged_file_gives_documents_or_drops(form, name, changes):
    content = damaged(sound(form, name), changes)
    extract(fixture("letter"))  # the analyser is loaded, so that only reading is timed
    start = time.monotonic()
    extraction = extract(content, form)
    assert time.monotonic() - start < 5
    assert extraction.documents or extraction.dropped
    for document in extraction.documents:
        assert_spans_hold(document)


@pytest.mark.parametrize(("form", "name"), PAPERS)
def test_a_file_cut_short_gives_documents_or_drops(form, name):
    content = sound(form, name)
    for tenth in range(10):
        extraction = extract(content[: len(content) * tenth // 10], form)
        assert extraction.documents or extraction.dropped
