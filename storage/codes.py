"""Codes that are given to a person and typed by them."""

from __future__ import annotations

import secrets

CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for another one when a code is read out."""


def new_code(length: int) -> str:
    """A code that nobody can guess; 26 letters are 128 bits."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(length))
