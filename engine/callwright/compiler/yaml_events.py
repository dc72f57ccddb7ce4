"""The two readers of YAML: a fast one in C, and a careful one that knows the newer rules.

Theory of operation: libyaml, the C reader, refuses inside ``[ ]`` and ``{ }`` what YAML 1.2 and every editor
accept (``[when are you open?, 12:30]``). ruamel's own reader accepts it, but takes eight times as long and
stumbles over tabs that editors accept. So each file is read by C first, and only what C refuses is read again
by the careful reader, whose tab rule is mended here; what both refuse is the author's mistake.

Both give the same stream of events; neither is ever asked to build a tree, since their ways of doing that
recurse (C crashes the process) and read scalars by rules that are not the editor's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scanner import Scanner

try:
    from _ruamel_yaml import CParser  # type: ignore[import-not-found]  # a C extension without types
except ImportError:  # ruamel.yaml.clib is missing on some platforms: slower, but the same in all else
    CParser = None

NextEvent = Callable[[], Any]
"""Gives the next event of a file each time it is called, and ``None`` after the last."""

# Since YAML 1.2 these are ordinary characters, but both readers still break lines at them.
_OLD_LINE_ENDS = "\x85\u2028\u2029"
_STAND_INS = "\ue0f0\ue0f1\ue0f2"
_HIDE = str.maketrans(_OLD_LINE_ENDS, _STAND_INS)
_SHOW = str.maketrans(_STAND_INS, _OLD_LINE_ENDS)


def readers() -> tuple[Callable[[str], NextEvent], ...]:
    """The readers to try, in this order."""
    return (careful,) if CParser is None else (fast, careful)


def fast(text: str) -> NextEvent:
    """Reads with C. The callable raises ruamel's ``YAMLError`` where libyaml refuses the text."""
    hidden, restore = _hide_old_line_ends(text)
    next_event: NextEvent = CParser(hidden).get_event
    return restore(next_event)


def careful(text: str) -> NextEvent:
    """Reads with ruamel's Python parser. The callable raises ruamel's ``YAMLError`` on a mistake."""
    hidden, restore = _hide_old_line_ends(text)
    yaml = YAML(typ="safe", pure=True)
    yaml.Scanner = _TabScanner
    events = yaml.parse(hidden)
    return restore(lambda: next(events, None))


def _hide_old_line_ends(text: str) -> tuple[str, Callable[[NextEvent], NextEvent]]:
    if not any(character in text for character in _OLD_LINE_ENDS):
        return text, lambda next_event: next_event
    if any(character in text for character in _STAND_INS):
        # Private characters of some font, which nobody speaks: the old line ends then break lines.
        return text, lambda next_event: next_event

    def restore(next_event: NextEvent) -> NextEvent:
        def shown() -> Any:
            event = next_event()
            if hasattr(event, "value"):
                event.value = event.value.translate(_SHOW)
            return event

        return shown

    return text.translate(_HIDE), restore


class _TabScanner(Scanner):
    """ruamel's scanner, taking a tab wherever editors do: anywhere but as indentation."""

    def scan_to_next_token(self) -> Any:
        reader = self.reader
        while True:
            super().scan_to_next_token()
            if reader.peek() != "\t":
                return None
            buffer, here = reader.buffer, reader.pointer
            length = 0
            while buffer[here + length] in " \t":
                length += 1
            line_start = buffer.rfind("\n", 0, here) + 1
            indents = not buffer[line_start:here].strip(" \t")
            if indents and buffer[here + length] not in "\n\0#":
                return None
            reader.forward(length)
