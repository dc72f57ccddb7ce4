"""Telephone numbers as callers say them, told with + and their country's code.

Laws
1. A number is told only if it is as long as numbers of its country are.
2. Without a country's code it is one of the region's; where none is known it is not told.
3. A number of the region's country is said as people there dial it, if it is heard again as the same.

Theory of operation: the words are turned into digits and a +. The plan of the country (the digit before national
numbers, their lengths, what is dialled before a foreign code) says the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from callwright.languages.values.digits import is_denied
from callwright.languages.values.heard import Heard, Wanted
from callwright.languages.values.said import Said
from callwright.languages.values.voice import Voice


@dataclass(frozen=True, slots=True)
class Plan:
    """How the numbers of a country are built."""

    code: str
    trunk: str
    """The digit before a national number, which is left out behind the country's code; "" where there is none."""
    shortest: int
    longest: int
    """Digits behind the country's code."""
    outward: str = "00"
    """What is dialled there before a foreign code."""


PLANS = MappingProxyType(
    {
        "US": Plan("1", "1", 10, 10, "011"), "CA": Plan("1", "1", 10, 10, "011"),
        "GB": Plan("44", "0", 10, 10), "IE": Plan("353", "0", 7, 9), "AU": Plan("61", "0", 9, 9, "0011"),
        "NZ": Plan("64", "0", 8, 10), "IN": Plan("91", "0", 10, 10), "ZA": Plan("27", "0", 9, 9),
        "DE": Plan("49", "0", 6, 11), "AT": Plan("43", "0", 5, 13), "CH": Plan("41", "0", 9, 9),
        "LI": Plan("423", "", 7, 9), "LU": Plan("352", "", 6, 9), "FR": Plan("33", "0", 9, 9),
        "BE": Plan("32", "0", 8, 9), "NL": Plan("31", "0", 9, 9), "ES": Plan("34", "", 9, 9),
        "IT": Plan("39", "", 6, 11), "PT": Plan("351", "", 9, 9), "PL": Plan("48", "", 9, 9),
        "DK": Plan("45", "", 8, 8), "SE": Plan("46", "0", 7, 9), "NO": Plan("47", "", 8, 8),
        "FI": Plan("358", "0", 5, 11), "CZ": Plan("420", "", 9, 9), "SG": Plan("65", "", 8, 8, "000"),
        "MX": Plan("52", "", 10, 10), "AR": Plan("54", "0", 10, 11), "CL": Plan("56", "", 9, 9),
        "CO": Plan("57", "", 10, 10), "PE": Plan("51", "0", 8, 9),
    }
)  # fmt: skip
"""By region."""
_CODES = {plan.code: plan for plan in PLANS.values()}
_TRUNK_IN_BRACKETS = re.compile(r"\(\s*0\s*\)")
_NORTH_AMERICAN = re.compile(r"[2-9]\d\d[2-9]\d{6}")
_SHORTEST = 4
_LONGEST = 15


def without_trunk(text: str) -> str:
    """ "+44 (0)20" without the digit that is dialled only within the country."""
    return (
        _TRUNK_IN_BRACKETS.sub(" ", text) if "(" in text and ("+" in text or text.lstrip().startswith("00")) else text
    )


def hear_phone(said: Said, voice: Voice, wanted: Wanted) -> Heard:
    """A telephone number, as + and digits."""
    why = "There is no telephone number in these words."
    if voice.took_back(said):
        return Heard(None, "The caller took it back.")
    mended = loose = ""
    for part, restart in reversed(voice.parts(voice.calm(said.plain()))):
        each = [_written(part.tokens, voice, apart) for apart in (False, True)]
        if len(each[0]) == 1:
            mended = each[0]  # a single digit behind a "no" mends the last one
        elif 1 < len(each[0]) <= _SHORTEST:
            loose = each[0]
        written = [one[: -len(mended)] + mended if mended else one for one in each if len(one) > _SHORTEST]
        if written and is_denied(part, restart, voice):
            return Heard(None, f"{written[0]} is denied.")
        if written and loose:
            return Heard(None, f"First {written[0]} and then {loose}: nothing says what the second replaces.")
        if written:
            known = [one for one in written if not one.startswith("+") or country_of(one)[0]]
            heard = [
                _fitting(_told(one, wanted.region or voice.spoken.phones.home), wanted) for one in known or written
            ]
            told = list({one.value: one for one in heard if one.value is not None}.values())
            if len(told) > 1:
                return Heard(None, f"It may be {told[0].value} or {told[1].value}.")
            if told:
                return told[0]
            why = heard[0].why
            break
    return Heard(None, why)


def _fitting(heard: Heard, wanted: Wanted) -> Heard:
    """The same, if it has as many digits as wanted: those of the country's code count, the + does not."""
    count = len(str(heard.value)) - 1
    if heard.value is None or wanted.shortest <= count <= wanted.longest:
        return heard
    return Heard(None, f"{heard.value} has {count} digits, and {wanted.shortest} to {wanted.longest} are wanted.")


