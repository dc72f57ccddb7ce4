"""Tests prove facts: each docstring is the one fact its test proves."""
