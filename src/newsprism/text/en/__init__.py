"""English: sentences, words and stems, numbers, dates, names, cues, headlines; pure functions on str."""
