"""Amounts of money as callers say them: "nineteen euros ninety", "$5.50", "three fifty".

Laws
1. An amount has its currency from the words, else from the question, else from the region; else it is not told.
2. Cents are exact.
3. "three fifty" is an amount and a number of cents only where it is not one number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from callwright.languages.values.grammar import Grammar, Slot, phrase_slot
from callwright.languages.values.heard import UNTOLD, Heard, Impossible, Place, Wanted
from callwright.languages.values.number import plain, time_behind
from callwright.languages.values.said import Said
from callwright.languages.values.voice import Kind, Memo, Voice

CODES = frozenset(
    "AED AUD BGN BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS INR ISK JPY KES KRW MXN NGN NOK NZD PHP PLN RON RSD SEK "
    "SGD THB TRY UAH USD ZAR".split()
)
"""ISO 4217 codes that are read as written; words that are also said are left out."""

_NUMBERING = ("number", "nummer", "numero", "numer", "numerem", "code", "codigo", "codice", "kod", "pin", "iban")
"""Ends of words that say what else a number is: "Rechnungsnummer"."""


@dataclass(frozen=True, slots=True)
class Amount:
    """As it was said."""

    amount: Decimal
    currency: str
    """A code; "" where none was said; "*" and codes where it may be each of them."""


def hear_money(said: Said, voice: Voice, wanted: Wanted) -> Heard:
    """An amount with its currency."""
    numbers, calm = voice.spoken.numbers, voice.calm(said)

    currencies = voice.spoken.money.currencies

    def is_piece(token: str) -> bool:
        return not wanted.among and (token in numbers.minus or token in currencies or voice.numbers.is_word(token))

    found = voice.one(calm, Kind("amount", _reader(voice, wanted), is_piece, merge=_mended, unite=_united))
    if isinstance(found, str):
        return Heard(None, found)
    told: Amount = found.value
    if not told.currency and (why := _doubt(calm, found, voice)):
        return Heard(None, why)
    currency = _currency(told.currency, voice, wanted)
    if not currency:
        return Heard(
            None, f"{told.amount} of which currency? Neither the words nor the question nor the region say it."
        )
    amount = plain(told.amount)
    for limit, sign, word in ((wanted.minimum, 1, "less"), (wanted.maximum, -1, "more")):
        if limit is not None and (told.amount - Decimal(str(limit))) * sign < 0:
            return Heard(None, f"{amount} is {word} than {limit}.")
    value = {"amount": amount, "currency": currency}
    return Heard(
        value,
        f"“{calm.written(found.start, found.end)}” is {told.amount} {currency}.",
        calm.where(found.start, found.end),
    )


def _doubt(said: Said, found: Place, voice: Voice) -> str:
    """Why a number without a currency is no amount: "30 lei", where nobody knows the word, and "my number is 30"."""
    speech, language = voice.spoken.speech, voice.language
    numbering = next((token for token in said.tokens if token.endswith(_NUMBERING)), "")
    if numbering:
        return f"“{numbering}” was said, so that the number is no amount."
    if end := time_behind(voice, said.tokens, found):
        return f"“{said.written(found.start, end)}” is a time of day."
    if _is_behind_at(said.tokens[: found.start], voice):
        return "A time is said like that."
    behind = said.tokens[found.end] if found.end < len(said.tokens) else ""
    polite = {words[0] for words in (*language.politeness, *speech.restarts)}
    sets = (language.light, language.openers, polite, speech.frames.get("", ()), speech.frames.get("money", ()))
    if behind.isalpha() and not any(behind in words for words in sets):
        return f"Nobody knows whether “{behind}” is a currency."
    return ""


def _is_behind_at(tokens: Sequence[str], voice: Voice) -> bool:
    """ "um vier", "a las cuatro", but not "about four"."""
    at = voice.spoken.times.at - voice.spoken.speech.frames.get("", frozenset())
    return any(word in at for word in tokens[-1:]) or (
        any(word in at for word in tokens[-2:-1]) and tokens[-1] in voice.language.light
    )


def _mended(before: Any, after: Any) -> Any:
    """ "fifty dollars, no, sixty" stays in dollars."""
    if isinstance(before, Amount) and isinstance(after, Amount) and before.currency and not after.currency:
        return Amount(after.amount, before.currency)
    return after


def _united(one: Amount, other: Amount) -> Amount | None:
    """An amount that is said twice, once with its currency."""
    if one.amount != other.amount or (one.currency and other.currency):
        return None
    return one if one.currency else other


def _currency(said: str, voice: Voice, wanted: Wanted) -> str:
    usual = (wanted.currency, voice.spoken.money.regions.get(wanted.region, ""))
    if said and said[0] != "*":
        return said
    possible = said[1:].split()
    return next((code for code in usual if code and (not possible or code in possible)), "")


def _reader(voice: Voice, wanted: Wanted) -> Any:
    table = voice.spoken.money
    grammar = voice.grammar("money", table.sayings, lambda: _slots(voice))

    def read(tokens: Sequence[str], at: int, memo: Memo) -> Iterator[tuple[int, Amount | Impossible]]:
        for end, amount in _read(grammar, tokens, at, memo):
            if not wanted.among or (isinstance(amount, Amount) and amount.currency):
                yield end, amount

    return read


def _read(grammar: Grammar, tokens: Sequence[str], at: int, memo: Memo) -> Iterator[tuple[int, Amount | Impossible]]:
    readings = grammar.readings(tokens, at, memo)
    numbers = {reading.end for reading in readings if reading.meaning != "pair" and "cents" not in reading.given}
    for reading in readings:
        if reading.meaning == "pair" and reading.end in numbers:
            continue
        yield reading.end, _amount(reading.meaning, reading.given)


def _amount(meaning: str, given: Mapping[str, Any]) -> Amount | Impossible:
    cents = given.get("cents", 0)
    minor = given.get("minor", "*")
    currency = given.get("currency", "")
    if meaning == "untold":
        return UNTOLD
    if meaning == "cents":
        return Amount(Decimal(cents) / 100, "" if minor == "*" else minor)
    if minor != "*" and currency not in ("", minor):
        return Impossible("The parts of the amount are of two currencies.")
    whole = Decimal(given.get("amount", given.get("whole", 0)))
    amount = whole + Decimal(cents) / 100
    if int(whole.as_tuple().exponent) < -2 or amount * 100 % 1:  # "1.000" is a thousand to many
        return Impossible("There are parts of a cent in it.")
    return Amount(amount, currency)


def _slots(voice: Voice) -> Mapping[str, Slot]:
    numbers, table = voice.numbers, voice.spoken.money
    oh = voice.spoken.times.oh

    def two(tokens: Sequence[str], at: int) -> list[tuple[int, int]]:
        if tokens[at].isdigit():
            return [(at + 1, int(tokens[at]))] if len(tokens[at]) == 2 else []
        if tokens[at] in oh and at + 1 < len(tokens) and (digit := voice.digit(tokens[at + 1])):
            return [(at + 2, int(digit))]
        return [(end, value) for end, value in numbers.cardinal(tokens, at) if 10 <= value <= 99]

    def cents(tokens: Sequence[str], at: int) -> list[tuple[int, int]]:
        found = [(end, value) for end, value in numbers.cardinal(tokens, at) if 1 <= value <= 99]
        return list(dict.fromkeys(found + two(tokens, at)))

    named = phrase_slot(table.currencies)

    def currency(tokens: Sequence[str], at: int) -> list[tuple[int, str]]:
        found = list(named(tokens, at))
        code = tokens[at].upper()
        return [*found, (at + 1, code)] if not found and code in CODES else found

    return {
        "amount": numbers.amount,
        "whole": numbers.cardinal,
        "cents": cents,
        "two": two,
        "currency": currency,
        "minor": phrase_slot(table.minor),
    }
