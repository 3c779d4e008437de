"""The verbs of the pipelines, one folder each; none imports another."""
