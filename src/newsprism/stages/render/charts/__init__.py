"""Charts as SVG, written by hand: they run nothing, load nothing, and say in words what they show.

Each chart is a figure of four parts: a caption, a drawing with title and description, a note that says what was counted,
and a table of all its numbers that only screen readers meet. `wording` has the words, which plain text prints too.

Every drawing is `WIDTH` units wide and scales with the page. Its letters are `SIZE` units high, which is more than eleven
pixels on a telephone of 320. What has to be told apart differs in shape or lightness, never in hue alone.
"""
