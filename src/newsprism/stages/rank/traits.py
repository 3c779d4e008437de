"""The traits by which a story is remembered when a reader says something of it: named, binary, and few.

A trait is a kind and a name: ``topic:trade``, ``company:현대자동차``, ``word:환율``, ``genre:opinion``. Tastes are learned of
traits and matched by them, so the same story has the same traits on both occasions.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from newsprism.stages.rank.profile import Profile
from newsprism.text.headlines import content_words, genre, strip_tags
from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.normalise import folded
from newsprism.types.reader import ReaderType, TopicId
from newsprism.types.story import Story

_TITLES = 6
_LEAD = 300  # characters of a text that show its topics
_TOPICS = 3
_WORDS = 24  # of one headline; a longer one is no headline
_LONGEST = 20  # characters of a word
_TELLING = re.compile(r"[가-힣a-z][가-힣a-z0-9]+")
"""A word that may tell a taste: no number, no date, no quantity."""
_PLAIN = frozenset({"news", "stub"})


def traits(
    topics: Sequence[TopicId], companies: Sequence[str], words: Collection[str], genres: Collection[str] = ()
) -> frozenset[str]:
    """Return the names of the traits of a story.

    `topics` are in order, strongest first, and only the strongest count: the others are hinted at. `companies` are
    canonical names, `words` the folded content words of its headline, `genres` kinds of text, of which plain news says
    nothing.
    """
    telling = sorted(word for word in words if len(word) <= _LONGEST and _TELLING.fullmatch(word))
    return frozenset(
        (
            *(f"topic:{name}" for name in topics[:_TOPICS]),
            *(f"company:{name}" for name in companies),
            *(f"word:{word}" for word in telling[:_WORDS]),
            *(f"genre:{name}" for name in genres if name not in _PLAIN),
        )
    )


def traits_of(story: Story, reader: ReaderType) -> frozenset[str]:
    """Return the traits of a story as it stands, with all its reports; topics are those that the reader's type knows."""
    headline = strip_tags(story.title)
    others = [strip_tags(d.title) for d in story.documents if d.id not in story.copies][:_TITLES]
    fullest = sorted(story.documents, key=lambda d: (-min(len(d.text), _LEAD), d.id))[:3]
    found = Profile(reader).of(
        folded(" ¦ ".join([story.title, *others])), folded(" ".join(d.text[:_LEAD] for d in fullest))
    )
    companies = [m.entity.canonical for m in gazetteer().mentions(headline) if m.entity.kind == "company"]
    return traits(found.topic_ids, companies, content_words(headline), {genre(story.title)})
