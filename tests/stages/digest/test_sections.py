from dataclasses import replace

from newsprism.stages.digest.sections import INDUSTRY, POLICY, section_of, was_focus
from tests.making import article
from tests.stages.digest.reports import report


def test_a_report_stands_where_its_own_digest_had_it():
    assert section_of(report(section="정책 동향", title="반도체 기술 개발")) == POLICY
    assert section_of(report(section="산업 · 기술동향", title="관세 부과")) == INDUSTRY


def test_else_its_words_decide():
    assert section_of(report(title="철강 수입품에 25% 관세 부과", section="이슈포커스")) == POLICY
    assert section_of(report(title="차세대 배터리 양산 기술", section=None)) == INDUSTRY
    assert section_of(article("a1", title="정부, 수출 규제 법안 발의")) == POLICY


def test_the_front_of_a_digest_is_remembered():
    assert was_focus(report(section="이슈포커스"))
    assert not was_focus(replace(report(), section=None))
