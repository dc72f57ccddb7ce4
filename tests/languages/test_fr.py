"""French as callers speak it."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages.fr import FRENCH, stem
from callwright.understanding.hearing import hear, say
from callwright.understanding.normalise import normalise
from tests.languages import french

NOW = datetime(2026, 11, 20, 10)  # noqa: DTZ001 - the local time of the call
MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()

HEARD = """
12 34 56 = 123456
06 12 34 56 78 = 0612345678
un deux trois = 123
une deux = 12
double zéro sept = 007
triple cinq = 555
deux fois le six = 66
trois fois zéro = 000
dix-sept dix-huit dix-neuf = 171819
vingt et un = 21
soixante et onze = 71
soixante-douze = 72
soixante dix sept = 77
quatre-vingts = 80
quatre-vingt-un = 81
quatre-vingt-dix-sept = 97
septante-deux nonante-neuf = 7299
huitante octante = 8080
zéro six douze trente-quatre = 061234
douze et trente-quatre = 1234
un tiret deux = 12
cent = 100
deux cents = 200
deux cent douze = 212
mille = 1000
mille neuf cent quatre-vingt = 1980
soixante-quinze mille douze = 75012
trente-trois mille = 33000
deux mille vingt-six = 2026
zéro quatre vingt-deux douze = 042212
vingt quatre-vingts = 2080
quatre-vingt vingt-quatre = 8024
dix-huit cents = 1800
"""
UNTOLD = """
zéro cent
double
double vingt
et un
un et
deux cent douze trente-quatre
vingt et trois
vingt quatre vingt
un zéro quatre vingt deux
mon numéro est un deux
un ou deux
premier
un moment
un million
un virgule deux
le trois
cinq fois le un
"""


@pytest.mark.parametrize("line", HEARD.strip().splitlines())
def test_digits_heard(line: str) -> None:
    """These words are exactly these digits."""
    said, _, digits = line.partition(" = ")
    assert FRENCH.hear_digits(normalise(said, FRENCH).tokens) == digits


@pytest.mark.parametrize("said", UNTOLD.strip().splitlines())
def test_digits_not_told(said: str) -> None:
    """These words are no digits, or could be several, and are not guessed."""
    assert FRENCH.hear_digits(normalise(said, FRENCH).tokens) is None


def heard(type: str, words: str, language: str = "fr-FR", **options: Any) -> Any:
    return hear(type, words, language=language, now=NOW, **options).value


@given(st.integers(0, 999_999), st.booleans())
def test_numbers(number: int, swiss: bool) -> None:
    """A number is heard in the words of France and of Switzerland."""
    assert heard("number", french.cardinal(number, swiss=swiss)) == number


@given(st.lists(st.integers(0, 99), min_size=1, max_size=6), st.booleans())
def test_pairs(values: list[int], swiss: bool) -> None:
    """Digits in pairs are the digits, unless a ten and what follows make another number of the same words."""
    digits = "".join(f"{value:02}" for value in values)
    joined = any(
        (one % 10 == 0 and 80 <= other < 100)
        or (one % 10 == 4 and 20 <= other < 30)
        or (one in (60, 80) and 10 <= other < 20)
        for one, other in pairwise(values)
    )
    told = heard("digits", french.pairs(digits, swiss=swiss), length=len(digits))
    assert told == digits or (joined and told is None)


@given(st.sampled_from("67"), st.lists(st.integers(0, 99), min_size=4, max_size=4))
def test_phone(first: str, values: list[int]) -> None:
    """A number in pairs is that number or is asked back, never another."""
    rest = "".join(f"{value:02}" for value in values)
    told = heard("phone", f"zéro {french.pairs('0' + first).removeprefix('zéro ')} {french.pairs(rest)}")
    assert told in (f"+33{first}{rest}", None)


@given(st.dates(date(1900, 1, 1), date(2026, 11, 20)), st.sampled_from(["le", "né le", "euh c'est le"]))
def test_dates(day: date, opening: str) -> None:
    """A day of birth is heard with its month by name or number, in words and in figures."""
    number = "premier" if day.day == 1 else french.cardinal(day.day)
    month = MONTHS[day.month - 1]
    assert heard("date", f"{opening} {number} {month} {french.cardinal(day.year)}", past=True) == day.isoformat()
    assert heard("date", f"{opening} {day.day} {month} {day.year}", past=True) == day.isoformat()
    assert heard("date", f"{opening} {day:%d %m %Y}", past=True) == day.isoformat()


@given(st.integers(0, 23), st.integers(0, 59))
def test_times(hour: int, minute: int) -> None:
    """A time is heard in words and in figures."""
    hours = french.cardinal(hour).replace("un", "une") if hour in (1, 21) else french.cardinal(hour)
    minutes = f" {french.cardinal(minute)}" if minute else ""
    assert heard("time", f"à {hours} heures{minutes}") == f"{hour:02}:{minute:02}"
    assert heard("time", f"{hour}h{minute:02}") == f"{hour:02}:{minute:02}"


@given(st.integers(0, 9999), st.integers(1, 99))
def test_money(whole: int, cents: int) -> None:
    """Euros and cents are heard in words and in figures."""
    amount = {"amount": float(f"{whole}.{cents:02}"), "currency": "EUR"}
    assert heard("money", f"{french.cardinal(whole)} euros et {french.cardinal(cents)} centimes") == amount
    assert heard("money", f"{whole:,},{cents:02} €".replace(",", " ", f"{whole:,}".count(","))) == amount


@pytest.mark.parametrize(
    ("type", "value", "tag", "said"),
    [
        ("yes_no", True, "fr-FR", "oui"),
        ("number", -2.5, "fr-FR", "moins 2,5"),
        ("money", {"amount": 19.9, "currency": "EUR"}, "fr-FR", "19 euros 90"),
        ("money", {"amount": 1.05, "currency": "EUR"}, "fr-FR", "un euro et 5 centimes"),
        ("money", {"amount": 0.2, "currency": "EUR"}, "fr-FR", "20 centimes"),
        ("money", {"amount": 1, "currency": "GBP"}, "fr-FR", "une livre sterling"),
        ("money", {"amount": 20.5, "currency": "CHF"}, "fr-CH", "20 francs 50"),
        ("money", {"amount": 20.5, "currency": "CHF"}, "fr-FR", "20 francs suisses 50"),
        ("date", "1965-05-01", "fr-FR", "premier mai 1965"),
        ("date", "1965-05-13", "fr-FR", "13 mai 1965"),
        ("time", "15:30", "fr-FR", "15 heures 30"),
        ("time", "01:00", "fr-FR", "une heure"),
        ("time", "12:00", "fr-FR", "midi"),
        ("time", "00:10", "fr-FR", "minuit 10"),
        ("duration", "PT90M", "fr-FR", "une heure et 30 minutes"),
        ("phone", "+33612345678", "fr-FR", "0 6, 12, 34, 56, 78"),
        ("phone", "+33612345678", "fr-BE", "plus 3 3, 6 1 2, 3 4 5, 6 7 8"),
        ("spelling", "WÉ7", "fr-FR", "double V, E accent aigu, 7"),
    ],
)
def test_say(type: str, value: Any, tag: str, said: str) -> None:
    """Each value is said as people say it."""
    assert say(type, value, language=tag) == said


@pytest.mark.parametrize(
    "forms",
    [
        "facture factures facturé facturée facturation",
        "annuler annulez annulé annulation annulations",
        "réserver réservation réservations réservé",
        "commande commandes commander commandé",
        "abonner abonné abonnés abonnement abonnements",
        "livrer livrez livraison livraisons",
        "cheval chevaux",
        "horaire horaires",
    ],
)
def test_word_forms(forms: str) -> None:
    """The forms of one word fold into one."""
    assert len({stem(form) for form in normalise(forms, FRENCH).tokens}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("compte", "comptoir"), ("client", "climat"), ("mois", "moi"), ("agent", "age")]
)
def test_different_words(one: str, other: str) -> None:
    """Folding stops before it makes one word of two."""
    assert stem(one) != stem(other)


def test_apostrophes_part_words() -> None:
    """What an article was drawn into is the same word as without it, whatever apostrophe was written."""
    for said in ("l'opérateur", "l’opérateur", "L`Opérateur"):
        assert normalise(said, FRENCH).tokens == ("l", "operateur")
