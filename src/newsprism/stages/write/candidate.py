"""One sentence that may be printed, with all that the objectives ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from newsprism.stages.write.sentence.worth import UNJUDGED, Worth
from newsprism.text.ko.cues import Tense
from newsprism.types.brief import Citation, Sentence
from newsprism.types.document import Document
from newsprism.types.reader import SentenceKind
from newsprism.types.story import StoryId


@dataclass(frozen=True, slots=True)
class Candidate:
    """One printable form of one source sentence; ``document.text[begin:end]`` proves it, the sentence begins at `start`.

    `rank` counts sentences from the top of the document; `words` are content forms; `agreed` is the share of its
    numbers that another outlet's report of the same story holds too (1 when it has none). `named` says that it names
    somebody by name; `told` is the share of the words of the lead's headline that it holds; `due` is a day that it
    announces ("오는 13일") and that will have passed some time; `event` the day on which what it tells happened, where it
    says so; `days` are the first and last days of all that it dates. `leans` says that it is clear only beside its own
    story, `hangs` that not even its headline makes it clear, only the sentence before it; `vague` that nobody in
    particular says it, `mood` and `reaction` that it tells what people felt or said of the news; `deed` is what is done;
    `newsy` says that it tells the news of its story, which the headline tells; `praise` that somebody speaks well of
    himself in it, `passing` that it tells how a market stood while its session went on. `worth` is how well an editor
    would find it under the headline. `fresh` says that the reader was not told it in an earlier edition.
    """

    story_id: StoryId
    document: Document
    day: date | None
    start: int
    end: int
    rank: int
    text: str
    words: frozenset[str]
    kinds: frozenset[SentenceKind]
    figures: frozenset[str]
    has_date: bool
    named: bool
    due: date | None
    quoted: bool
    rules: tuple[str, ...]
    centrality: float
    told: float
    agreed: float
    lead: bool
    fresh: bool = True
    begin: int = -1
    tense: Tense = "plain"
    event: date | None = None
    days: tuple[tuple[date, date], ...] = ()
    leans: bool = False
    hangs: bool = False
    deed: str = ""
    vague: bool = False
    mood: bool = False
    reaction: bool = False
    newsy: bool = False
    praise: bool = False
    passing: bool = False
    worth: Worth = UNJUDGED

    @property
    def source(self) -> tuple[str, int]:
        """The identity of the source sentence; forms of one sentence share it."""
        return self.document.id, self.start

    @property
    def facts(self) -> frozenset[object]:
        """The figures and dates that it gives."""
        return frozenset((*self.figures, *self.days))

    def sentence(self) -> Sentence:
        """Return the sentence with its citation."""
        begin = self.start if self.begin < 0 else self.begin
        quote = self.document.text[begin : self.end]
        return Sentence(self.text, "extracted", (Citation(self.document.id, "text", begin, self.end, quote),))