def at_home(number: str, region: str) -> tuple[str, ...]:
    """The groups of a number with + as it is dialled in its own country; none where it is another's."""
    code, rest = country_of(number)
    plan = PLANS.get(region)
    if plan is None or plan.code != code:
        return ()
    trunk = plan.trunk if plan.trunk == "0" else ""
    if _told(trunk + rest, region).value != number:
        return ()
    first, *others = groups(code, rest)
    return (trunk + first, *others)


def country_of(number: str) -> tuple[str, str]:
    """The code and the rest of a number with +; no code where it is none that we know."""
    digits = number.removeprefix("+")
    code = next((digits[:size] for size in (3, 2, 1) if digits[:size] in _CODES), "")
    return code, digits[len(code) :]


def groups(code: str, rest: str) -> tuple[str, ...]:
    """The rest of a number in groups with a breath between them."""
    if code == "1" and len(rest) == 10:
        return rest[:3], rest[3:6], rest[6:]
    sizes = [3] * (len(rest) // 3)
    left = len(rest) % 3
    if not sizes:
        return (rest,)
    if left == 1:
        sizes[-1] += 1
    elif left:
        sizes.append(left)
    found, at = [], 0
    for size in sizes:
        found.append(rest[at : at + size])
        at += size
    return tuple(found)


def _told(written: str, region: str) -> Heard:
    plan = PLANS.get(region)
    if not written.startswith("+"):
        outward = plan.outward if plan else "00"
        if written.startswith(outward) and len(written) > len(outward) + 6:
            written = "+" + written.removeprefix(outward)
        elif written.startswith("00") and len(written) > 9:
            written = "+" + written[2:]
        elif plan is None:
            return Heard(None, f"{written} of which country? Neither the number nor the region says it.")
        else:
            return _national(written, plan)
    code, rest = country_of(written)
    if code:
        known = _CODES[code]
        if known.trunk == "0":
            rest = rest.removeprefix("0")
        if not known.shortest <= len(rest) <= known.longest:
            return Heard(None, f"+{code}{rest} is not as long as numbers of its country are.")
    elif not 7 <= len(rest) <= _LONGEST:
        return Heard(None, f"{written} is not as long as a telephone number is.")
    return Heard(f"+{code}{rest}", f"This is the number +{code}{rest}.")


def _national(digits: str, plan: Plan) -> Heard:
    if plan.trunk == "0" and not digits.startswith("0"):
        return Heard(None, f"{digits} has neither an area code nor a country's code.")
    rest = digits.removeprefix(plan.trunk) if plan.trunk != "1" or len(digits) == 11 else digits
    if not plan.shortest <= len(rest) <= plan.longest:
        return Heard(None, f"{digits} is not as long as numbers of the country +{plan.code} are.")
    if plan.code == "1" and not _NORTH_AMERICAN.fullmatch(rest):
        return Heard(None, f"{digits} is no number of the country +1.")
    return Heard(f"+{plan.code}{rest}", f"This is the number +{plan.code}{rest}.")


def _written(tokens: Sequence[str], voice: Voice, apart: bool) -> str:
    """The digits of the words, with a + where one was said.

    "twenty seven" is 27, or 20 and 7 where ``apart``: only the length of the whole number tells.
    """
    words, language = voice.spoken.phones, voice.language
    plus, piece, heard = "", list[str](), list[str]()
    for token in (*tokens, ""):
        if token in words.plus and not heard and not piece:
            plus = "+"
        elif token and token in words.homophones and (piece or heard) and not language.hear_digits((token,)):
            piece.append(words.homophones[token])
        elif token and language.is_digit_word(token) and (piece or heard or _begins(token, voice)):
            piece.append(token)
        elif piece:
            heard += _digits(piece, voice, apart)
            piece = []
    return plus + "".join(heard)


def _begins(token: str, voice: Voice) -> bool:
    """Not an "and" or "the" of the sentence before the number."""
    return voice.language.hear_digits((token,)) is not None or token in voice.repeaters


def _digits(piece: list[str], voice: Voice, apart: bool) -> list[str]:
    """A stretch as digits; "eight hundred five" is 8005 here, since numbers are said digit by digit."""
    language = voice.language
    while piece and language.hear_digits((piece[-1],)) is None and piece[-1] not in voice.spoken.numbers.scales:
        piece.pop()
    heard: list[str] = []
    start = 0
    for at, token in enumerate(piece):
        following = piece[at + 1] if at + 1 < len(piece) else ""
        ends = token in voice.spoken.numbers.scales or (apart and voice.numbers.opens_units(token, following))
        if ends and (digits := language.hear_digits(piece[start : at + 1])):
            heard.append(digits)
            start = at + 1
    if start < len(piece):
        heard.append(language.hear_digits(piece[start:]) or "")
    return heard
