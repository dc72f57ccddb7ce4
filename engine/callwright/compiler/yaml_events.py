"""The two readers of YAML: a fast one in C, and a careful one that knows the newer rules.

Theory of operation: libyaml, the C reader, refuses inside ``[ ]`` and ``{ }`` what YAML 1.2 and every editor
accept (``[when are you open?, 12:30]``). ruamel's own reader accepts it, but takes eight times as long and
stumbles over tabs that editors accept. So each file is read by C first, and only what C refuses is read again
by the careful reader, whose tab rule is mended here; what both refuse is the author's mistake.

Both give the same stream of events; neither is ever asked to build a tree, since their ways of doing that
recurse (C crashes the process) and read scalars by rules that are not the editor's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.scanner import Scanner

try:
    from _ruamel_yaml import CParser  # type: ignore[import-not-found]  # a C extension without types
except ImportError:  # ruamel.yaml.clib is missing on some platforms: slower, but the same in all else
    CParser = None

NextEvent = Callable[[], Any]
"""Gives the next event of a file each time it is called, and ``None`` after the last."""

Reader = Callable[[str], NextEvent]

# Since YAML 1.2 these are ordinary characters, but both readers still break lines at them.
_OLD_LINE_ENDS = "\x85\u2028\u2029"
_PRIVATE = range(0xF0000, 0xFFFFE)
_SURROGATE = re.compile("[\ud800-\udfff]")
_BAD_ESCAPE = "found unknown escape character"


def readers() -> tuple[Reader, ...]:
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
    return restore(_join_surrogates(lambda: next(events, None)))


def tokens(text: str) -> Iterator[Any]:
    """The tokens of a text, up to the first that cannot be one."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Scanner = _TabScanner
    hidden, _ = _hide_old_line_ends(text)
    with suppress(YAMLError):
        yield from yaml.scan(hidden)


def _hide_old_line_ends(text: str) -> tuple[str, Callable[[NextEvent], NextEvent]]:
    """The text with private characters, which it does not have, for old line ends; and how to undo it."""
    if not any(character in text for character in _OLD_LINE_ENDS):
        return text, lambda next_event: next_event
    held = set(text)
    stand_ins = "".join(islice((chr(number) for number in _PRIVATE if chr(number) not in held), len(_OLD_LINE_ENDS)))
    show = str.maketrans(stand_ins, _OLD_LINE_ENDS[: len(stand_ins)])

    def restore(next_event: NextEvent) -> NextEvent:
        def shown() -> Any:
            event = next_event()
            if hasattr(event, "value"):
                event.value = event.value.translate(show)
            return event

        return shown

    return text.translate({ord(old): new for old, new in zip(_OLD_LINE_ENDS, stand_ins, strict=False)}), restore


def _join_surrogates(next_event: NextEvent) -> NextEvent:
    """``"\\ud83d\\ude00"`` is one character, written as JSON writes it; half of one is a mistake."""

    def joined() -> Any:
        event = next_event()
        value = getattr(event, "value", None)
        if value is not None and _SURROGATE.search(value):
            try:
                event.value = value.encode("utf-16", "surrogatepass").decode("utf-16")
            except UnicodeDecodeError:
                raise MarkedYAMLError(problem=_BAD_ESCAPE, problem_mark=event.start_mark) from None
        return event

    return joined


class _TabScanner(Scanner):
    """ruamel's scanner, taking a tab wherever editors do: anywhere but as indentation."""

    def fetch_more_tokens(self) -> Any:
        try:
            return super().fetch_more_tokens()
        except YAMLError:
            raise
        except Exception as error:  # ruamel trips over some mistakes, such as an escape beyond Unicode
            raise MarkedYAMLError(problem=_BAD_ESCAPE, problem_mark=self.reader.get_mark()) from error

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
