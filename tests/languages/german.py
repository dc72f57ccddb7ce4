"""German numbers in words, the other way round from hearing them: what the laws are tried with."""

from __future__ import annotations

_WORDS = (
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
    "siebzehn achtzehn neunzehn"
).split()
_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()


def cardinal(number: int, one: str = "eins") -> str:
    """A whole number below a million in one word; ``one`` is what 1 is at its end."""
    if number >= 1000:
        return cardinal(number // 1000, "ein") + "tausend" + (cardinal(number % 1000, one) if number % 1000 else "")
    if number >= 100:
        return cardinal(number // 100, "ein") + "hundert" + (cardinal(number % 100, one) if number % 100 else "")
    if number >= 20:
        tens, unit = divmod(number, 10)
        return (cardinal(unit, "ein") + "und" if unit else "") + _TENS[tens - 2]
    return one if number == 1 else _WORDS[number]


def spaced(number: int) -> str:
    """The same as a recogniser writes it that parts words: "zwei hundert fünf und dreißig"."""
    pieces = cardinal(number).replace("tausend", " tausend ").replace("hundert", " hundert ").split()
    return " ".join(piece.replace("und", " und ") if piece != "hundert" else piece for piece in pieces)


def ordinal(number: int, ending: str = "e") -> str:
    """1 to 99: "zwölfte"."""
    irregular = {1: "erst", 3: "dritt", 7: "siebt", 8: "acht"}
    return (irregular.get(number) or cardinal(number) + ("t" if number < 20 else "st")) + ending


def year(number: int) -> str:
    """ "neunzehnhundertachtundsechzig", "zweitausendfünf"."""
    if 1100 <= number < 2000:
        return cardinal(number // 100) + "hundert" + (cardinal(number % 100) if number % 100 else "")
    return cardinal(number)
