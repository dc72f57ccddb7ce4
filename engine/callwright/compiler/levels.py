"""How much each rule matters in a project: ``callwright.toml``, and the one place where it and comments take effect.

    [rules]
    menu-too-long = "off"        # or "info", "warning", "error"

Laws:

- The levels for a finding stand in the ``callwright.toml`` of the folder of its file, or of the nearest folder above
  that has one; nothing is looked for above a folder that holds ``.git``.
- Only a rule that is ``settable`` changes its level, whatever the file says.
- A finding that a comment silences is gone whatever its level; a rule that is off does not make a comment useless.
- That a comment silences nothing is told only where every rule could look at everything, which an error prevents.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from callwright.compiler.document import Document
from callwright.compiler.silence import Allowances, allowances, not_settable
from callwright.compiler.source import Source
from callwright.compiler.toml_places import Place, Route, places
from callwright.diagnostics.catalog import CATALOG, finding
from callwright.diagnostics.levels import LEVELS, Silenced, settable
from callwright.diagnostics.model import Diagnostic, Edit, Fix, Severity, Span, has_errors, in_order
from callwright.diagnostics.nearest import listing, nearest

NAME = "callwright.toml"

_SECTIONS = ("rules",)
_ALSO = {
    "off": ("none", "ignore", "no", "never", "disabled", "silent"),
    "info": ("note", "notice", "hint", "on"),
    "warning": ("warn", "yes"),
    "error": ("err", "fatal", "critical", "fail"),
}
_WHERE = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")
_BARE_WORD = re.compile(r"(?P<head>[ \t]*[^=#\n]*=[ \t]*)(?P<word>[A-Za-z]+)[ \t]*(?:#.*)?")


@dataclass(frozen=True, slots=True)
class Levels:
    """The levels of one ``callwright.toml``.

    ``rules`` maps a code to its severity, ``None`` where the rule is off; codes that are not there keep the level of
    the catalogue. ``diagnostics`` tell what is wrong with the file, ``lines`` are its text, for renderers.
    """

    file: str = ""
    rules: Mapping[str, Severity | None] = field(default_factory=lambda: MappingProxyType({}))
    diagnostics: tuple[Diagnostic, ...] = ()
    lines: tuple[str, ...] = ()

    def applied(self, found: Diagnostic) -> Diagnostic | None:
        """The finding with its level here; ``None`` where its rule is off."""
        if found.code not in self.rules:
            return found
        level = self.rules[found.code]
        return None if level is None else replace(found, severity=level)


_UNCHANGED = Levels()


class ProjectLevels:
    """The levels for each file of a project, every ``callwright.toml`` read once.

    ``read`` gives a file's bytes, or ``None`` where there is no such file; it may raise ``OSError``.
    """

    def __init__(self, read: Callable[[Path], bytes | None] | None = None) -> None:
        self._read = read or from_disk
        self._of_folder: dict[str, Levels] = {}
        self._read_from: dict[str, Levels] = {}

    def of(self, file: str) -> Levels:
        """The levels for findings in ``file`` (a path as diagnostics show it)."""
        folder = os.path.dirname(file)
        if folder not in self._of_folder:
            self._of_folder[folder] = self._find(folder)
        return self._of_folder[folder]

    @property
    def all(self) -> tuple[Levels, ...]:
        """Every one that was read so far."""
        return tuple(self._read_from.values())

    def _find(self, folder: str) -> Levels:
        here = Path(os.path.abspath(folder or "."))
        for above in (here, *here.parents):
            path = str(above / NAME)
            if path in self._read_from:
                return self._read_from[path]
            shown = path if os.path.isabs(folder) else os.path.relpath(path)
            try:
                data = self._read(above / NAME)
            except (OSError, ValueError) as error:
                self._read_from[path] = made = _unreadable(shown, error)
                return made
            if data is not None:
                self._read_from[path] = made = read_levels(data, shown)
                return made
            if os.path.lexists(above / ".git"):
                break
        return _UNCHANGED


@dataclass(frozen=True, slots=True)
class Settled:
    """What there is to tell after levels and comments: in order; and what comments silence, which is not told.

    ``sources`` are the lines of every ``callwright.toml`` that was read, for renderers.
    """

    diagnostics: tuple[Diagnostic, ...]
    silenced: tuple[Silenced, ...] = ()
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def settle(
    diagnostics: Iterable[Diagnostic],
    documents: Mapping[str, Document],
    levels: ProjectLevels | None = None,
    *,
    whole: Collection[str] | None = None,
) -> Settled:
    """The findings as an author is told them.

    ``documents`` are the files that were read, by the name that findings have; ``levels`` is ``None`` for a text that
    stands in no folder. ``whole`` names the files of which every finding is among ``diagnostics``, so that a comment
    there which silences nothing is told; ``None``: all of them.
    """
    allowed = {file: made for file, document in documents.items() if (made := _allowances(document)) is not None}
    told: list[Diagnostic] = []
    silenced: list[Silenced] = []
    for found in diagnostics:
        file, entry = found.span.file, CATALOG.get(found.code)
        if entry is None or not settable(entry):
            told.append(found)
            continue
        hidden = allowed[file].silences(found) if file in allowed else None
        if hidden is not None:
            silenced.append(hidden)
            continue
        settled = levels.of(file).applied(found) if levels is not None else found
        if settled is not None:
            told.append(settled)
    for made in allowed.values():
        told += made.findings
    read: list[Levels] = []
    if levels is not None:
        for file in documents:
            levels.of(file)  # what is wrong with it is told even where no rule finds anything
        read += levels.all
    told += [found for one in read for found in one.diagnostics]
    if not has_errors(told):
        told += [found for file, made in allowed.items() if whole is None or file in whole for found in made.unused()]
    silenced.sort(key=lambda one: one.diagnostic.sort_key())
    return Settled(in_order(told), tuple(dict.fromkeys(silenced)), {one.file: one.lines for one in read})


def _allowances(document: Document) -> Allowances | None:
    made = allowances(document)
    return made if made.allowed or made.findings else None


def read_levels(data: bytes, file: str) -> Levels:
    """The levels in ``data``; ``file`` is its name in diagnostics. Never raises for what stands in it."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
    source = Source(file, text)
    try:
        data.decode("utf-8")
        table = tomllib.loads(text)
    except UnicodeDecodeError:
        found = finding(
            "settings-unreadable",
            f"{NAME} is not saved as UTF-8.",
            source.span(text.find("\ufffd"), text.find("\ufffd") + 1),
            "Save the file as UTF-8: most editors offer it under 'Save with encoding'.",
        )
        return Levels(file, diagnostics=(found,), lines=source.lines)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return Levels(file, diagnostics=(_not_toml(source, str(error)),), lines=source.lines)
    reader = _Reader(source, places(text))
    rules = reader.rules(table)
    return Levels(file, MappingProxyType(rules), tuple(reader.found), source.lines)


