"""Asking generative models: a chat client, and what stands around it (what was answered before, what may be spent)."""
