"""Italian numbers in one word: "ventitré", "duecentocinquanta", "millenovecentottanta", "quarantunomila".

Laws
1. ``compound`` of a number's word is that number, whatever its length below a million; of any other word None.
2. Words stand in normal form: "ventitre" for "ventitré".

Theory of operation: what is below a thousand is listed in every way in which it is written, with the vowels that
fall away ("ventuno", "centotto") and without; above, a word is taken apart at "mila" or "mille". Numbers in several
words are put together elsewhere, by the same rules as in every language.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

UNITS = {
    "zero": 0, "uno": 1, "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "sei": 6, "sette": 7, "otto": 8, "nove": 9,
}  # fmt: skip
TEENS = {
    "dieci": 10, "undici": 11, "dodici": 12, "tredici": 13, "quattordici": 14, "quindici": 15, "sedici": 16,
    "diciassette": 17, "diciotto": 18, "diciannove": 19, "diciasette": 17, "dicianove": 19,
}  # fmt: skip
TENS = {
    "venti": 20, "trenta": 30, "quaranta": 40, "cinquanta": 50, "sessanta": 60, "settanta": 70, "ottanta": 80,
    "novanta": 90,
}  # fmt: skip
ORDINALS = {
    "primo": 1, "secondo": 2, "seconda": 2, "terzo": 3, "terza": 3, "quarto": 4, "quarta": 4, "quinto": 5, "quinta": 5,
    "sesto": 6, "sesta": 6, "settimo": 7, "settima": 7, "ottavo": 8, "ottava": 8, "nono": 9, "nona": 9, "decimo": 10,
    "decima": 10, "undicesimo": 11, "dodicesimo": 12, "ventesimo": 20, "trentesimo": 30,
}  # fmt: skip
"""Word -> its place. Only the first of a month is an ordinal; "prima" is also "before", so it is left out."""


def _below_100() -> Iterator[tuple[str, int]]:
    yield from ((word, value) for word, value in UNITS.items() if value)
    yield from TEENS.items()
    for ten, tens in TENS.items():
        yield ten, tens
        for unit, value in UNITS.items():
            if value:
                yield f"{ten[:-1] if value in (1, 8) else ten}{unit}", tens + value
        yield f"{ten[:-1]}un", tens + 1


BELOW_100 = dict(_below_100())
"""Every way to write 1 to 99."""


def _below_1000() -> Iterator[tuple[str, int]]:
    yield from BELOW_100.items()
    for many, hundreds in {"": 1, **{unit: value for unit, value in UNITS.items() if value > 1}}.items():
        yield f"{many}cento", hundreds * 100
        for word, value in BELOW_100.items():
            yield f"{many}cento{word}", hundreds * 100 + value
            if word[0] in "ou":
                yield f"{many}cent{word}", hundreds * 100 + value


BELOW_1000 = dict(_below_1000())
"""Every way to write 1 to 999 in one word."""


@lru_cache(maxsize=8192)
def compound(token: str) -> int | None:
    """The number that one word is; None if it is none. "un" by itself is an article."""
    if token in BELOW_1000:
        return BELOW_1000[token]
    head, mille, tail = token.partition("mille")
    thousands = 1 if mille and not head else None
    if not mille:
        head, mila, tail = token.partition("mila")
        thousands = BELOW_1000.get(head) if mila and head != "uno" else None
    rest = BELOW_1000.get(tail) if tail else 0
    return None if thousands is None or rest is None else thousands * 1000 + rest
