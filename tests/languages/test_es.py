"""Spanish as callers speak it, in Spain and in America."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages.es import SPANISH, stem
from callwright.languages.es_numbers import in_words
from callwright.understanding.correction import corrected
from callwright.understanding.hearing import hear, say
from callwright.understanding.matcher import Lexicon, Verdict
from callwright.understanding.normalise import normalise
from callwright.understanding.phrases import Phrase, parse
from callwright.understanding.several import hear_several
from tests.languages.spanish import cardinal

NOW = datetime(2026, 11, 20, 10)  # noqa: DTZ001 - the local time of the call
MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()

HEARD = """
cero = 0
uno dos tres = 123
Uno, dos, tres. = 123
12 34 = 1234
doble cero siete = 007
triple cinco dos = 5552
tres veces el cinco = 555
dos veces tres = 33
cuatro doble dos = 422
doce treinta y cuatro = 1234
diecinueve ochenta y cuatro = 1984
veinte y cinco = 25
cien = 100
doscientos = 200
doscientos cinco = 205
ciento veintitrés cuatrocientos cincuenta y seis = 123456
seiscientos doce treinta y cuatro cincuenta y seis setenta y ocho = 612345678
seiscientos uno doce = 60112
doscientos cero cinco = 20005
dos mil = 2000
mil doscientos = 1200
dos mil veintiséis = 2026
veintiocho mil trece = 28013
cero ocho mil dos = 08002
uno dos y tres = 123
uno guion dos = 12
"""
UNTOLD = """
treinta cinco
veinte tres
diez y seis
cien veinte
ciento
doscientos cinco seis
doscientos 5
mil
cero mil
dos mil tres mil
nueve dos mil cinco
doble
doble veinte
cinco veces el uno
dos veces
y uno
uno y
treinta y
treinta y doce
un
una
primero segundo
"""


def heard(type: str, words: str, **options: Any) -> Any:
    return hear(type, words, **{"language": "es-ES", "now": NOW, **options}).value


@pytest.mark.parametrize("line", HEARD.strip().splitlines())
def test_digits_heard(line: str) -> None:
    """These words are exactly these digits."""
    said, _, digits = line.partition(" = ")
    assert SPANISH.hear_digits(normalise(said, SPANISH).tokens) == digits


@pytest.mark.parametrize("said", UNTOLD.strip().splitlines())
def test_digits_not_told(said: str) -> None:
    """These words are no digits, or could be several, and are not guessed."""
    assert SPANISH.hear_digits(normalise(said, SPANISH).tokens) is None


@given(st.lists(st.integers(0, 99), min_size=1, max_size=6))
def test_digits_in_pairs(pairs: list[int]) -> None:
    """A number that is said in pairs, as telephone numbers are, is heard digit by digit."""
    words = " ".join(f"cero {in_words(pair)}" if pair < 10 else in_words(pair) for pair in pairs)
    assert heard("digits", words) == "".join(f"{pair:02}" for pair in pairs)


@given(st.lists(st.integers(101, 999), min_size=1, max_size=4))
def test_digits_in_threes(groups: list[int]) -> None:
    """A number that is said in hundreds is heard group by group."""
    assert heard("digits", " ".join(map(cardinal, groups))) == "".join(map(str, groups))


@given(st.integers(0, 999_999))
def test_numbers(number: int) -> None:
    """A whole number is heard, as it stands and before a word of either gender."""
    assert heard("number", cardinal(number)) == number


@given(st.integers(2, 99))
def test_numbers_have_a_gender(number: int) -> None:
    """ "veintiún minutos" and "veintiuna horas" are both 21."""
    assert heard("duration", f"{cardinal(number, 'un')} minutos") == heard("duration", f"{number} minutos")
    assert heard("duration", f"{cardinal(number, 'una')} horas") == heard("duration", f"{number} horas")
    assert heard("number", f"ciento {cardinal(number, 'una')}") == 100 + number


@given(st.integers(0, 9999), st.integers(1, 99))
def test_money(euros: int, cents: int) -> None:
    """Euros and cents, joined by "con", by "y" or by nothing."""
    expected = {"amount": round(euros + cents / 100, 2), "currency": "EUR"}
    name = "euro" if euros == 1 else "euros"
    if euros % 1000 == 1 and euros > 1:
        return  # "dos mil un euros" is asked back
    for link in ("con ", "y ", ""):
        words = (
            f"{cardinal(euros, 'un')} {name} {link}{cardinal(cents, 'un')} {'céntimo' if cents == 1 else 'céntimos'}"
        )
        assert heard("money", words) == expected


@given(st.dates(date(1900, 1, 1), date(2026, 11, 20)), st.sampled_from(["", "el ", "nací el ", "eh el día "]))
def test_dates(day: date, opening: str) -> None:
    """A day of birth is heard with its month by name or number, in words and in figures."""
    number = cardinal(day.day)
    for month in (MONTHS[day.month - 1], cardinal(day.month)):
        de = "de" if month in MONTHS else "del"
        for year in (f"de {cardinal(day.year)}", f"del {day.year}", f"de {day.year}"):
            assert heard("date", f"{opening}{number} {de} {month} {year}", past=True) == day.isoformat()
    for written in (f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}", f"{day.day} de {MONTHS[day.month - 1]} de {day.year}"):
        assert heard("date", written, past=True) == day.isoformat()


@given(st.integers(1, 12), st.integers(1, 29))
def test_times_as_people_say_them(hour: int, minute: int) -> None:
    """ "y" and "menos" in Spain, "para" in America, halves and quarters."""
    this, following = (("la una" if one == 1 else f"las {cardinal(one)}") for one in (hour, hour % 12 + 1))
    ways = {
        f"{this} y {cardinal(minute)}": minute,
        f"{following} menos {cardinal(minute)}": 60 - minute,
        f"{cardinal(minute)} para {following}": 60 - minute,
        f"{this} y media": 30,
        f"{this} y cuarto": 15,
        f"{following} menos cuarto": 45,
        f"un cuarto para {following}": 45,
    }
    for words, minutes in ways.items():
        if words.startswith("uno para"):
            continue
        told = heard("time", words)
        assert told is not None, words
        assert (int(told[:2]) * 60 + int(told[3:]) - hour * 60 - minutes) % 720 == 0, (words, told)


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("las tres de la madrugada", "03:00"),
        ("las tres de la tarde", "15:00"),
        ("las doce de la mañana", "12:00"),
        ("las doce de la noche", "00:00"),
        ("las ocho de la tarde", "20:00"),
        ("la una del mediodía", "13:00"),
    ],
)
def test_parts_of_the_day(words: str, time: str) -> None:
    """The part of the day says which half of it is meant; twelve "in the morning" is noon."""
    assert heard("time", words) == time


@pytest.mark.parametrize(
    ("type", "value", "tag", "said"),
    [
        ("time", "15:30", "es-ES", "las tres y media de la tarde"),
        ("time", "15:45", "es-ES", "las cuatro menos cuarto de la tarde"),
        ("time", "15:45", "es-MX", "las tres y cuarenta y cinco de la tarde"),
        ("time", "12:00", "es-ES", "las doce del mediodía"),
        ("time", "00:00", "es-ES", "las doce de la noche"),
        ("time", "13:01", "es-ES", "la una y un minuto de la tarde"),
        ("date", "2026-05-01", "es-ES", "1 de mayo de 2026"),
        ("date", "2026-05-01", "es-MX", "primero de mayo de 2026"),
        ("money", "19.90 EUR", "es-ES", "19 euros con 90 céntimos"),
        ("money", "1.00 EUR", "es-ES", "un euro"),
        ("money", "1 GBP", "es-ES", "una libra"),
        ("money", "20.50 MXN", "es-MX", "20 pesos con 50 centavos"),
        ("money", "20.50 MXN", "es-ES", "20 pesos mexicanos con 50 centavos"),
        ("money", "2000000 EUR", "es-ES", "2000000 de euros"),
        ("number", 2.5, "es-ES", "2,5"),
        ("number", 2.5, "es-MX", "2.5"),
        ("duration", "PT90M", "es-ES", "una hora y 30 minutos"),
        ("phone", "+34612345678", "es-ES", "6 1 2, 3 4 5, 6 7 8"),
        ("yes_no", True, "es-ES", "sí"),
    ],
)
def test_said(type: str, value: Any, tag: str, said: str) -> None:
    """Each value is said as people of the region say it."""
    assert say(type, value, language=tag) == said


@given(st.integers(0, 1439), st.sampled_from(["es-ES", "es-MX", "es"]))
def test_every_minute_is_said(minutes: int, tag: str) -> None:
    """A time that is said is heard again, whatever the region."""
    time = f"{minutes // 60:02}:{minutes % 60:02}"
    assert heard("time", say("time", time, language=tag), language=tag) == time


@pytest.mark.parametrize(
    "forms",
    [
        "factura facturas facturación facturaciones",
        "cancelar cancelo cancelarla cancelado cancelación cancelaciones",
        "reserva reservas reservar reservado reservarla",
        "cita citas",
        "pedido pedidos",
        "averías avería",
        "tarjeta tarjetas",
    ],
)
def test_word_forms(forms: str) -> None:
    """The forms of one word fold into one."""
    assert len({stem(form) for form in normalise(forms, SPANISH).tokens}) == 1


@pytest.mark.parametrize(("one", "other"), [("casa", "caso"), ("pago", "paga"), ("cita", "cinta"), ("mes", "mesa")])
def test_different_words(one: str, other: str) -> None:
    """Folding stops before it makes one word of two."""
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("quería preguntar por mi factura", "facturas"),
        ("quiero cancelar mi cita", "anular"),
        ("no quiero cancelar mi cita", "no"),
        ("necesito hablar con un agente", "operator"),
        ("¿me lo puede repetir?", "repeat"),
        ("¿cómo dice?", "repeat"),
        ("espere un momento por favor", "wait"),
        ("sí claro", "yes"),
        ("no, gracias", "no"),
        ("muchas gracias, adiós", "goodbye"),
        ("volver al menú principal", "main_menu"),
    ],
)
def test_intents(words: str, intent: str) -> None:
    """What callers want is matched beside the built-in intents, and a "no" before it is a refusal."""
    own = {"facturas": ["factura", "mi factura"], "anular": ["cancelar mi cita", "anular la cita"]}
    built_in = {**SPANISH.universals, "yes": SPANISH.yes, "no": SPANISH.no}
    phrases = {
        name: [one for one in map(parse, templates) if isinstance(one, Phrase)]
        for name, templates in (own | {name: list(templates) for name, templates in built_in.items()}).items()
    }
    match = Lexicon.build(phrases, SPANISH).match(normalise(words, SPANISH), frozenset(phrases))
    told = match.candidates[0].intent if match.verdict is Verdict.CLEAR else None
    assert told == intent


@pytest.mark.parametrize(
    ("type", "before", "words", "value"),
    [
        ("date", "2026-05-03", "no, el cuatro", "2026-05-04"),
        ("time", "15:00", "no, a las cuatro de la tarde", "16:00"),
        ("digits", "471199", "no, los últimos dos son 4 7", "471147"),
        ("digits", "4711", "no, el primero es un cinco", "5711"),
        ("name", "Juan Pérez", "no, el apellido es Gómez", "Juan Gómez"),
        ("number", 4, "no, cinco", 5),
    ],
)
def test_mended(type: str, before: Any, words: str, value: Any) -> None:
    """A part of a value that was understood before is mended."""
    assert corrected(type, before, words, language="es-ES", now=NOW).value == value


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (
            "una mesa para cuatro el viernes a las ocho de la noche",
            {"personas": 4, "dia": "2026-11-27", "hora": "20:00"},
        ),
        ("somos cinco, mañana a las dos de la tarde", {"personas": 5, "dia": "2026-11-21", "hora": "14:00"}),
        ("el lunes a las nueve, me llamo Ana López", {"dia": "2026-11-23", "hora": "09:00", "nombre": "Ana López"}),
        ("mi pedido es el uno dos tres cuatro cinco seis", {"pedido": "123456"}),
    ],
)
def test_several_values(words: str, values: dict[str, Any]) -> None:
    """Several values in one sentence are each heard as what they are."""
    slots: dict[str, tuple[str, dict[str, Any]]] = {
        "personas": ("number", {"min": 1, "max": 20}),
        "dia": ("date", {"future": True}),
        "hora": ("time", {}),
        "nombre": ("name", {}),
        "pedido": ("digits", {"length": 6}),
    }
    told = hear_several(slots, words, language="es-ES", now=NOW)
    assert {name: one.value for name, one in told.items()} == values
