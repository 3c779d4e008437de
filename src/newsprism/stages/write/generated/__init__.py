"""The writer that asks a language model, over the same source sentences and beside the same rules.

In the order in which a block goes through it: `sources` (numbered sentences), `plan` (which block is asked for, with which
sentences), `prompts` (the question), `asking` (who asks, how often, within which budget), `screen` (what of an answer
may be a sentence at all), `writer` (the draft, with excerpts where the model gave nothing). `items` does the same for a digest's
reports in another language, whose lines are read by `lines`.
"""
