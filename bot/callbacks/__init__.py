"""Calls by a third party about issues that were mended (R59): read, entered, listed."""
