"""Closed lists of words: what kind they are, their opposites, the words that stand for them."""
