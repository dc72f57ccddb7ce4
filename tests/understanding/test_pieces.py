"""Numbers and spellings that are said in several turns."""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages import LANGUAGES
from callwright.understanding.pieces import Joined, join
from tests.understanding.pieces_proof import ASKED, RIGHT, WRONG, measure

NUMBERS = int(os.environ.get("CALLWRIGHT_PIECES", "12"))
"""Numbers for each language and kind; 1000 is the long form."""

JOINED: list[tuple[str, dict[str, Any], tuple[str, ...], str | None]] = [
    ("en", {"length": 6}, ("12 34", "56"), "123456"),
    ("en", {"length": 6}, ("1", "2", "3", "4", "5", "6"), "123456"),
    ("en", {"length": 2}, ("twenty", "three"), "23"),
    ("en", {"length": 3}, ("twenty", "three", "five"), "235"),
    ("en", {}, ("twenty", "three"), None),
    ("en", {"length": 6}, ("12 34 double", "four"), "123444"),
    ("en", {"length": 3}, ("eight hundred", "five"), "805"),
    ("en", {"length": (3, 4), "checksum": "luhn"}, ("twenty", "three", "zero"), "2030"),
    ("en", {"length": 6}, ("12 34", "uh", "and then 56"), "123456"),
    ("en", {"length": 6}, ("12 34", "then comes 56"), "123456"),
    ("en", {"length": 6}, ("12", "34 one moment please", "56"), "123456"),
    ("en", {"length": 4}, ("12", "wait", "34"), "1234"),
    ("en", {"length": 6}, ("1 2 3", "1 2 3 4 5 6"), "123456"),
    ("en", {"length": 6}, ("1 2 4", "1 2 3 4 5 6"), "123456"),
    ("en", {"length": 4}, ("12 33", "no again 1 3", "4 5"), "1345"),
    ("en", {"length": 6}, ("12 34 5", "no the last two are 4 7", "8"), "123478"),
    ("en", {"length": 6}, ("12", "35", "no 36", "78"), "123678"),
    ("en", {"length": 6}, ("12", "35", "no 89", "78"), None),
    ("en", {"length": 4}, ("12 34", "no", "12 35"), "1235"),
    ("en", {"length": 6}, ("12 34", "the last two are 56"), "123456"),
    ("en", {"length": 6}, ("the number is 12 34", "56"), "123456"),
    ("en", {"length": 4}, ("the first two are 1 2", "and then 3 4"), "1234"),
    ("en", {"length": 4}, ("the last two are 1 2", "3 4"), None),
    ("en", {"length": 6}, ("12 x 34", "56"), None),
    ("en", {"length": 4}, ("I have a question",), None),
    ("en", {"length": 16, "checksum": "luhn"}, ("4539 5787", "6362 1487"), None),
    ("de", {"length": 2}, ("drei", "undzwanzig"), "23"),
    ("de", {"length": 3}, ("vier dreiund", "zwanzig"), "423"),
    ("de", {"length": 2}, ("drei", "und", "zwanzig"), "23"),
    ("de", {"length": 2}, ("zwei mal die", "vier"), "44"),
    ("de", {"length": 6}, ("12 34", "nein, hinten 35", "67"), "123567"),
    ("de", {"length": 6}, ("12 34", "einen Moment bitte", "und dann 56"), "123456"),
    ("de", {"length": 4}, ("12 33", "nein, noch mal von vorne 1 3", "4 5"), "1345"),
]


@pytest.mark.parametrize(("language", "options", "pieces", "value"), JOINED)
def test_joined(language: str, options: dict[str, Any], pieces: tuple[str, ...], value: str | None) -> None:
    """Pieces are joined by their words, mended and begun anew as the caller says; what cannot be told is asked back."""
    joined = join("digits", pieces, language=language, over=True, **options)
    assert (joined.value, joined.partial) == (value, False)
    assert joined.why.endswith(".")


