"""The generative writer: the rules decide what is printed, a model writes it, and excerpts stand where it could not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from newsprism.errors import GenerationStopped, InvalidPrompt
from newsprism.protocols.stages import Assignment, Draft, DraftPick
from newsprism.stages.write.desk import Desk
from newsprism.stages.write.generated.asking import SENTENCES, Asking, Limits
from newsprism.stages.write.generated.plan import CONTEXT_ROOM, SUBTITLES, TERM, Key, plan
from newsprism.stages.write.generated.prompts import Prompts
from newsprism.stages.write.generated.screen import Rules
from newsprism.stages.write.issues import ISSUE
from newsprism.stages.write.lenses import INSIGHT, STRATEGY
from newsprism.stages.write.material import MorphemeSource
from newsprism.stages.write.objective import Slot, wide
from newsprism.stages.write.overview import ANALYSIS
from newsprism.stages.write.stage import ExtractiveWriter, Options
from newsprism.stages.write.summary import CORE, CORE_PICKS, REFERENCE
from newsprism.stages.write.trends import TREND
from newsprism.text.language import language
from newsprism.types.brief import Citation, DroppedSentence, Sentence, Usage

Written = Mapping[Key, tuple[Sentence, ...]]


@dataclass(slots=True)
class _Edition:
    """One edition under way: who asks for it, or why nobody does."""

    asking: Asking[Sentence] | None
    trouble: str = ""


class GenerativeWriter:
    """Writes an edition with the model of `options.generator`, each block from numbered sentences of its sources.

    One object makes one edition at a time. An assignment without refused texts begins a new one.
    """

    name = "generative"
    generative = True

    def __init__(self, analyser: MorphemeSource, options: Options | None = None) -> None:
        self.options = options or Options()
        self._rules = ExtractiveWriter(analyser, self.options)
        self._edition: _Edition | None = None

    def write(self, assignment: Assignment) -> Draft:
        """Return the draft: what the model wrote and nobody refused, else what the rules took from the sources."""
        desk = self._rules.desk(assignment)
        desk.foreign = bool(desk.reader.sources)
        base = self._rules.fill(desk)
        if not assignment.rejected or self._edition is None:
            self._edition = self._begin(assignment)
        edition = self._edition
        if edition.asking is None:
            return replace(_own(base, desk), usage=Usage(note=_instead(edition.trouble)))
        blocks = plan(desk, base)
        refused = {text: assignment.reasons.get(text, "refused") for text in assignment.rejected}
        try:
            written = edition.asking.ask(blocks, refused)
        except InvalidPrompt as fault:
            edition.asking, edition.trouble = None, str(fault)
            return replace(_own(base, desk), usage=Usage(note=_instead(edition.trouble)))
        breadth = language(desk.reader.language).breadth
        return _own(self._drafted(base, written, edition.asking, breadth), desk)

    def _begin(self, assignment: Assignment) -> _Edition:
        options, reader = self.options, assignment.ranking.reader
        if options.generator is None:
            fault = GenerationStopped(
                "모델이 없습니다", subject="chat_url", advice="chat_url 과 chat_model 을 정하세요."
            )
            return _Edition(None, str(fault))
        breadth = language(reader.language).breadth
        rules = Rules(reader.language, int(options.verbatim * breadth), reader.investor)
        limits = Limits(options.run_tokens, options.connections)
        try:
            prompts = Prompts(options.prompts, reader.language)
            return _Edition(Asking(options.generator, prompts, rules, limits, SENTENCES))
        except InvalidPrompt as fault:
            return _Edition(None, str(fault))

    def _drafted(self, base: Draft, written: Written, asking: Asking[Sentence], breadth: float) -> Draft:
        draft = _merged(base, written, breadth)
        any_written = any(written.values())
        usage = replace(asking.usage, note=_note(written, asking))
        model = self.options.generator.model if self.options.generator and any_written else None
        dropped = tuple(DroppedSentence(one.text, one.reason) for one in asking.refused())
        return replace(draft, dropped=dropped, model=model, usage=usage)


def _own(draft: Draft, desk: Desk) -> Draft:
    """Take out the excerpts in another language, which only held the places of what was written."""
    if not desk.foreign:
        return draft
    pack = language(desk.reader.language)

    def kept(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
        return tuple(s for s in sentences if s.origin != "extracted" or not pack.foreign(s.text))

    points = (replace(s, sentences=kept(s.sentences)) for s in draft.strategy)
    titles = [p.title for p in draft.picks if p.proof is not None][:2]
    untitled = draft.proof is None and draft.headline == pack.words.untitled(desk.reader)
    return replace(
        draft,
        headline=pack.words.joined(*titles) if untitled and len(titles) > 1 else draft.headline,
        subtitles=draft.subtitles if kept(draft.subtitles) == draft.subtitles else (),
        analysis=tuple(p for p in (replace(p, sentences=kept(p.sentences)) for p in draft.analysis) if p.sentences),
        issues=tuple(i for i in (replace(i, sentences=kept(i.sentences)) for i in draft.issues) if i.sentences),
        trends=tuple(t for t in (replace(t, sentences=kept(t.sentences)) for t in draft.trends) if t.sentences),
        picks=tuple(
            replace(p, summary=kept(p.summary), context=kept(p.context), insight=kept(p.insight)) for p in draft.picks
        ),
        # The question of a point alone says nothing.
        strategy=tuple(p for p in points if any(s.origin != "composed" for s in p.sentences)),
    )


def _merged(base: Draft, written: Written, breadth: float) -> Draft:
    """Put what was written into the places of the rule-based draft."""

    def block(kind: str, name: str, excerpts: Sequence[Sentence], slot: Slot) -> tuple[Sentence, ...]:
        return _filled(written.get((kind, name), ()), excerpts, wide(slot, breadth), slot is STRATEGY)

    def pick(place: int, one: DraftPick) -> DraftPick:
        room = CORE if place < CORE_PICKS else REFERENCE
        context = Slot(60, CONTEXT_ROOM, 2, 2)
        title = next(iter(written.get(("headline", one.story_id), ())), None)
        return replace(
            one,
            title=title.text if title else one.title,
            proof=title,
            summary=block("summary", one.story_id, one.summary, room),
            context=block("context", one.story_id, one.context, context),
            insight=block("insight", one.story_id, one.insight, INSIGHT),
        )

    subtitles = written.get(("subtitles", ""), ())
    title = next(iter(written.get(("title", ""), ())), None)
    return replace(
        base,
        headline=title.text if title else base.headline,
        proof=title,
        subtitles=subtitles if len(subtitles) == SUBTITLES.count else base.subtitles,
        analysis=tuple(
            replace(p, sentences=block("analysis", str(place), p.sentences, ANALYSIS))
            for place, p in enumerate(base.analysis)
        ),
        issues=tuple(replace(i, sentences=block("issue", i.label, i.sentences, ISSUE)) for i in base.issues),
        trends=tuple(replace(t, sentences=block("trend", t.title, t.sentences, TREND)) for t in base.trends),
        picks=tuple(pick(place, one) for place, one in enumerate(base.picks)),
        terms=tuple(replace(t, sentences=block("term", t.term, t.sentences, TERM)) for t in base.terms),
        strategy=tuple(replace(s, sentences=block("strategy", s.name, s.sentences, STRATEGY)) for s in base.strategy),
    )


def _filled(written: Sequence[Sentence], excerpts: Sequence[Sentence], slot: Slot, point: bool) -> tuple[Sentence, ...]:
    """Return a block: what opens it by count, what was written, excerpts where that is too little, and what it asks."""
    if not written:
        return tuple(excerpts)
    # What a strategy point asks has room of its own; a composed sentence elsewhere takes part of the block's.
    asked = [s for s in excerpts if s.origin == "composed"] if point else []
    excerpts = [s for s in excerpts if s not in asked]
    opening = [s for s in excerpts[:1] if s.origin == "composed"]
    kept, length = list(opening), sum(len(s.text) + 1 for s in opening)
    most = slot.most
    for sentence in written:
        if len(kept) < slot.count + len(opening) and length + len(sentence.text) <= most:
            kept.append(sentence)
            length += len(sentence.text) + 1
    if len(kept) == len(opening):
        return (*excerpts, *asked)
    used = {(c.document_id, c.start) for s in kept for c in s.citations if c.field == "text"}
    for sentence in excerpts[len(opening) :]:
        short = len(kept) - len(opening) < max(1, slot.fewest - len(opening)) or length < slot.least
        if short and length + len(sentence.text) <= most and not _places(sentence.citations) & used:
            kept.append(sentence)
            length += len(sentence.text) + 1
    return (*kept, *asked)


def _places(citations: Sequence[Citation]) -> set[tuple[str, int]]:
    return {(c.document_id, c.start) for c in citations}


def _instead(why: str) -> str:
    return f"모델 대신 규칙으로 썼습니다. {why}"


def _note(written: Written, asking: Asking[Sentence]) -> str:
    """Say what of an edition the model did not write, and why."""
    without = sum(not sentences for sentences in written.values())
    if asking.stopped and without == len(written):
        return _instead(asking.stopped)
    if not without:
        return ""
    why = asking.stopped or next(iter(asking.faults()), "") or "답이 검사를 통과하지 못했습니다"
    return f"블록 {len(written)}개 가운데 {without}개는 규칙으로 썼습니다. {why}"
