"""French number words for tests: written from the rules of the grammar, apart from what the language hears."""

from __future__ import annotations

_SMALL = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf"
).split()
_TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}
_SWISS = {**_TENS, 7: "septante", 8: "huitante", 9: "nonante"}


def below_100(number: int, *, swiss: bool = False) -> str:
    """ "quatre-vingt-dix-sept", or "nonante-sept" in Switzerland."""
    ten, unit = divmod(number, 10)
    if number < 20:
        return _SMALL[number]
    if swiss or ten < 7:
        tens = _SWISS[ten]
        return tens if not unit else f"{tens} et un" if unit == 1 else f"{tens}-{_SMALL[unit]}"
    if ten == 7:
        return "soixante et onze" if unit == 1 else f"soixante-{_SMALL[10 + unit]}"
    return "quatre-vingts" if number == 80 else f"quatre-vingt-{_SMALL[number - 80]}"


def below_1000(number: int, *, swiss: bool = False, plural: bool = True) -> str:
    """ "deux cents", "deux cent trois"."""
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return below_100(number, swiss=swiss)
    head = "cent" if hundreds == 1 else f"{_SMALL[hundreds]} cent{'s' if plural and not rest else ''}"
    return f"{head} {below_100(rest, swiss=swiss)}" if rest else head


def cardinal(number: int, *, swiss: bool = False) -> str:
    """Whole numbers below a million."""
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return below_1000(number, swiss=swiss)
    counted = below_1000(thousands, swiss=swiss, plural=False).replace("vingts", "vingt")
    head = "mille" if thousands == 1 else f"{counted} mille"
    return f"{head} {below_1000(rest, swiss=swiss)}" if rest else head


def pairs(digits: str, *, swiss: bool = False) -> str:
    """Digits as the French say them: "06 12" is "zéro six douze"."""
    said = []
    for at in range(0, len(digits), 2):
        pair = digits[at : at + 2]
        if pair[0] == "0" or len(pair) == 1:
            said.append(" ".join(_SMALL[int(digit)] for digit in pair))
        else:
            said.append(below_100(int(pair), swiss=swiss))
    return " ".join(said)