@pytest.mark.parametrize(
    ("type", "language", "options", "pieces", "value"),
    [
        ("spelling", "en", {"length": 5}, ("S M I", "T H"), "SMITH"),
        ("spelling", "en", {"length": 3}, ("S double", "M"), "SMM"),
        ("spelling", "en", {"length": 2}, ("W for", "Whiskey 7"), "W7"),
        ("spelling", "en", {"length": 2}, ("W", "as in Whiskey 7"), "W7"),
        ("spelling", "de", {"checksum": "iban"}, ("DE 89 3704", "0044 0532", "0130 00"), "DE89370400440532013000"),
        ("digits", "en", {"checksum": "iban"}, ("D E eighty nine thirty seven", "oh four double oh four four oh five "
         "three two", "oh one three triple oh"), "DE89370400440532013000"),
        ("phone", "de-DE", {}, ("0171", "123 45 67"), "+491711234567"),
        ("phone", "de-DE", {}, ("plus 49 171", "123 45 67"), "+491711234567"),
        ("phone", "en-US", {}, ("212", "555", "0123"), "+12125550123"),
        ("phone", "en-US", {}, ("212 555 0123", "no the last two are 2 4"), "+12125550124"),
    ],
)  # fmt: skip
def test_other_rows(type: str, language: str, options: dict[str, Any], pieces: tuple[str, ...], value: str) -> None:
    """Letters, account numbers and telephone numbers are joined likewise, and each piece before the last is partial."""
    assert join(type, pieces, language=language, over=True, **options).value == value
    assert join(type, pieces[:1], language=language, **options).partial is (value != "+12125550124")


@pytest.mark.parametrize(
    ("pieces", "length", "so_far"),
    [
        (("12 34",), 6, "1234"),
        (("12 34 double",), 6, "1234"),
        (("twenty", "three"), 3, "203"),
        (("12 forty",), 4, "1240"),
        (("12 34 and",), 6, "1234"),
        (("12", "wait 34"), 4, "34"),
    ],
)
def test_partial(pieces: tuple[str, ...], length: int, so_far: str) -> None:
    """While the words may be only the beginning, nothing is told but what was said so far."""
    joined = join("digits", pieces, language="en", length=length)
    assert (joined.value, joined.partial, joined.so_far) == (None, True, so_far)


def test_what_is_whole_is_told_at_once() -> None:
    """Nobody waits where no further word could belong to the number."""
    assert join("digits", ("12 34", "56"), language="en", length=6) == Joined(
        "123456", False, "These are the digits 123456.", "123456"
    )


@pytest.mark.parametrize(
    ("pieces", "length", "so_far"),
    [(("12 34", "56 7"), 6, "1234567"), (("twenty", "three"), (2, 3), ""), (("1 2 3 double",), (3, 5), "")],
)
def test_asked_back(pieces: tuple[str, ...], length: Any, so_far: str) -> None:
    """What was understood and does not fit is told, so that it can be said what is wrong with it; no guess is."""
    joined = join("digits", pieces, language="en", length=length, over=True)
    assert (joined.value, joined.partial, joined.so_far) == (None, False, so_far)


def test_other_types() -> None:
    """A date is not said in pieces, and the message says what is."""
    with pytest.raises(ValueError, match="“date” is not said in pieces; these are: digits, phone, spelling"):
        join("date", ("the third",))


@given(
    st.lists(st.text(alphabet="0123456789", min_size=1, max_size=4), min_size=1, max_size=8),
    st.sampled_from(sorted(LANGUAGES)),
)
def test_figures(pieces: list[str], language: str) -> None:
    """Keys and figures are joined as they came; with another number said again among them it may be asked back."""
    digits = "".join(pieces)
    assert join("digits", tuple(pieces), language=language, length=len(digits), over=True).value in (digits, None)


@given(st.lists(st.text(max_size=40), max_size=5))
def test_never_raises(pieces: list[str]) -> None:
    """Whatever was said, there is an answer."""
    for type in ("digits", "phone", "spelling"):
        joined = join(type, tuple(pieces), language="en-US")
        assert joined.why.endswith(".")


@pytest.mark.parametrize("kind", ["length", "luhn", "mod11", "range+luhn", "nothing"])
@pytest.mark.parametrize("language", [tag for tag, one in LANGUAGES.items() if one.values is not None])
def test_every_cut(language: str, kind: str) -> None:
    """However a number is said and wherever it is cut, it is understood rightly or asked back."""
    shares = measure(language, kind, NUMBERS, seed=NUMBERS)
    assert shares.counts[WRONG] == 0, shares.failures
    if kind != "nothing":
        assert shares.counts[RIGHT] > 9 * shares.counts[ASKED], shares.failures


def test_an_article_between_two_pieces_may_belong_to_the_number() -> None:
    """ "dreimal" and "die sieben" are three sevens, while "die" before the first digit is a word of the sentence."""
    assert join("digits", ("zwei dreimal", "die sieben"), language="de-DE", length=(4, 4), over=True).value == "2777"
    assert join("digits", ("zwo drei", "die vier"), language="de-DE", length=(3, 3)).value == "234"
    assert join("digits", ("die Nummer ist zwo drei vier",), language="de-DE", length=(3, 3)).value == "234"
