"""No more tokens a day than the settings allow, whoever asks."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from newsprism.errors import BudgetSpent, GenerationFailed, GenerationStopped, InvalidSetting
from newsprism.inference.budget import Budget, BudgetedGenerator, cost_at_most
from newsprism.inference.prices import price_of
from newsprism.protocols.services import Message
from tests.inference.test_cache import ASKED, Counting

DAY = date(2026, 3, 12)


def test_what_was_used_counts_and_the_rest_is_given_back(tmp_path):
    budget = Budget(tmp_path / "budget.json", 10_000, lambda: DAY)
    BudgetedGenerator(Counting(), budget).complete(ASKED, None, 100)
    assert budget.spent() == 15
    assert Budget(tmp_path / "budget.json", 10_000, lambda: DAY).spent() == 15


def test_a_question_that_could_go_beyond_the_budget_is_not_asked(tmp_path):
    model = Counting()
    asking = BudgetedGenerator(model, Budget(tmp_path / "b.json", cost_at_most(ASKED, 100) + 14, lambda: DAY))
    asking.complete(ASKED, None, 100)
    with pytest.raises(BudgetSpent, match="day_tokens"):
        asking.complete(ASKED, None, 100)
    with pytest.raises(BudgetSpent):
        list(asking.stream(ASKED, 100))
    assert model.calls == 1


def test_a_new_day_begins_at_nothing(tmp_path):
    days = [DAY]
    budget = Budget(tmp_path / "budget.json", 0, lambda: days[-1])
    budget.take(500)
    days.append(date(2026, 3, 13))
    assert budget.spent() == 0


def test_many_at_once_spend_together(tmp_path):
    def spend(_):
        budget = Budget(tmp_path / "budget.json", 0, lambda: DAY)
        budget.take(10)
        budget.settle(10, 7)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(spend, range(40)))
    assert Budget(tmp_path / "budget.json", 0, lambda: DAY).spent() == 280


@pytest.mark.parametrize("content", ["", "[]", "{", '{"day": "x", "tokens": 1}', '{"day": "2026-03-12"}'])
def test_a_damaged_file_does_not_forget_what_this_process_spent(tmp_path, content):
    budget = Budget(tmp_path / "budget.json", 100, lambda: DAY)
    budget.take(90)
    (tmp_path / "budget.json").write_text(content)
    with pytest.raises(BudgetSpent):
        budget.take(20)
    budget.take(5)
    assert json.loads((tmp_path / "budget.json").read_text()) == {"day": "2026-03-12", "tokens": 95}


def test_what_cannot_be_counted_is_not_spent(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(BudgetSpent, match="적을 수 없습니다"):
        Budget(tmp_path / "file" / "budget.json", 100, lambda: DAY).take(1)


@pytest.mark.parametrize(
    ("fault", "spent"),
    [
        (GenerationStopped("없음", subject="x"), 0),
        (GenerationFailed("끊김", subject="x"), cost_at_most(ASKED, 100)),
    ],
)
def test_an_answer_that_broke_off_counts_as_much_as_it_could_have_cost(tmp_path, fault, spent):
    class Failing(Counting):
        def complete(self, messages, schema=None, longest=1_000):
            raise fault

    budget = Budget(tmp_path / "budget.json", 0, lambda: DAY)
    with pytest.raises(GenerationFailed):
        BudgetedGenerator(Failing(), budget).complete(ASKED, None, 100)
    assert budget.spent() == spent


def test_a_stream_is_counted_by_its_characters(tmp_path):
    budget = Budget(tmp_path / "budget.json", 0, lambda: DAY)
    assert list(BudgetedGenerator(Counting(), budget).stream([Message("user", "가" * 99)])) == ["가"]
    assert budget.spent() == 80


PRICES = """
[[price]]
model = "naru-1"
input = 2.0
output = 8
currency = "KRW"
"""


def test_the_price_of_a_model_is_what_the_user_wrote(tmp_path):
    file = tmp_path / "prices.toml"
    assert price_of("naru-1", file) is None
    file.write_text(PRICES)
    price = price_of("naru-1", file)
    assert price is not None
    assert price.of(1_000_000, 500_000) == 6.0
    assert price_of("naru-2", file) is None


@pytest.mark.parametrize(
    "text",
    [
        "[[price]",
        "price = 1",
        '[[price]]\nmodel = "a"',
        PRICES.replace("2.0", "-1"),
        PRICES.replace("8", "true"),
        PRICES.replace("8", "inf"),
        PRICES.replace('"KRW"', "1"),
        PRICES + "x = 1",
    ],
)
def test_a_file_of_prices_that_is_not_right_is_named(tmp_path, text):
    file = tmp_path / "prices.toml"
    file.write_text(text)
    with pytest.raises(InvalidSetting, match=r"prices\.toml"):
        price_of("naru-1", file)
