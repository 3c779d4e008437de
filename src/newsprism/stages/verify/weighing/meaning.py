"""Whether a sentence in words of its own says what its spans say: a cheap model of lexical entailment.

A logistic regression over a dozen features: how much of the sentence the spans hold, in words and in pairs of
characters; how long the runs of new words are; whether what it tells of and what it says of it are held; whether its
words stand together; and, where there is an embedder, how near sentence and spans are in meaning. The coefficients are
fitted by ``tools/fit_meaning.py`` and lie in ``data/meaning.json`` with the digests of what they were fitted on.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import compress, pairwise
from typing import TYPE_CHECKING, Any

from newsprism.stages.verify.exact.values import Finding
from newsprism.stages.verify.reading import Reading, Word
from newsprism.stages.verify.reading.speech import ranges, sentence_keys
from newsprism.stages.verify.weighing.additions import new_words
from newsprism.stages.verify.words.lexicon import ANTONYMS, LIGHT, REPORTING
from newsprism.stages.verify.words.thesaurus import alike
from newsprism.text.shipped import shipped, unreadable
from newsprism.types.verdict import FaultKind

if TYPE_CHECKING:
    from newsprism.protocols.services import Embedder

LEXICAL = (
    "held", "held_exactly", "in_one_sentence", "characters", "new_words", "longest_run", "new_at_the_end", "new_subject",
    "opposites", "pairs_together", "denials", "length", "predicate_held",
)  # fmt: skip
"""Names of the features without an embedder, in order."""
EMBEDDED = (*LEXICAL, "nearness", "nearness_of_best")

_FILE = "meaning.json"
_HEAVY, _LIGHT = 1.5, 0.3  # weights of names and numbers, and of words that say little, beside 1
_MANY = 4  # new words that count
_CLOSE = 12  # characters before a connective in which its reason stands
_REASON = re.compile(
    r"(?:을|를|에|기)\s?(위해|위하여|힘입어)|\s(덕분에|덕에|탓에)|를 (계기로|앞세워)|을 (계기로|앞세워)|(속에)(?=[ ,])"
)
_CAUSAL = frozenset(("덕분에", "덕에", "탓에", "힘입어"))
_CAUSE = re.compile(r"때문|탓|영향|여파|덕|힘입|원인|이유|배경|따른|따라")
"""What says a cause, in whatever words."""
_LONG = 12  # content words of a long sentence
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Model:
    """Coefficients over standardised features; `threshold` is the probability below which a sentence is refused."""

    features: tuple[str, ...]
    means: tuple[float, ...]
    scales: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    threshold: float

    def probability(self, values: Sequence[float]) -> float:
        """Return how likely a sentence with these features is supported, from 0 to 1."""
        terms = zip(values, self.means, self.scales, self.weights, strict=True)
        score = self.bias + math.fsum((value - mean) / scale * weight for value, mean, scale, weight in terms)
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, score))))


@cache
def models() -> Mapping[str, Model]:
    """Return the shipped models, ``lexical`` and ``embedded``; raises MissingResource when they cannot be read."""
    try:
        record = json.loads(shipped("newsprism.stages.verify", _FILE))["models"]
        return {name: _model(record[name]) for name in ("lexical", "embedded")}
    except (ValueError, KeyError, TypeError) as error:
        raise unreadable(_FILE) from error


def _model(record: Mapping[str, Any]) -> Model:
    names = tuple(str(name) for name in record["features"])
    means, scales, weights = (tuple(float(v) for v in record[key]) for key in ("means", "scales", "weights"))
    if not len(names) == len(means) == len(scales) == len(weights):
        raise ValueError(names)
    return Model(names, means, scales, weights, float(record["bias"]), float(record["threshold"]))


def probability(
    claim: Reading, spans: Sequence[Reading], embedder: Embedder | None = None, values: Sequence[float] = ()
) -> tuple[float, float]:
    """Return how likely the spans support the sentence, and from which probability on it passes.

    `values` are its `lexical` features where they are known.
    """
    values = values or lexical(claim, spans)
    model = models()["embedded" if embedder else "lexical"]
    if embedder:
        values = (*values, *nearness(claim, spans, embedder))
    return model.probability(values), model.threshold


def unsupported_words(claim: Reading, spans: Sequence[Reading]) -> Finding:
    """Return how a sentence that the spans probably do not support is told: `addition` if it has words of its own."""
    new = " ".join(word.eojeol for word in claim.words if _new(word, claim, spans) and word.key not in REPORTING)
    kind: FaultKind = "addition" if new else "meaning"
    return kind, f"인용문이 뒷받침하지 않는 말: {new}" if new else "인용문의 말로 다른 뜻을 이룸"


def new_reason(claim: Reading, spans: Sequence[Reading]) -> str:
    """Return the new words right before ``위해``, ``덕분에``, ``속에`` …, where no span gives a reason; empty without."""
    for match in _REASON.finditer(claim.text):
        told = next(filter(None, match.groups()))
        if any(told in span.text or (told in _CAUSAL and _CAUSE.search(span.text)) for span in spans):
            continue
        near = [
            w
            for w in claim.words
            if w.kind == "word" and w.eojeol not in match.group() and 0 <= match.end() - w.start <= _CLOSE
        ]
        new = [word.eojeol for word in near if _new(word, claim, spans)]
        if new:
            return " ".join(new)
    return ""


def lexical(claim: Reading, spans: Sequence[Reading]) -> tuple[float, ...]:
    """Return the features of `LEXICAL`, each about between 0 and 1."""
    words = [word for word in claim.words if word.key not in REPORTING] or list(claim.words)
    if not words:
        return (0.0,) * len(LEXICAL)
    new = {word.index for word in words if _new(word, claim, spans)}
    telling = [word for word in words if word.key not in LIGHT]
    last = telling[-1:] or words[-1:]
    weights = list(map(_weight, words))
    held = spans[0].keys if len(spans) == 1 else _NONE.union(*[span.keys for span in spans])
    return (
        _share(weights, [word.index not in new for word in words]),
        _share(weights, [word.key in held for word in words]),
        max((_of_one_sentence(words, weights, span) for span in spans), default=0.0),
        _characters(claim, spans),
        min(_MANY, sum(word.index in new for word in telling)) / _MANY,
        min(_MANY, _run(claim, new)) / _MANY,
        float(any(word.index in new for word in last)),
        float(any(word.index in new and _subject(word, claim) for word in telling)),
        float(any(_opposed(word, spans) for word in telling)),
        _together(telling, spans),
        float(any(word.negated for word in words) != any(map(_denies, spans))),
        min(_LONG, len(words)) / _LONG,
        _predicates(telling, new),
    )


@lru_cache(maxsize=4096)
def _denies(span: Reading) -> bool:
    return any(word.negated for word in span.words)


def _new(word: Word, claim: Reading, spans: Sequence[Reading]) -> bool:
    if word.kind in ("number", "date"):
        return False  # what is exact was compared before, in whatever words
    if word.kind != "word":
        return not any(word.key in span.keys for span in spans)
    return word.index in new_words(claim, spans)


def _weight(word: Word) -> float:
    if word.kind != "word" or word.tag == "NNP":
        return _HEAVY
    return _LIGHT if word.key in LIGHT else 1.0


def _share(weights: Sequence[float], held: Sequence[bool]) -> float:
    return sum(compress(weights, held)) / sum(weights)


def _of_one_sentence(words: Sequence[Word], weights: Sequence[float], span: Reading) -> float:
    wanted = [(word.key, alike(word.key)) for word in words]
    return max(
        (
            _share(weights, [key in keys or not keys.isdisjoint(others) for key, others in wanted])
            for keys in sentence_keys(span)
        ),
        default=0.0,
    )


@lru_cache(maxsize=4096)
def _bigrams(reading: Reading) -> frozenset[str]:
    text = reading.squeezed
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def _characters(claim: Reading, spans: Sequence[Reading]) -> float:
    own = _bigrams(claim)
    held = _bigrams(spans[0]) if len(spans) == 1 else frozenset[str]().union(*map(_bigrams, spans))
    return len(own & held) / len(own) if own else 0.0


def _run(claim: Reading, new: set[int]) -> int:
    longest = run = 0
    printed = ""
    for word in claim.words:
        run = run + (word.eojeol != printed) if word.index in new else run if word.key in LIGHT else 0
        printed = word.eojeol
        longest = max(longest, run)
    return longest


def _subject(word: Word, claim: Reading) -> bool:
    following = claim.morphemes[word.index + 1] if word.index + 1 < len(claim.morphemes) else None
    return following is not None and following.tag in ("JX", "JKS") and following.form in ("은", "는", "이", "가")


def _opposed(word: Word, spans: Sequence[Reading]) -> bool:
    opposites = ANTONYMS.get(word.key)
    if not opposites or any(word.key in span.keys for span in spans):
        return False
    return any(not opposites.isdisjoint(span.keys) for span in spans)


def _together(words: Sequence[Word], spans: Sequence[Reading]) -> float:
    """Return the share of neighbouring words that stand within a few words of one another in a span as well."""
    if len(words) < 2:
        return 1.0
    places = [[_places(word.key, span) for span in spans] for word in words]
    return sum(any(map(_near, one, other)) for one, other in pairwise(places)) / (len(words) - 1)


def _near(left: Sequence[int], right: Sequence[int]) -> bool:
    return any(abs(a - b) <= _MANY + 2 for a in left for b in right)


def _places(key: str, span: Reading) -> list[int]:
    found = list(span.places.get(key, ()))[:_LONG]
    for other in alike(key):
        if other in span.places:
            found += span.places[other]
    return found[:_LONG]


def _predicates(words: Sequence[Word], new: set[int]) -> float:
    asserted = [word for word in words if word.asserted or word.predicate]
    return sum(word.index not in new for word in asserted) / len(asserted) if asserted else 1.0


def nearness(claim: Reading, spans: Sequence[Reading], embedder: Embedder) -> tuple[float, float]:
    """Return the cosines of the sentence with the whole of its spans and with their nearest sentence.

    Raises what the embedder raises.
    """
    whole = " ".join(dict.fromkeys(span.text for span in spans[:1]))
    parts = list(dict.fromkeys(part for span in spans[:1] for part in _sentences(span)))
    rows = embedder.embed([claim.text, whole, *parts])
    cosines = rows[1:] @ rows[0]
    return float(cosines[0]), float(cosines[1:].max()) if len(parts) else float(cosines[0])


def _sentences(span: Reading) -> list[str]:
    return [span.text[span.morphemes[first].start : span.morphemes[last - 1].end] for first, last in ranges(span)]
