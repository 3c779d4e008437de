"""The names of what goes into the graph and comes out: known without onnx, which only drawing needs."""

WORDS, MASK, VECTORS = "words", "mask", "vectors"
