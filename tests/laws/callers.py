"""Random callers on random platforms: a ``Case`` is all of one call but the flow, and can be drawn, shown and shrunk.

What a caller does is a list of deeds, each after a wait; then they are silent until the call is over. What the platform
does is one reading of its documents (``Switches``), drawn field by field from their types, so that a new switch is
taken in by itself. ``reach`` is the way to the application: a plain webhook, a WebSocket, or a webhook with the
platform's external API beside it, through which we may speak first.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from random import Random
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from callwright.platform.envelope import CallSetup, Outcome
from callwright.platform.switches import RECOMMENDED, Switches

Reach = Literal["webhook", "websocket", "api"]

DEEDS = {
    "answers": 10,
    "says": 5,
    "value": 6,
    "piece": 2,
    "several": 2,
    "mends": 4,
    "universal": 3,
    "types": 3,
    "backchannel": 2,
    "hesitates": 2,
    "beside the point": 3,
    "two at once": 2,
    "yes and a key": 4,
    "noise": 5,
    "key": 3,
    "outside": 2,
    "button": 1,
    "forced button": 1,
    "hangs up": 1,
}
"""What may happen, and how often. ``answers``: to what is asked; ``says``: anything that the flow may know.

``value``: what a form asks for, said in the language's way, ``piece`` half of it, ``several`` what else it wants too,
``types`` with the keys; ``mends``: "no, …"; ``universal``: a moment please, cancel, main menu, repeat, help, back.
"""

COOPERATES = {
    "value": 8,
    "answers": 4,
    "agrees": 6,
    "mends": 4,
    "types": 2,
    "says": 3,
    "several": 1,
    "piece": 1,
    "universal": 1,
}
"""What somebody does who wants to get somewhere, always when they are asked."""

WAITS = (0, 30, 200, 700, 1500, 3000, 6000, 15_000)
UNTIL_ASKED = -1
"""Wait until the assistant has finished."""

NUMBERS: dict[str, tuple[int, ...]] = {
    "answer_takes_ms": (150, 800),
    "end_of_turn_ms": (400, 1500),
    "deaf_ms": (150, 800),
}
"""What a switch that is a number may be; any other is drawn from ``OTHER_NUMBERS``."""
OTHER_NUMBERS = (0, 0, 1, 100)


class Deed(NamedTuple):
    """``what`` happens ``wait`` ms after the deed before it; ``which`` chooses the words or the key."""

    wait: int
    what: str
    which: int


@dataclass(frozen=True, slots=True)
class Case:
    """One call: who calls, over what, and what they do. ``seed`` is for voices and latencies."""

    seed: int
    reach: Reach
    setup: CallSetup
    switches: Switches
    deeds: tuple[Deed, ...]

    def __str__(self) -> str:
        read = {f.name: getattr(self.switches, f.name) for f in fields(Switches)}
        changed = {name: value for name, value in read.items() if value != getattr(RECOMMENDED, name)}
        lines = [f"seed {self.seed}, over {self.reach}, transfers {list(self.setup.transfers)}", f"switches {changed}"]
        return "\n".join([*lines, *(f"  {tuple(deed)}" for deed in self.deeds)])


def case_of(chance: Random) -> Case:
    """Draw one call."""
    count = chance.choice((0, 1, 2, 4, 6, 8, 10, 14, 20))
    return Case(
        seed=chance.randrange(1000),
        reach=chance.choice(get_args(Reach)),
        setup=CallSetup(
            from_number=chance.choice(("4915120304050", "4915120304050", "")),
            transfers=tuple(chance.choice(get_args(Outcome)) for _ in range(chance.randint(0, 3))),
            sms_fails=chance.random() < 0.3,
        ),
        switches=switches_of(chance),
        deeds=_deeds(chance, count),
    )


def switches_of(chance: Random) -> Switches:
    """One reading of the platform's documents; a third of all switches is turned."""
    hints = get_type_hints(Switches)
    turned = {f.name: _value(chance, f.name, hints[f.name]) for f in fields(Switches) if chance.random() < 0.35}
    return replace(RECOMMENDED, **turned)


def _value(chance: Random, name: str, hint: Any) -> Any:
    """Any value that a switch may have, by its type."""
    if hint is bool:
        return chance.random() < 0.5
    if get_origin(hint) is Literal:
        return chance.choice(get_args(hint))
    if hint is int:
        return chance.choice(NUMBERS.get(name, OTHER_NUMBERS))
    if get_origin(hint) in (tuple, frozenset):
        inner = get_args(hint)[0]
        every = get_args(inner) if get_origin(inner) is Literal else ()
        return get_origin(hint)(one for one in every if chance.random() < 0.2)
    raise TypeError(f"a switch of a new kind, which no caller draws yet: {name}: {hint}")


def _deeds(chance: Random, count: int) -> tuple[Deed, ...]:
    if chance.random() < 0.1:
        return _coughs(chance)
    if chance.random() < 0.35:
        what = chance.choices(list(COOPERATES), list(COOPERATES.values()), k=count)
        return tuple(Deed(UNTIL_ASKED, one, chance.randrange(10_000)) for one in what)
    return tuple(_deed(chance) for _ in range(count))


def _coughs(chance: Random) -> tuple[Deed, ...]:
    """Somebody who says nothing, but is heard to cough now and then."""
    coughs = range(chance.randint(1, 3))
    return tuple(Deed(chance.choice((700, 1500, 3000, 15_000)), "noise", chance.randrange(10_000)) for _ in coughs)


def _deed(chance: Random) -> Deed:
    what = chance.choices(list(DEEDS), list(DEEDS.values()))[0]
    wait = UNTIL_ASKED if what == "yes and a key" or chance.random() < 0.4 else chance.choice(WAITS)
    return Deed(wait, what, chance.randrange(10_000))
