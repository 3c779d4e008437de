"""Checks everything that is about to be printed against the documents that it cites.

`EditionVerifier` (`stage.py`) checks an edition of any writer, `check_sentence` (`sentence.py`) one sentence. The order in which they look, and the
room of each::

    citation      the document exists, the span lies in it, the quote is exactly the span    evidence.py
    wording       filler, advice, copying, words for a machine                               wording.py
    exact         numbers, units, dates, tickers, quotations stand in the spans              exact/surfaces.py
                  names do, and each value at its own thing                                  exact/names.py  exact/binding.py
    excerpts      polarity, certainty and speaker are those of the spans                     weighing/claims.py  weighing/attribution.py
                  and every word stands there in this order                                  weighing/additions.py
    facts         what speaks against a sentence in other words: propositions that conflict  weighing/facts.py  weighing/alignment.py
                  and what words alone tell                                                  weighing/meaning.py
    judgement     whether the facts suffice                                                  weighing/judgement.py
    languages     facts of a sentence in a language without morphemes, and Korean lines      languages/plain.py
                  from English spans                                                         languages/translated.py
    composed      what the system computed itself: figures and template words                composed.py
    edition       repetition, one story twice, company cap, window, headlines; figures       edition/checks.py
                  that contradict one another, digests, charts                               edition/contradictions.py
    opinion       what a chat model is asked about what has passed                           opinion.py

Below all of them: `words/`, closed lists; `reading/`, how a text is read. `words ← reading ← exact ← weighing ← sentence ← stage`, and `edition/` beside
`sentence`. Texts are analysed together in `ahead.py`.
"""

from newsprism.stages.verify.sentence import Options, check_sentence
from newsprism.stages.verify.stage import EditionVerifier

__all__ = ["EditionVerifier", "Options", "check_sentence"]
