"""The laws of every call, whatever the flow, the caller and the platform do. ``LAWS`` is all of them by name.

A law is one function of a ``Witness``; its docstring is the law, and it yields one complaint for each time that it was
broken. What it asks is asked of the emulated platform where that can know it, and of the session or of what was
answered elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType

from tests.laws import (
    laws_of_answers,
    laws_of_meaning,
    laws_of_services,
    laws_of_subflows,
    laws_of_the_line,
    laws_of_the_record,
    laws_of_values,
)
from tests.laws.witness import Witness

Law = Callable[[Witness], Iterator[str]]


def _laws_of(module: ModuleType) -> dict[str, Law]:
    return {
        name: law
        for name, law in vars(module).items()
        if not name.startswith("_") and not name.endswith("_of") and getattr(law, "__module__", "") == module.__name__
    }


LAWS: dict[str, Law] = {
    **_laws_of(laws_of_answers),
    **_laws_of(laws_of_the_line),
    **_laws_of(laws_of_meaning),
    **_laws_of(laws_of_values),
    **_laws_of(laws_of_services),
    **_laws_of(laws_of_subflows),
    **_laws_of(laws_of_the_record),
}


def broken(call: Witness) -> dict[str, list[str]]:
    """The complaints about a call, by law."""
    if call.session is None:
        return {"every_event_is_answered": [call.crashed]}
    found = {name: list(law(call)) for name, law in LAWS.items()}
    return {name: complaints for name, complaints in found.items() if complaints}
