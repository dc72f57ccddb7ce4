"""Italian number words for tests: written from the rules of the grammar, apart from what the language hears."""

from __future__ import annotations

_SMALL = (
    "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici "
    "diciassette diciotto diciannove"
).split()
_TENS = "venti trenta quaranta cinquanta sessanta settanta ottanta novanta".split()


def below_100(number: int) -> str:
    """ "ventitré", "ventuno"."""
    if number < 20:
        return _SMALL[number]
    ten, unit = _TENS[number // 10 - 2], number % 10
    if unit in (1, 8):
        return ten[:-1] + _SMALL[unit]
    return ten + ("tré" if unit == 3 else _SMALL[unit] if unit else "")


def below_1000(number: int) -> str:
    """ "duecentocinque", "centotto"."""
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return below_100(rest)
    head = "cento" if hundreds == 1 else f"{_SMALL[hundreds]}cento"
    if rest == 8 or rest // 10 == 8:
        head = head[:-1]
    return head + (below_100(rest) if rest else "")


def cardinal(number: int) -> str:
    """Whole numbers below a million, in one word."""
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return below_1000(rest)
    head = "mille" if thousands == 1 else f"{below_1000(thousands).replace('é', 'e')}mila"
    return head + (below_1000(rest) if rest else "")


def spaced(number: int) -> str:
    """The same with a blank behind the thousands, as recognisers write it."""
    thousands, rest = divmod(number, 1000)
    return f"{cardinal(thousands * 1000)} {below_1000(rest)}" if thousands and rest else cardinal(number)
