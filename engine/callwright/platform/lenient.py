"""The lenient reading of an action: what a forgiving platform makes of one that breaks a rule.

What no page names is left out, numbers out of range are brought into it, a voice or a recording of another kind is
taken as it is. Each of these is a warning. What cannot be mended stays as it is, for the strict reader to refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from callwright.platform.fault import Fault, shown
from callwright.platform.voice import read_wav

Mended = Mapping[str, object]

_RANGES = {"minimum_characters": (1, 100), "allow_after_ms": (0, 10000)}


def mend(action: Mended, path: str, fields: Mapping[str, object]) -> tuple[Mended, list[Fault]]:
    """The action as it is performed, with a warning for each thing that was mended.

    ``fields`` are those that this type of action has; ``path`` is where it stands in its answer.
    """
    faults: list[Fault] = []
    mended = {name: value for name, value in action.items() if name in fields}
    for name in action.keys() - mended.keys():
        faults.append(Fault(f"{path}.{name}", "an unknown field, left out", ", ".join(sorted(fields)), warning=True))
    for name, how in _MENDS.items():
        if name in mended:
            mended[name] = how(mended[name], f"{path}.{name}", faults)
    if action.get("type") == "speak" and mended.get("user_input_timeout_seconds") == 0:
        del mended["user_input_timeout_seconds"]
        faults.append(Fault(f"{path}.user_input_timeout_seconds", "0, which is off", "no such field", warning=True))
    return (mended if faults else action), faults


def takes(fault: Fault, action: Mended) -> Fault:
    """A finding of the strict reader as the lenient one sees it: a warning where the thing can be performed."""
    field = fault.path.rpartition(".")[2]
    wav = read_wav(value) if field == "audio" and isinstance(value := action.get("audio"), str) else None
    harmless = (field == "tts" and isinstance(action.get("tts"), Mapping)) or (wav is not None and wav.format == 1)
    return Fault(fault.path, fault.found, fault.allowed, warning=True) if harmless else fault


def _barge_in(value: object, path: str, faults: list[Fault]) -> object:
    if not isinstance(value, Mapping):
        return value
    mended = {name: inner for name, inner in value.items() if name in ("strategy", *_RANGES)}
    if mended.get("strategy") != "minimum_characters":
        mended.pop("minimum_characters", None)
    for name in value.keys() - mended.keys():
        faults.append(Fault(f"{path}.{name}", f"{shown(value[name])}, left out", "not here", warning=True))
    for name, (low, high) in _RANGES.items():
        given = mended.get(name)
        if isinstance(given, int | float) and not isinstance(given, bool) and given == given:
            inside = round(min(max(given, low), high))
            if inside != given:
                found = f"{shown(given)}, taken as {inside}"
                faults.append(Fault(f"{path}.{name}", found, f"a whole number from {low} to {high}", warning=True))
            mended[name] = inside
    return mended


def _volume(value: object, path: str, faults: list[Fault]) -> object:
    if not isinstance(value, int | float) or isinstance(value, bool) or not (value < 0 or value > 1):
        return value
    inside = min(max(value, 0), 1)
    faults.append(Fault(path, f"{shown(value)}, taken as {inside}", "a number from 0 to 1", warning=True))
    return inside


_MENDS: Mapping[str, Callable[[object, str, list[Fault]], object]] = {"barge_in": _barge_in, "volume": _volume}
