"""French as callers speak it."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages.fr import FRENCH, stem
from callwright.understanding.correction import corrected
from callwright.understanding.hearing import hear, say
from callwright.understanding.normalise import normalise
from callwright.understanding.several import hear_several
from tests.languages import french
from tests.understanding.lexicons import lexicon

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


@pytest.mark.parametrize(
    ("type", "before", "words", "after"),
    [
        ("digits", "1234", "non les deux derniers sont 4 7", "1247"),
        ("digits", "1234", "pas le quatre le cinq", "1235"),
        ("digits", "1234", "cinq au lieu de quatre", "1235"),
        ("digits", "1234", "non ça commence par neuf", "9234"),
        ("digits", "1234", "le troisième chiffre est un 8", "1284"),
        ("date", "2026-12-03", "non le quatre", "2026-12-04"),
        ("time", "15:30", "non seize heures", "16:00"),
        ("name", "Marie Dupont", "non mon nom de famille c'est Dupond", "Marie Dupond"),
        ("name", "Marie Dupont", "non le prénom est Anne", "Anne Dupont"),
        ("duration", "PT2H", "non trois", "PT3H"),
    ],
)
def test_corrected(type: str, before: str, words: str, after: str) -> None:
    """A caller who mends a part of a value keeps the rest."""
    assert corrected(type, before, words, language="fr-FR", now=NOW).value == after


@pytest.mark.parametrize(
    ("words", "people", "day", "time"),
    [
        ("une table pour deux personnes vendredi à vingt heures", 2, "2026-11-27", "20:00"),
        ("nous serons cinq demain à midi", 5, "2026-11-21", "12:00"),
        ("pour deux le 3 décembre à 19h30", 2, "2026-12-03", "19:30"),
    ],
)
def test_several(words: str, people: int, day: str, time: str) -> None:
    """Several values in one sentence find their slots."""
    slots = {"people": ("number", {}), "day": ("date", {"future": True}), "time": ("time", {})}
    told = hear_several(slots, words, language="fr-FR", now=NOW)
    assert {name: one.value for name, one in told.items()} == {"people": people, "day": day, "time": time}


INTENTS = {
    "facture": ["facture", "ma facture", "une question sur ma (dernière)? facture"],
    "resilier": ["résilier", "résilier mon contrat", "mettre fin à mon abonnement"],
    "horaires": ["horaires d'ouverture", "quand êtes-vous ouverts", "vos horaires"],
    "rdv": ["prendre rendez-vous", "un rendez-vous"],
    "annuler_rdv": ["annuler mon rendez-vous", "annuler un rendez-vous"],
    "numero": ["mon numéro (de client)? est <numero:digits>", "numéro de client <numero:digits>"],
    "panne": ["panne", "mon internet ne marche (pas|plus)", "support technique"],
    "adresse": ["changer d'adresse", "j'ai déménagé", "nouvelle adresse"],
    "commande": ["passer une commande", "commander"],
}
LEXICON = lexicon(FRENCH, INTENTS)
UNDERSTOOD = """
bonjour je vous appelle pour une facture = facture
j'ai une question sur ma facture = facture
mes factures s'il vous plaît = facture
c'est au sujet de la facturation = facture
l'horaire d'ouverture = horaires
à quelle heure êtes-vous ouverts = horaires
je voudrais résilier = resilier
je voudrais faire une résiliation = resilier
je veux pas résilier mon contrat je veux parler à un conseiller = operator
prendre un rendez-vous = rdv
j'aimerais prendre rendez-vous s'il vous plaît = rdv
je dois annuler mon rendez-vous = annuler_rdv
annulation de rendez-vous = annuler_rdv
annuler = cancel
l'internet est en panne = panne
j'ai changé d'adresse = adresse
je déménage = adresse
l'opérateur = operator
je voudrais parler à quelqu'un = operator
est-ce que je peux parler à un conseiller s'il vous plaît = operator
un vrai humain = operator
passez-moi un conseiller = operator
vous pouvez répéter = repeat
pouvez-vous répéter s'il vous plaît = repeat
comment = repeat
pardon je n'ai pas compris = repeat
pardon = repeat
je n'ai pas entendu = repeat
j'ai pas compris = repeat
qu'est-ce que vous avez dit = repeat
qu'est-ce que je peux dire = help
aidez-moi = help
j'ai besoin d'aide = help
menu principal = main_menu
retour au menu principal = main_menu
revenir au début = main_menu
retour = back
revenir en arrière = back
la question précédente = back
attendez un instant = wait
un instant s'il vous plaît = wait
une seconde = wait
deux minutes s'il vous plaît = wait
je cherche = wait
ne quittez pas = wait
au revoir = goodbye
merci au revoir = goodbye
c'est tout merci = goodbye
non c'est tout merci au revoir = goodbye
bonne journée = goodbye
laissez tomber = cancel
commander une pizza = commande
une commande = commande
oui = yes
d'accord = yes
non merci = no
il fait beau aujourd'hui = -
les éléphants violets dansent sur la lune = -
euh = -
mon numéro de client est douze trente-quatre = numero
mon numéro c'est le 12 34 56 = numero
pas la facture = -
sans rendez-vous = -
"""


@pytest.mark.parametrize("line", UNDERSTOOD.strip().splitlines())
def test_understood(line: str) -> None:
    """What callers say means the intent of the author or of the language, or none ("-")."""
    said, _, intent = line.partition(" = ")
    match = LEXICON.match(normalise(said, FRENCH), {*INTENTS, *FRENCH.universals, "yes", "no"})
    assert (match.candidates[0].intent if match.verdict == "clear" else "-") == intent
