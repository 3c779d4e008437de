"""The contracts between the pipelines, the stages and their surroundings."""
