"""Sums of money in templates: compared, added and taken away; and how everything else is compared.

Laws.
1. Two sums of one currency behave as their amounts; a number beside a sum is a sum of the same currency.
2. Sums of two currencies are different, and neither more nor less: asking that, or adding them, is an error.
3. Nothing (``null``) is neither more nor less than anything.
4. Cents are exact: 0.1 and 0.2 are 0.3, of money and of plain numbers.
5. Durations compare by how long they are: PT90M is more than PT1H, and as long as PT1H30M.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from callwright.core.unfilled import RenderError, Unfilled
from callwright.languages.values.durations import length_of

_ASKS: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
}
_DOES: Mapping[str, Callable[[Any, Any], Any]] = {"+": operator.add, "-": operator.sub}

_SIMPLE = frozenset({str, int, float, bool})
"""Types that are surely no sum; asking a mapping's type costs more than comparing."""

_KINDS: tuple[tuple[type[Any], str], ...] = (
    (str, "a text"),
    (bool, "a yes or no"),
    (int, "a number"),
    (float, "a number"),
    (list, "a list"),
    (tuple, "a list"),
    (Mapping, "a value of several parts"),
)


class Money(NamedTuple):
    """A sum; ``currency`` is the ISO code."""

    amount: Decimal
    currency: str

    def value(self) -> dict[str, Any]:
        """As ``hear`` gives it."""
        return {"amount": plain(self.amount), "currency": self.currency}


def money_of(value: Any) -> Money | None:
    """The sum that ``{"amount": …, "currency": …}`` stands for; ``None`` for everything else."""
    if not isinstance(value, Mapping) or "amount" not in value or "currency" not in value:
        return None
    amount, currency = number_of(value["amount"], written=True), value["currency"]
    return Money(amount, currency) if amount is not None and isinstance(currency, str) and currency else None


def number_of(value: Any, *, written: bool = False) -> Decimal | None:
    """A number, exactly as it is written; ``written`` takes text too, as services send amounts."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str) if written else (int, float)):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def plain(number: Decimal) -> int | float:
    """A number as JSON has it: whole ones without a point."""
    return int(number) if number == number.to_integral_value() else float(number)


def compare(how: str, left: Any, right: Any) -> bool:
    """Whether ``left`` is so beside ``right``; ``how`` is eq, ne, lt, lteq, gt or gteq. Raises ``RenderError``."""
    simple = type(left) in _SIMPLE and type(right) in _SIMPLE
    if not simple and (isinstance(left, Mapping) or isinstance(right, Mapping)):
        pair = _pair(left, right)
        if pair is not None:
            left, right = (sum.amount for sum in pair) if pair[0].currency == pair[1].currency else pair
            if isinstance(left, Money) and how not in ("eq", "ne"):
                raise RenderError(f"{left.currency} and {right.currency} cannot be compared")
    elif type(left) is str and type(right) is str and left[:1] == right[:1] == "P":
        one, other = length_of(left), length_of(right)
        if one is not None and other is not None:
            return bool(_ASKS[how](one.about(), other.about()))
    try:
        return bool(_ASKS[how](left, right))
    except TypeError:
        if left is None or right is None:
            return False
        raise RenderError(f"{kind_of(left)} cannot be compared with {kind_of(right)}") from None


def calculate(sign: str, left: Any, right: Any) -> Any:
    """``left + right`` or ``left - right``. Raises ``RenderError`` where that makes no sense."""
    for value in (left, right):
        if isinstance(value, Unfilled):
            str(value)
    if type(left) is int and type(right) is int:
        return _DOES[sign](left, right)
    if isinstance(left, Mapping) or isinstance(right, Mapping):
        pair = _pair(left, right)
        if pair is None:
            raise _refusal(sign, left, right)
        if pair[0].currency != pair[1].currency:
            raise RenderError(f"{pair[0].currency} and {pair[1].currency} cannot be reckoned together")
        return Money(_DOES[sign](pair[0].amount, pair[1].amount), pair[0].currency).value()
    one, other = number_of(left), number_of(right)
    if one is not None and other is not None:
        return plain(_DOES[sign](one, other))
    try:
        return _DOES[sign](left, right)
    except TypeError:
        raise _refusal(sign, left, right) from None


def _pair(left: Any, right: Any) -> tuple[Money, Money] | None:
    """Two sums, one of which may be a bare number; ``None`` where they are something else."""
    one, other = money_of(left), money_of(right)
    if one is None and other is not None and (number := number_of(left)) is not None:
        return Money(number, other.currency), other
    if other is None and one is not None and (number := number_of(right)) is not None:
        return one, Money(number, one.currency)
    return (one, other) if one is not None and other is not None else None


def _refusal(sign: str, left: Any, right: Any) -> RenderError:
    return RenderError(f"{kind_of(left)} {sign} {kind_of(right)} makes no sense")


def kind_of(value: Any) -> str:
    """What a value is, for an error: never the value, which may be a caller's secret and would stand in a log."""
    sum = money_of(value)
    if sum is not None:
        return f"a sum in {sum.currency}"
    for kind, name in _KINDS:
        if isinstance(value, kind):
            return name
    return "nothing"
