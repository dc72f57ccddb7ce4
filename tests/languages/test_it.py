"""Italian as callers speak it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages.it import ITALIAN, stem
from callwright.languages.it_numbers import compound
from callwright.understanding.correction import corrected
from callwright.understanding.hearing import hear, say
from callwright.understanding.normalise import normalise
from callwright.understanding.several import hear_several
from tests.languages import italian
from tests.understanding.lexicons import lexicon

NOW = datetime(2026, 11, 20, 10)  # noqa: DTZ001 - the local time of the call
MONTHS = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split()

HEARD = """
12 34 56 = 123456
347 123 4567 = 3471234567
uno due tre = 123
doppio zero sette = 007
doppia otto = 88
triplo cinque = 555
due volte il sei = 66
due volte sei = 66
ventitré ventotto = 2328
ventuno = 21
venti uno = 201
trecentoquarantasette = 347
trecentoquarantasette dodici = 34712
centododici = 112
duecento = 200
due cento = 200
tre mila = 3000
duemila = 2000
mille = 1000
duemilaventisei = 2026
millenovecentoottanta = 1980
millenovecentottanta = 1980
duemila centoventi = 2120
uno trattino due = 12
dodici e trentaquattro = 1234
"""
UNTOLD = """
un
una
zero cento
doppia
doppio venti
e uno
uno e
duecento cinque
mille novecento
il mio numero è uno due
uno o due
primo
un momento
un milione
uno virgola due
il tre
cinque volte il due
"""


@pytest.mark.parametrize("line", HEARD.strip().splitlines())
def test_digits_heard(line: str) -> None:
    """These words are exactly these digits."""
    said, _, digits = line.partition(" = ")
    assert ITALIAN.hear_digits(normalise(said, ITALIAN).tokens) == digits


@pytest.mark.parametrize("said", UNTOLD.strip().splitlines())
def test_digits_not_told(said: str) -> None:
    """These words are no digits, or could be several, and are not guessed."""
    assert ITALIAN.hear_digits(normalise(said, ITALIAN).tokens) is None


def heard(type: str, words: str, language: str = "it-IT", **options: Any) -> Any:
    return hear(type, words, language=language, now=NOW, **options).value


@given(st.integers(0, 999_999))
def test_numbers(number: int) -> None:
    """A number is heard in one word and in two."""
    assert heard("number", italian.cardinal(number)) == number
    assert heard("number", italian.spaced(number)) == number


@pytest.mark.parametrize(
    "word", ["", "un", "una", "cent", "mila", "unomila", "zeromila", "duemilamille", "millemila", "xcento"]
)
def test_words_that_are_no_numbers(word: str) -> None:
    """Articles, parts of numbers and what is put together wrongly are no numbers."""
    assert compound(word) is None


@given(st.lists(st.integers(0, 99), min_size=1, max_size=6))
def test_pairs(values: list[int]) -> None:
    """Digits said in pairs are those digits."""
    said = " ".join(f"zero {italian.cardinal(one)}" if one < 10 else italian.cardinal(one) for one in values)
    assert heard("digits", said) == "".join(f"{one:02}" for one in values)


@given(st.integers(320, 399), st.text("123456789", min_size=7, max_size=7))
def test_phone(prefix: int, rest: str) -> None:
    """A mobile number is heard with its first three digits as one number and the rest one by one."""
    said = f"{italian.cardinal(prefix)} {' '.join(italian.cardinal(int(digit)) for digit in rest)}"
    assert heard("phone", said) == f"+39{prefix}{rest}"


@given(st.dates(date(1900, 1, 1), date(2026, 11, 20)), st.sampled_from(["il", "nato il", "ehm è il"]))
def test_dates(day: date, opening: str) -> None:
    """A day of birth is heard with its month by name or number, in words and in figures."""
    number = "primo" if day.day == 1 else italian.cardinal(day.day)
    month = MONTHS[day.month - 1]
    assert heard("date", f"{opening} {number} {month} {italian.cardinal(day.year)}", past=True) == day.isoformat()
    assert heard("date", f"{opening} {day.day} {month} del {day.year}", past=True) == day.isoformat()
    assert heard("date", f"{opening} {day:%d %m %Y}", past=True) == day.isoformat()


@given(st.integers(0, 23), st.integers(0, 59))
def test_times(hour: int, minute: int) -> None:
    """A time is heard in words and in figures."""
    hours = "all'una" if hour == 1 else f"alle {italian.cardinal(hour)}"
    minutes = f" e {italian.cardinal(minute)}" if minute else ""
    assert heard("time", f"{hours}{minutes}") == f"{hour:02}:{minute:02}"
    assert heard("time", f"alle {hour}:{minute:02}") == f"{hour:02}:{minute:02}"
    assert heard("time", f"alle ore {hour}.{minute:02}") == f"{hour:02}:{minute:02}"


@given(st.integers(2, 9999), st.integers(2, 99))
def test_money(whole: int, cents: int) -> None:
    """Euros and cents are heard in words and in figures."""
    amount = {"amount": float(f"{whole}.{cents:02}"), "currency": "EUR"}
    assert heard("money", f"{italian.cardinal(whole)} euro e {italian.cardinal(cents)} centesimi") == amount
    assert heard("money", f"{whole:,}".replace(",", ".") + f",{cents:02} €") == amount


@pytest.mark.parametrize(
    ("type", "value", "tag", "said"),
    [
        ("yes_no", True, "it-IT", "sì"),
        ("number", -2.5, "it-IT", "meno 2,5"),
        ("money", {"amount": 19.9, "currency": "EUR"}, "it-IT", "19 euro e 90"),
        ("money", {"amount": 1.05, "currency": "EUR"}, "it-IT", "un euro e 5 centesimi"),
        ("money", {"amount": 0.2, "currency": "EUR"}, "it-IT", "20 centesimi"),
        ("money", {"amount": 1, "currency": "GBP"}, "it-IT", "una sterlina"),
        ("money", {"amount": 20.5, "currency": "CHF"}, "it-CH", "20 franchi e 50"),
        ("money", {"amount": 20.5, "currency": "CHF"}, "it-IT", "20 franchi svizzeri e 50"),
        ("date", "1965-05-01", "it-IT", "primo maggio 1965"),
        ("date", "1965-05-13", "it-IT", "13 maggio 1965"),
        ("time", "15:30", "it-IT", "15 e 30"),
        ("time", "01:00", "it-IT", "l'una"),
        ("time", "12:00", "it-IT", "mezzogiorno"),
        ("time", "00:10", "it-IT", "mezzanotte e 10"),
        ("duration", "PT90M", "it-IT", "un'ora e 30 minuti"),
        ("phone", "+393471234567", "it-IT", "3 4 7, 1 2 3, 4 5 6 7"),
        ("phone", "+393471234567", "it-CH", "più 3 9, 3 4 7, 1 2 3, 4 5 6 7"),
        ("spelling", "WJ7", "it-IT", "doppia vu, I lunga, 7"),
    ],
)
def test_say(type: str, value: Any, tag: str, said: str) -> None:
    """Each value is said as people say it."""
    assert say(type, value, language=tag) == said


@pytest.mark.parametrize(
    "forms",
    [
        "fattura fatture fatturazione fatturare fatturato",
        "annullare annullamento annullato annulla annulli",
        "prenotare prenotazione prenotazioni prenoto prenotato",
        "spedire spedizione spedizioni spedito",
        "orario orari",
        "consegna consegne consegnare consegnato",
        "banca banche",
        "appuntamento appuntamenti",
        "ordine ordini ordinare ordinazione",
    ],
)
def test_word_forms(forms: str) -> None:
    """The forms of one word fold into one."""
    assert len({stem(form) for form in normalise(forms, ITALIAN).tokens}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("appuntamento", "appunto"), ("conto", "contratto"), ("anno", "annullo"), ("casa", "causa")]
)
def test_different_words(one: str, other: str) -> None:
    """Folding stops before it makes one word of two."""
    assert stem(one) != stem(other)


def test_apostrophes_part_words() -> None:
    """What an article was drawn into is the same word as without it, whatever apostrophe was written."""
    for said in ("l'operatore", "l’operatore", "L`Operatore"):
        assert normalise(said, ITALIAN).tokens == ("l", "operatore")


@pytest.mark.parametrize(
    ("type", "before", "words", "after"),
    [
        ("digits", "1234", "no le ultime due sono 4 7", "1247"),
        ("digits", "1234", "non quattro ma cinque", "1235"),
        ("digits", "1234", "cinque invece di quattro", "1235"),
        ("digits", "1234", "no inizia con nove", "9234"),
        ("digits", "1234", "la terza cifra è un 8", "1284"),
        ("date", "2026-12-03", "no il quattro", "2026-12-04"),
        ("time", "15:30", "no alle sedici", "16:00"),
        ("name", "Maria Rossi", "no il cognome è Russi", "Maria Russi"),
        ("name", "Maria Rossi", "no il nome è Marta", "Marta Rossi"),
        ("duration", "PT2H", "no tre", "PT3H"),
    ],
)
def test_corrected(type: str, before: str, words: str, after: str) -> None:
    """A caller who mends a part of a value keeps the rest."""
    assert corrected(type, before, words, language="it-IT", now=NOW).value == after


@pytest.mark.parametrize(
    ("words", "people", "day", "time"),
    [
        ("un tavolo per due persone venerdì alle venti", 2, "2026-11-27", "20:00"),
        ("siamo in cinque domani a mezzogiorno", 5, "2026-11-21", "12:00"),
        ("il tre dicembre verso le venti e trenta siamo in sei", 6, "2026-12-03", "20:30"),
        ("domani mattina all'una siamo in tre", 3, "2026-11-21", "01:00"),
    ],
)
def test_several(words: str, people: int, day: str, time: str) -> None:
    """Several values in one sentence find their slots."""
    slots = {"people": ("number", {}), "day": ("date", {"future": True}), "time": ("time", {})}
    told = hear_several(slots, words, language="it-IT", now=NOW)
    assert {name: one.value for name, one in told.items()} == {"people": people, "day": day, "time": time}


INTENTS = {
    "fattura": ["fattura", "la mia fattura", "una domanda sulla mia (ultima)? fattura"],
    "disdire": ["disdire", "disdire il contratto", "chiudere il contratto"],
    "orari": ["orari di apertura", "quando siete aperti", "i vostri orari"],
    "app": ["prendere un appuntamento", "un appuntamento", "fissare un appuntamento"],
    "ann_app": ["annullare l'appuntamento", "disdire un appuntamento"],
    "numero": ["il mio numero (cliente)? è <numero:digits>", "numero cliente <numero:digits>"],
    "guasto": ["guasto", "internet non funziona", "assistenza tecnica"],
    "indirizzo": ["cambiare indirizzo", "ho traslocato", "nuovo indirizzo"],
    "ordine": ["fare un ordine", "ordinare"],
}
LEXICON = lexicon(ITALIAN, INTENTS)
UNDERSTOOD = """
buongiorno chiamo per una fattura = fattura
ho una domanda sulla fattura = fattura
le mie fatture per favore = fattura
è per la fatturazione = fattura
l'orario di apertura = orari
a che ora siete aperti = orari
vorrei disdire = disdire
vorrei disdire il mio contratto = disdire
non voglio disdire il contratto voglio parlare con un operatore = operator
vorrei prendere un appuntamento = app
devo annullare il mio appuntamento = ann_app
annullamento appuntamento = ann_app
annulla = cancel
il mio internet non funziona = guasto
c'è un guasto = guasto
ho cambiato indirizzo = indirizzo
l'operatore = operator
vorrei parlare con qualcuno = operator
posso parlare con un operatore per favore = operator
una persona vera = operator
mi passi un operatore = operator
può ripetere = repeat
può ripetere per favore = repeat
come = repeat
scusi non ho capito = repeat
come scusi = repeat
non ho sentito = repeat
cosa ha detto = repeat
cosa posso dire = help
mi aiuti = help
ho bisogno di aiuto = help
menu principale = main_menu
torni al menu principale = main_menu
ricominciamo da capo = main_menu
indietro = back
torni indietro = back
la domanda precedente = back
aspetti un attimo = wait
un attimo per favore = wait
un secondo = wait
due minuti per favore = wait
sto cercando = wait
resti in linea = wait
arrivederci = goodbye
grazie arrivederci = goodbye
è tutto grazie = goodbye
no è tutto grazie arrivederci = goodbye
buona giornata = goodbye
lasci perdere = cancel
ordinare una pizza = ordine
un ordine = ordine
sì = yes
va bene = yes
no grazie = no
oggi è una bella giornata = -
gli elefanti viola ballano sulla luna = -
ehm = -
il mio numero cliente è dodici trentaquattro = numero
il mio numero è il 12 34 56 = numero
non la fattura = -
senza appuntamento = -
"""


@pytest.mark.parametrize("line", UNDERSTOOD.strip().splitlines())
def test_understood(line: str) -> None:
    """What callers say means the intent of the author or of the language, or none ("-")."""
    said, _, intent = line.partition(" = ")
    match = LEXICON.match(normalise(said, ITALIAN), {*INTENTS, *ITALIAN.universals, "yes", "no"})
    assert (match.candidates[0].intent if match.verdict == "clear" else "-") == intent