class _Reader:
    def __init__(self, source: Source, where: Mapping[Route, Place]) -> None:
        self.source = source
        self.where = where
        self.found: list[Diagnostic] = []

    def rules(self, table: Mapping[str, object]) -> dict[str, Severity | None]:
        for name in table:
            if name not in _SECTIONS:
                self._unknown_section(name)
        rules = table.get("rules", {})
        if not isinstance(rules, dict):
            help = 'Write a line [rules], and below it one line a rule: unreachable-state = "off"'
            self.found.append(finding("settings-unreadable", '"rules" has no rules.', self._value("rules"), help))
            return {}
        made: dict[str, Severity | None] = {}
        for code, level in rules.items():
            refused = not_settable(code, self._key("rules", code), "set to another level")
            if refused is not None:
                # The quotes of a name belong to its place, and the mend has to keep them.
                self.found.append(replace(refused, fixes=()) if self._quoted("rules", code) else refused)
            elif isinstance(level, str) and level in LEVELS:
                made[code] = LEVELS[level]
            else:
                self._unknown_level(code, level)
        return made

    def _unknown_section(self, name: str) -> None:
        near = nearest(name, _SECTIONS)
        if name in CATALOG:
            help = f'Levels stand under the line [rules]:\n[rules]\n{name} = "warning"'
        else:
            help = f'Did you mean "{near}"?' if near else "Remove it; there is one part: [rules]"
        fixes = () if near is None or self._quoted(name) else (Fix(f"Write “{near}”", (Edit(self._key(name), near),)),)
        message = f'{NAME} has no part "{name}".'
        self.found.append(finding("settings-unknown-section", message, self._key(name), help, fixes=fixes))

    def _unknown_level(self, code: str, level: object) -> None:
        written = self.source.text[slice(*self.where["rules", code].value)]
        near = "off" if level is False else _near(level) if isinstance(level, str) else None
        meant = f' Did you mean "{near}"?' if near else ""
        span = self._value("rules", code)
        fixes = (Fix(f"Write “{near}”", (Edit(span, f'"{near}"'),)),) if near else ()
        message = f"{_shown(written)} is no level.{meant}"
        possible = listing(f'"{one}"' for one in LEVELS)
        self.found.append(finding("settings-unknown-level", message, span, f"Possible: {possible}.", fixes=fixes))

    def _key(self, *route: str) -> Span:
        return self.source.span(*self.where[route].key)

    def _value(self, *route: str) -> Span:
        return self.source.span(*self.where[route].value)

    def _quoted(self, *route: str) -> bool:
        return self.source.text[self.where[route].key[0]] in "\"'"


