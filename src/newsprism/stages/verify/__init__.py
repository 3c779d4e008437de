"""Checks everything that is about to be printed against the documents that it cites.

`EditionVerifier` checks an edition of any writer, `check_sentence` one sentence. The order in which they look::

    citation      the document exists, the span lies in it, the quote is exactly the span  evidence.py
    values        numbers, units, dates stand in the spans  values.py  spoken.py  reckoned.py  binding.py
    names         names, tickers, quotations stand in the spans  names.py
    excerpts      polarity, certainty and speaker are those of the spans                      claims.py marks.py hedges.py attribution.py speech.py
                  and every word stands there in this order                                   additions.py
    facts         what speaks against a sentence in other words: propositions that conflict   facts.py
                  propositions.py levels.py alignment.py conflicts.py holders.py  and what words alone tell  meaning.py
    judgement     whether the facts suffice                                                   judgement.py
    (analysing together: ahead.py)
    plain         the facts of a sentence in a language without morphemes: values, names, direction, certainty   plain.py
    composed      what the system computed itself: figures and template words  composed.py
    translated    Korean lines from English spans: what can be compared across languages      translated.py
    digest        source lines, lines and cells of a digest's items                           digest.py
    charts        counts that can be, headlines of the days they stand at                     charts.py
    edition       repetition, one story twice, company cap, window, headlines                 edition.py  contradictions.py
"""

from newsprism.stages.verify.sentence import Options, check_sentence
from newsprism.stages.verify.stage import EditionVerifier

__all__ = ["EditionVerifier", "Options", "check_sentence"]
