"""Which telephone numbers may be dialled, and how two of them are compared.

Theory of operation. A number is written with its country: ``+49 151 23456789``, or ``0049 …``. Blanks, dashes, dots,
slashes and brackets in it mean nothing. It is kept as its digits, country first, without ``+``: so are the numbers of
the platform's events compared, whichever way it writes them.

Refused in any case: what has no country, emergency and other short numbers (too short to be anybody's, or a 116…
number), and numbers that cost the one who calls. With an allow-list, everything outside of it too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

SHORTEST, LONGEST = 8, 15
"""Digits of a number with its country. The shortest that belong to people have eight."""

_WRITTEN = re.compile(r"[+0-9][0-9 ()./\u00a0\u2009\u202f-]*")
_SHORT = re.compile(r"\d{1,3}116\d{3}")
"""The harmonised short numbers, 116 117 and its like, behind a country."""

_EMERGENCY = re.compile(r"1[2-9]11\d{7}")
"""911 and its like, where another seven digits stand behind it."""

_WITHOUT_ZERO = ("31", "32", "33", "41", "43", "44", "49")
"""Countries behind which the zero is left out that stands in front of a number at home. Left in, it would hide what the
number is: ``+49 0900`` is ``+49 900``."""

_COSTLY = (
    "1900", "1976", "31900", "31906", "31909", "3290", "3381", "3382", "3389", "34803", "34806", "34807", "34905",
    "39144", "39166", "39199", "39892", "39899", "41900", "41901", "41906", "43900", "43901", "43930", "43931", "4470",
    "4487", "449", "48700", "48701", "48703", "48704", "49137", "4918", "49900", "870", "881", "882", "883", "979",
)  # fmt: skip
"""What costs whoever calls: premium rates of the countries that we speak the languages of, satellites, voting lines."""


class Refused(NamedTuple):
    """A number that is not dialled: what was found, and what would be."""

    found: str
    allowed: str
    is_number: bool = False
    """It is a number, and may not be dialled."""


def digits(written: str) -> str:
    """The digits of a number, country first: what is the same number is the same text."""
    only = "".join(c for c in written if c in "0123456789")
    return only if written.lstrip().startswith("+") else only.removeprefix("00")


def refuses(written: str, allow: Sequence[str] = ()) -> Refused | None:
    """Why this number is not dialled, or ``None``. ``allow``: the beginnings, as digits, of those that may be."""
    text = written.strip()
    example = "a number with its country, such as +49 151 23456789"
    if not text or not _WRITTEN.fullmatch(text):
        return Refused(f"“{text[:40]}”, which is no telephone number", example)
    if "(0)" in text:
        return Refused(f"“{text[:40]}” with a (0) in it, which nobody dials behind a country", "it without the (0)")
    number = digits(text)
    if not text.startswith(("+", "00")) or number.startswith("0"):
        national = number.lstrip("0")
        meant = f"; in Germany it would be +49{national}" if text.startswith("0") and 6 <= len(national) <= 12 else ""
        return Refused(f"“{text[:40]}”, which has no country in front", example + meant)
    if number.startswith(tuple(f"{country}0" for country in _WITHOUT_ZERO)):
        return Refused(f"“{text[:40]}” with a 0 behind its country, which nobody dials there", "it without that 0")
    if len(number) < SHORTEST or _SHORT.fullmatch(number) or _EMERGENCY.fullmatch(number):
        return Refused(
            f"“{text[:40]}”, an emergency or another short number", "the number of a person or a company", True
        )
    if len(number) > LONGEST:
        return Refused(f"“{text[:40]}” with {len(number)} digits", f"at most {LONGEST} digits, the country among them")
    if number.startswith(_COSTLY):
        return Refused(f"“{text[:40]}”, which costs whoever calls it more than a call", "an ordinary number", True)
    if allow and not number.startswith(tuple(allow)):
        beginnings = " or ".join(f"+{beginning}" for beginning in allow)
        return Refused(f"“{text[:40]}”", f"numbers that begin with {beginnings}", True)
    return None


def wrong_prefix(written: str) -> Refused | None:
    """Why this is no beginning of numbers to allow, such as ``+49``, or ``None``."""
    if re.fullmatch(r"\+[1-9][0-9]{0,14}", written):
        return None
    return Refused(f"“{written[:40]}”", "a + and the first digits of the numbers, the country first, such as +49")
