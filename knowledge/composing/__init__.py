"""Answers in a language model's wording: optional, of the cited passages only, checked in code."""
