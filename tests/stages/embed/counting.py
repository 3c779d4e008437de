"""A model that needs no package: small vectors out of the letters of a text, and a count of what it was asked."""

import hashlib

import numpy as np


class Counting:
    """Gives rows of unit length that tell texts apart."""

    def __init__(self, name="counting-1", dimensions=16):
        self.name = name
        self.dimensions = dimensions
        self.asked = []

    def embed(self, texts):
        self.asked += texts
        rows = np.array([self.row(text) for text in texts])
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)

    def row(self, text):
        digest = hashlib.shake_128(text.encode("utf-8", "surrogatepass")).digest(self.dimensions)
        return np.frombuffer(digest, np.uint8).astype(np.float64) - 127.3
