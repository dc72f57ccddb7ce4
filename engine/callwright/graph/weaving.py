"""What runs between the columns: the nets of the lines, and the items that each column holds.

Theory of operation: all lines that lead to one card are one *net*: they run together as soon as they meet. A net that
has to get past a column does so in a *pass*, an item like a card but without height, one in a column. Between two
columns (and left of the first, right of the last) is a *channel*, in which each net is a *bundle*: where it comes in,
and the one place where it goes out. Lines that lead back go out on the right like all others, back through passes,
round the left of their card, and in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from callwright.graph.columns import Line, Place


@dataclass(slots=True)
class Item:
    """What stands in a column: a card, or (``card`` is -1) a pass of the net to the card ``net``."""

    column: int
    level: float
    card: int
    net: int


@dataclass(frozen=True, slots=True)
class End:
    """Where a bundle touches an item. ``line`` is the line that leaves a card there, -1 for any other end."""

    item: int
    line: int = -1


@dataclass(slots=True)
class Bundle:
    """A net in one channel: its ends at either side, and ``out``, the one of them that it leaves by."""

    net: int
    channel: int
    left: list[End] = field(default_factory=list)
    right: list[End] = field(default_factory=list)
    out: End = field(default_factory=lambda: End(-1))

    @property
    def into(self) -> list[End]:
        """The ends by which lines come in."""
        return [end for end in (*self.left, *self.right) if end != self.out]


@dataclass(slots=True)
class Weave:
    """All items, and all bundles by channel and net. The first items are the cards, in their order."""

    items: list[Item]
    bundles: dict[tuple[int, int], Bundle] = field(default_factory=dict)
    columns: int = 1

    def bundle(self, channel: int, net: int) -> Bundle:
        """The net in that channel, which may be new."""
        return self.bundles.setdefault((channel, net), Bundle(net, channel))


def weave(places: Sequence[Place], lines: Sequence[Line]) -> Weave:
    """The nets of these lines between cards at these places."""
    items = [Item(place.column, float(place.level), card, card) for card, place in enumerate(places)]
    made = Weave(items, columns=max((place.column for place in places), default=0) + 1)
    for card, place in enumerate(places):
        led = [(number, source) for number, (source, target) in enumerate(lines) if target == card]
        onward = [(number, source) for number, source in led if places[source].column < place.column]
        backward = [(number, source) for number, source in led if places[source].column >= place.column]
        level = _between(place.level, [places[source].level for _, source in led])
        _forward(made, card, onward, level)
        _back(made, card, backward, level)
    return made


def _between(level: int, sources: Sequence[int]) -> float:
    """The level of a net's passes: its card's own if any line comes from there, else just above or below it."""
    if not sources or level in sources:
        return float(level)
    return level - 0.5 if min(sources) < level else level + 0.5


def _forward(made: Weave, card: int, led: Sequence[tuple[int, int]], level: float) -> None:
    column = made.items[card].column
    passed = -1
    for here in range(min((made.items[source].column for _, source in led), default=column), column):
        bundle = made.bundle(here + 1, card)
        if passed >= 0:
            bundle.left.append(End(passed))
        bundle.left += [End(source, number) for number, source in led if made.items[source].column == here]
        passed = card if here + 1 == column else _pass(made, here + 1, level, card)
        bundle.out = End(passed)
        bundle.right.append(bundle.out)


def _back(made: Weave, card: int, led: Sequence[tuple[int, int]], level: float) -> None:
    if not led:
        return
    column = made.items[card].column
    passed = -1
    for here in range(max(made.items[source].column for _, source in led), column - 1, -1):
        bundle = made.bundle(here + 1, card)
        if passed >= 0:
            bundle.right.append(End(passed))
        bundle.left += [End(source, number) for number, source in led if made.items[source].column == here]
        passed = _pass(made, here, level, card)
        bundle.out = End(passed)
        bundle.left.append(bundle.out)
    bundle = made.bundle(column, card)
    bundle.right.append(End(passed))
    if bundle.out.item < 0:
        bundle.out = End(card)
        bundle.right.append(bundle.out)


def _pass(made: Weave, column: int, level: float, net: int) -> int:
    made.items.append(Item(column, level, -1, net))
    return len(made.items) - 1
