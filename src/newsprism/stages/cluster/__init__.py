"""Documents become stories: one event, however many outlets carried it."""
