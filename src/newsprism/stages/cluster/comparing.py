"""What two reports agree and disagree on besides their words and times."""

from __future__ import annotations

import numpy as np

from newsprism.stages.cluster.columns import Columns, Told
from newsprism.stages.cluster.neighbours import Bools, Ints
from newsprism.stages.cluster.vectors import Floats

COMPARED = (
    "shared_company",
    "another_company",
    "another_place",
    "another_day",
    "another_subject",
    "shared_quantities",
    "same_speaker",
    "another_speaker",
    "one_speaker",
    "same_session",
    "another_session",
    "another_phase",
    "one_priced",
    "better_covered",
    "worse_covered",
    "better_acted",
    "worse_acted",
    "another_actor",
    "unsaid",
    "another_agent",
    "missed_agent",
    "another_firm",
    "one_rated",
    "two_rated",
)
"""The names of what `comparison` returns, in its order; each lies between 0 and 1."""

_MANY = 3
_LITTLE = 0.25


def comparison(left: Ints, right: Ints, told: Told) -> Floats:
    """Return how the facts of each pair of rows agree, in either order of the two, shape (pairs, names of COMPARED).

    `better_covered` and `worse_covered` are the shares of the words of each headline that the other report opens with:
    two reports of one event say in their openings what the other has in its headline, a reaction to it does not.
    `better_acted` and `worse_acted` are the same of who acts in the first sentence; a half where that is not known.
    `another_actor`: both say who acts, and neither opens with any word of that. Of `shared_quantities` three are all.
    `unsaid`: neither opens with more than a quarter of the other's headline, its first word and who acts left out.
    `another_agent`: each names who acts, a firm, an office, a town or a person, and the other does not speak of it; so it is
    with one of them in `missed_agent`, if the other says more than its headline. Not where both name one firm or office in
    their first lines, which may be called in several ways, unless two persons act. `another_firm`: both name firms there,
    and no common one. A broker's opinion of a share is `rated`.
    """
    columns, a, b = told.columns, told.rows[left], told.rows[right]
    columns.ask(np.concatenate([a, b]))
    share = columns.meet("companies", a, b)
    speaker, other_speaker = columns.name("speaker", a), columns.name("speaker", b)
    session, phase, other_phase = columns.name("session", a), columns.name("phase", a), columns.name("phase", b)
    met = (session > 0) & (session == columns.name("session", b))
    market = columns.name("market", a)
    covered = columns.covered(a, b)
    strange = ~columns.meet("named", a, b)
    here, there = covered.unnamed
    found = (
        share,
        _both("companies", columns, a, b) & ~share,
        _other("places", columns, a, b),
        _other("days", columns, a, b),
        columns.apart(a, b),
        np.minimum(columns.shared(a, b), _MANY) / _MANY,
        (speaker > 0) & (speaker == other_speaker),
        (speaker > 0) & (other_speaker > 0) & (speaker != other_speaker),
        (speaker == 0) != (other_speaker == 0),
        met,
        ~met & (market > 0) & (market == columns.name("market", b)),
        met & (phase > 0) & (other_phase > 0) & (phase != other_phase),
        columns.priced[a] != columns.priced[b],
        np.maximum(*covered.words),
        np.minimum(*covered.words),
        np.maximum(*covered.actors),
        np.minimum(*covered.actors),
        columns.knows_actor(a) & columns.knows_actor(b) & (np.maximum(*covered.actors) == 0),
        np.maximum(*covered.rest) < _LITTLE,
        here & there & (strange | (columns.person[a] & columns.person[b])),
        strange & ((here & ~columns.stub[b]) | (there & ~columns.stub[a])),
        _other("firms", columns, a, b),
        columns.rated[a] != columns.rated[b],
        columns.rated[a] & columns.rated[b],
    )
    return np.stack(found, axis=1).astype(np.float64)


def _both(name: str, columns: Columns, a: Ints, b: Ints) -> Bools:
    return columns.has(name, a) & columns.has(name, b)


def _other(name: str, columns: Columns, a: Ints, b: Ints) -> Bools:
    return _both(name, columns, a, b) & ~columns.meet(name, a, b)
