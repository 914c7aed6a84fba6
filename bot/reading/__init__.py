"""Reads people's words: one module per kind of value, pure, no I/O, no storage.

Every module has the same shape: `read(text, …) -> Reading | None`. None means
"not read"; nothing is ever guessed.
"""
