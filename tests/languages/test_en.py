"""English as callers speak it."""

from __future__ import annotations

import pytest

from callwright.languages.en import ENGLISH, stem
from callwright.understanding.normalise import normalise

HEARD = """
12 34 56 = 123456
123456 = 123456
123-456 = 123456
12,34 = 1234
007 = 007
1 2 3 4 = 1234
one = 1
one two three = 123
One, two, three. = 123
zero one two = 012
oh one two = 012
o one two = 012
nought five = 05
four five six seven eight nine = 456789
double oh seven = 007
double zero seven = 007
Double-O seven = 007
triple five = 555
treble two = 222
quadruple nine = 9999
one double two three = 1223
double two double three = 2233
double 4 = 44
triple 0 one = 0001
twenty three = 23
twenty-three = 23
twenty three forty five = 2345
twenty = 20
twenty thirty = 2030
twenty oh three = 2003
twenty 3 = 23
nineteen eighty four = 1984
ten eleven twelve = 101112
fifteen sixteen = 1516
ninety nine = 99
fifty five five = 555
fourty two = 42
one two dash three four = 1234
one two hyphen three four = 1234
one two and three four = 1234
one two and then three four = 1234
twelve and thirteen = 1213
eight hundred = 800
one eight hundred = 1800
nineteen hundred = 1900
two thousand = 2000
five thousand = 5000
8 hundred = 800
12 three 4 = 1234
seven 7 seven = 777
0 = 0
zero = 0
nine hundred = 900
two hundred thousand = 200000
two thousand five hundred = 2500
twelve thousand three hundred forty five = 12345
twelve thousand three hundred and five = 12305
four hundred and twelve thousand three hundred and thirty five = 412335
000 = 000
"""

UNTOLD = """
eight hundred five
one hundred and five
one hundred twenty three
two thousand five
two thousand thirty five
four hundred and twelve thousand five
thousand three hundred
hundred
a hundred
thousand
oh hundred
double
double double two
double twenty
double 12
triple
one double
twenty and three
and one
one and
dash one two
one two dash
one two or three
to four two for
my number is one two
maybe seven
first second
1st
3a
one million
twenty hundred and
minus five
billing
"""


@pytest.mark.parametrize("line", HEARD.strip().splitlines())
def test_digits_heard(line: str) -> None:
    """These words are exactly these digits."""
    said, _, digits = line.partition(" = ")
    assert ENGLISH.hear_digits(normalise(said, ENGLISH).tokens) == digits


@pytest.mark.parametrize("said", UNTOLD.strip().splitlines())
def test_digits_not_told(said: str) -> None:
    """These words are no digits, or could be several, and are not guessed."""
    assert ENGLISH.hear_digits(normalise(said, ENGLISH).tokens) is None


def test_no_words_are_no_digits() -> None:
    """Silence says no digits."""
    assert ENGLISH.hear_digits(()) is None


@pytest.mark.parametrize(
    "forms",
    [
        "bill bills billing billed",
        "invoice invoices invoiced invoicing",
        "cancel cancels cancelled canceled cancelling canceling",
        "delivery deliveries",
        "box boxes",
        "order orders ordered ordering",
        "ship ships shipped shipping",
        "change changes changed changing",
        "appointment appointments",
        "address addresses",
    ],
)
def test_word_forms(forms: str) -> None:
    """The forms of one word fold into one."""
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("bill", "bell"), ("need", "ne"), ("thing", "th"), ("bus", "bu"), ("yes", "ye")]
)
def test_different_words(one: str, other: str) -> None:
    """Folding stops before it makes one word of two."""
    assert stem(one) != stem(other)
