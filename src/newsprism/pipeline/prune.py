"""Take what is at fault out of an edition: the last resort when rewriting did not mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from newsprism.types.brief import Brief, Pick, Sentence
from newsprism.types.verdict import Fault


def without(brief: Brief, faults: Iterable[Fault]) -> Brief:
    """Return the edition without the sentences and picks named by `faults`; blocks left empty go with them."""
    texts = {f.text for f in faults}

    def kept(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
        return tuple(s for s in sentences if s.text not in texts)

    analysis = (replace(p, sentences=kept(p.sentences)) for p in brief.analysis)
    issues = (replace(i, sentences=kept(i.sentences)) for i in brief.issues)
    trends = (replace(t, sentences=kept(t.sentences)) for t in brief.trends)
    terms = (replace(t, sentences=kept(t.sentences)) for t in brief.terms)
    strategy = (replace(s, sentences=kept(s.sentences)) for s in brief.strategy)
    picks = [
        replace(p, summary=kept(p.summary), context=kept(p.context), insight=kept(p.insight))
        for p in brief.picks
        if p.title not in texts
    ]
    return replace(
        brief,
        subtitles=kept(brief.subtitles),
        analysis=tuple(p for p in analysis if p.sentences),
        issues=tuple(i for i in issues if i.sentences),
        trends=tuple(t for t in trends if t.sentences),
        terms=tuple(t for t in terms if t.sentences),
        strategy=tuple(s for s in strategy if s.sentences),
        picks=tuple(_renumbered(picks)),
    )


def _renumbered(picks: Iterable[Pick]) -> Iterable[Pick]:
    return (replace(p, number=n) for n, p in enumerate(picks, start=1))