def _near(level: str) -> str | None:
    """The level that a word means: one that is like it, or that other programs call so."""
    return next((one for one, others in _ALSO.items() if level.lower() in others), None) or nearest(level, LEVELS)


def _shown(written: str) -> str:
    first, *rest = written.split("\n")
    return first[:40] + "…" if rest or len(first) > 40 else first


def _not_toml(source: Source, error: str) -> Diagnostic:
    """What tomllib says, at its place, with the mend where it can be told."""
    match = _WHERE.search(error)
    line, column = (int(match[1]), int(match[2])) if match and match[1] else (len(source.lines), 1)
    line = min(max(line, 1), len(source.lines))
    text = source.line_text(line)
    start = source.start_of(line)
    at = start + min(max(column - 1, 0), len(text))
    bare = _BARE_WORD.fullmatch(text)
    if bare is not None and bare["word"] not in ("true", "false"):
        span = source.span(start + bare.start("word"), start + bare.end("word"))
        mended = text[: bare.start("word")] + f'"{bare["word"]}"' + text[bare.end("word") :]
        fix = Fix(f'Write "{bare["word"]}"', (Edit(span, f'"{bare["word"]}"'),))
        message = f"The value {bare['word']} needs quotes."
        return finding("settings-unreadable", message, span, f"Write: {mended.strip()}", fixes=(fix,))
    what = _WHERE.sub("", error).strip().rstrip(":.") or "it is nested too deeply"
    message = f"{NAME} cannot be read from here on ({what})."
    if ":" in text and "=" not in text:
        name, _, value = text.partition(":")
        value = value.strip().strip("\"'")
        help = f'Write = in place of the colon: {name.strip()} = "{value}"'
    else:
        help = 'Below the line [rules] each line is written so: unreachable-state = "off"'
    return finding("settings-unreadable", message, source.span(at, start + len(text.rstrip())), help)


def _unreadable(file: str, error: Exception) -> Levels:
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    found = finding(
        "settings-unreadable",
        f"{NAME} cannot be read: {why}.",
        Span(file, 1, 1, 1, 1),
        "Check its rights, or remove it.",
    )
    return Levels(file, diagnostics=(found,))


def from_disk(path: Path) -> bytes | None:
    """The bytes of a file, ``None`` where there is none. Raises ``OSError`` where it cannot be read."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
