"""Keeps everything; gives it out again. May import `flows` for its types only."""
