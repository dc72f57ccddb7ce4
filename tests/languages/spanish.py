"""Spanish numbers in words, the other way round from hearing them: what the laws are tried with."""

from __future__ import annotations

_WORDS = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
).split()
_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
_HUNDREDS = (
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
).split()


def cardinal(number: int, one: str = "uno") -> str:
    """A whole number below a million; ``one`` is what 1 is at its end: "un" euro, "una" hora."""
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        head = "mil" if thousands == 1 else f"{cardinal(thousands, 'un')} mil"
        return f"{head} {cardinal(rest, one)}" if rest else head
    if number > 100:
        hundreds, rest = divmod(number, 100)
        return f"{_HUNDREDS[hundreds - 1]} {cardinal(rest, one)}" if rest else _HUNDREDS[hundreds - 1]
    if number == 100:
        return "cien"
    if number >= 30:
        tens, unit = divmod(number, 10)
        return f"{_TENS[tens - 3]} y {cardinal(unit, one)}" if unit else _TENS[tens - 3]
    return {1: one, 21: {"un": "veintiún", "una": "veintiuna"}.get(one, "veintiuno")}.get(number, _WORDS[number])
