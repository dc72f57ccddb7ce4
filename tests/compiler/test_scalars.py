"""The YAML 1.2 core schema, and nothing of the older ones."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.compiler.scalars import read


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        *((raw, None) for raw in ("", "~", "null", "Null", "NULL")),
        *((raw, True) for raw in ("true", "True", "TRUE")),
        *((raw, False) for raw in ("false", "False", "FALSE")),
        ("0151", 151),
        ("08", 8),
        ("-7", -7),
        ("+4915112345678", 4915112345678),
        ("0o17", 15),
        ("0x1F", 31),
        ("1e3", 1000.0),
        ("1.10", 1.1),
        (".5", 0.5),
        ("1.", 1.0),
        ("-.INF", -math.inf),
        ("1" * 5000, math.inf),
    ],
)
def test_values(raw: str, value: object) -> None:
    """The words and numbers of YAML 1.2 have their values, of their types."""
    assert read(raw) == value
    assert type(read(raw)) is type(value)


@pytest.mark.parametrize(
    "raw",
    [
        *("yes", "no", "on", "off", "y", "none", "nULL", "tRue", "2024-01-02", "10:30", "1:30:00", "1_000"),
        *("0b1", "1e", ".", "+", "-", "=", "<<", "1,5", "50%", "+49 151 123", "0X1F", "0o8", "-.nan", "１２", "1-2-3"),
    ],
)
def test_texts(raw: str) -> None:
    """Everything else is text."""
    assert read(raw) == raw


@given(st.text(alphabet="+-.0123456789eExXoOinfaN_:~ tru", max_size=12))
def test_never_raises(raw: str) -> None:
    """Whatever was typed has some reading."""
    value = read(raw)
    assert value is None or isinstance(value, bool | int | float) or value == raw
