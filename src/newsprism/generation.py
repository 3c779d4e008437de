"""What a generative writer is given: the model of the settings, with its cache, budget and prompts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from newsprism.config import Settings, cache_folder, chat_key
from newsprism.errors import GenerationStopped, InvalidPrompt
from newsprism.formats.prompts import faults_of_prompts
from newsprism.inference.absent import AbsentGenerator
from newsprism.inference.budget import Budget, BudgetedGenerator
from newsprism.inference.cache import CachedGenerator
from newsprism.inference.chat import ChatClient
from newsprism.inference.gate import Gate
from newsprism.inference.preview import Forecast, PreviewGenerator
from newsprism.inference.prices import Price, price_of
from newsprism.protocols.services import Generator
from newsprism.stages.verify import opinion
from newsprism.stages.verify.opinion import SecondOpinion
from newsprism.stages.write.generated import prompts
from newsprism.stages.write.generated.items import Means
from newsprism.stages.write.stage import Options
from newsprism.stores.files.workspace import Workspace
from newsprism.text.language import tags

_ADVICE = "newsprism.toml 이나 환경 변수에 chat_url 과 chat_model 을 적으세요(docs/writers.md)."


@dataclass(frozen=True, slots=True)
class Quote:
    """What a model would be asked for one edition; `price` is None where the user has written none for it."""

    model: str
    forecast: Forecast
    price: Price | None

    @property
    def cost(self) -> float | None:
        """What that costs, in the currency of the price."""
        return self.price.of(self.forecast.tokens_in, self.forecast.tokens_out) if self.price else None


def client(settings: Settings) -> ChatClient:
    """Return the chat client of the settings; raises GenerationStopped for settings that cannot be used."""
    if not (settings.chat_url and settings.chat_model):
        raise GenerationStopped("물을 모델이 정해지지 않았습니다", subject="chat_url, chat_model", advice=_ADVICE)
    gate = Gate(settings.chat_connections, settings.limits["minute_calls"])
    return ChatClient(settings.chat_url, settings.chat_model, chat_key(), gate=gate)


def generator(settings: Settings, home: Path | None) -> Generator:
    """Return the model of the settings, asked only for what was not answered before and as long as the budget lasts.

    `home` is the folder of a workspace; without it answers are kept in the user's cache folder. Settings that cannot be
    used give a generator that says so when it is asked.
    """
    try:
        asked = client(settings)
    except GenerationStopped as fault:
        return AbsentGenerator(settings.chat_model, fault)
    folder = (Workspace(home).cache if home else cache_folder()) / "chat"
    budget = Budget(folder / "budget.json", settings.limits["day_tokens"], lambda: datetime.now(settings.zone).date())
    return CachedGenerator(BudgetedGenerator(asked, budget), folder)


def writing(settings: Settings, home: Path | None, model: Generator) -> Options:
    """Return what a writer is told."""
    return Options(
        summariser=settings.summariser,
        generator=model,
        prompts=Workspace(home).prompts if home else None,
        verbatim=settings.verbatim,
        connections=settings.chat_connections,
        run_tokens=settings.limits["run_tokens"],
    )


def translating(settings: Settings, home: Path | None, model: Generator) -> Means:
    """Return what the writer of a digest's foreign reports is told."""
    options = writing(settings, home, model)
    return Means(model, options.prompts, options.connections, options.run_tokens)


def second_opinion(settings: Settings, home: Path | None, model: Generator) -> SecondOpinion:
    """Return what asks `model` whether written sentences are supported."""
    own = Workspace(home).prompts if home else None
    return SecondOpinion(model, own, settings.chat_connections, settings.limits["run_tokens"])


def prompt_faults(home: Path) -> tuple[InvalidPrompt, ...]:
    """Return what is wrong with the prompts of a workspace."""
    return faults_of_prompts(Workspace(home).prompts, {**prompts.SLOTS, **opinion.SLOTS}, tags())


def previewing(model: Generator, home: Path | None) -> PreviewGenerator:
    """Return a stand-in for `model` that counts what it would be asked.

    Raises GenerationStopped for a model that is not there, and the first InvalidPrompt of the workspace: with it, other questions would be asked or none.
    """
    if home is not None:
        for fault in prompt_faults(home):
            raise fault
    if not isinstance(model, CachedGenerator):
        model.complete(())
    return PreviewGenerator(model if isinstance(model, CachedGenerator) else CachedGenerator(model))


def quote(settings: Settings, home: Path | None, preview: PreviewGenerator) -> Quote:
    """Return what was counted, with its price; raises InvalidSetting for a file of prices that is not right."""
    price = price_of(settings.chat_model, Workspace(home).prices) if home else None
    return Quote(preview.model, preview.forecast, price)
