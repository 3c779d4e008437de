"""Texts of an edition, chosen from the sources and shortened only by rules that keep them true."""
