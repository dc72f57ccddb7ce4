"""What is said about a command that was typed wrongly: the slip first, in plain words, and what would do.

A slip in an option goes before what is missing, since the one often brings the other along.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from typing import NoReturn

_DASHES = "‒–—―−"
"""What word processors make of the dashes in front of an option."""


class Parser(argparse.ArgumentParser):
    """A parser that answers wrong usage in one line, with the option or the value that is near; exit code 2."""

    typed: Sequence[str] = ()
    """Everything that was typed behind ``callwright``."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, on standard error, and stop."""
        command = self._command()
        print(f"{command.prog}: {command._in_plain_words(message)}", file=sys.stderr)
        print(f"  {command.prog} --help says what can be written.", file=sys.stderr)
        sys.exit(2)

    def _command(self) -> Parser:
        """The parser of the command; the whole one where none was typed."""
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):
                named = next((action.choices[word] for word in self.typed if word in action.choices), None)
                if isinstance(named, Parser):
                    return named
        return self

    def _in_plain_words(self, message: str) -> str:
        if surplus := re.match(r"unrecognized arguments: (.+)", message, re.DOTALL):
            return self._slip() or self._too_much(surplus[1])
        if missing := re.match(r"the following arguments are required: (.*)", message):
            return self._slip() or "; ".join(map(self._missing, missing[1].split(", ")))
        if wrong := re.match(r"argument (\S+): invalid choice: (.*) \(choose from (.*)\)$", message, re.DOTALL):
            return _not_one_of(wrong[1], wrong[2].strip("'\""), re.findall(r"[\w-]+", wrong[3]))
        if empty := re.match(r"argument (\S+): expected (?:one|at least one) argument", message):
            return self._missing(empty[1])
        if kind := re.match(r"argument (\S+): invalid int value: '(.*)'", message):
            return f'{kind[1]} is a whole number, not "{kind[2]}"'
        if flag := re.match(r"argument (\S+): ignored explicit argument '(.*)'", message):
            others = [option for option in self._options() if option.startswith(f"{flag[1]}=")]
            return f'{flag[1]} stands alone, without "={flag[2]}"' + "".join(f"; or write {one}" for one in others)
        return message.removeprefix("argument ")

    def _slip(self) -> str:
        """The first option that was typed and is none, if there is one."""
        for word in self.typed:
            if word == "--":
                break
            name = word.partition("=")[0]
            if re.match(rf"-[\w-]|[{_DASHES}]\w", name) and not re.fullmatch(r"-[0-9.]+", name):
                known = [option for option in self._options() if option.startswith(name)]
                if not known:
                    near = self._near(name)
                    return f"there is no {name} here" + (f"; did you mean {near}?" if near else "")
        return ""

    def _near(self, name: str) -> str | None:
        from callwright.diagnostics.nearest import nearest

        options = {option.removeprefix("--"): option for option in self._options() if option.startswith("--")}
        first_words = {option.partition("-")[0]: full for option, full in sorted(options.items(), reverse=True)}
        plain = name.lstrip(f"-{_DASHES}")
        for names in (options, first_words):
            if near := nearest(plain, names):
                return names[near]
        return None

    def _options(self) -> Iterator[str]:
        for action in self._actions:
            yield from action.option_strings
        yield "--version"

    def _too_much(self, words: str) -> str:
        taken = [_name(action) for action in self._actions if not action.option_strings]
        return f'"{words}" is too much; write: {" ".join([self.prog, *taken])}'

    def _missing(self, name: str) -> str:
        from callwright.diagnostics.nearest import listing

        for action in self._actions:
            if name in (_name(action), *action.option_strings, "/".join(action.option_strings)):
                if action.choices:
                    return f"behind {name} stands {listing(map(str, action.choices))}"
                shown = f"{name} {action.metavar}" if action.option_strings else name
                return f"{shown} is missing" + (f": {action.help}" if action.help else "")
        return f"{name} is missing"


def word_processor_dash(words: Sequence[str]) -> str:
    """What to write instead of an option whose dashes a word processor has joined, or nothing."""
    word = next((word for word in words if re.match(rf"[{_DASHES}]\w", word)), "")
    mended = f"--{word.lstrip(_DASHES)}"
    return f'the dash of "{word}" comes from a word processor; type two short ones: {mended}' if word else ""


def _name(action: argparse.Action) -> str:
    return str(action.metavar or action.dest)


def _not_one_of(option: str, value: str, allowed: Sequence[str]) -> str:
    from callwright.diagnostics.nearest import listing, nearest

    near = nearest(value, allowed)
    meant = f" Did you mean {near}?" if near else ""
    return f'{option} cannot be "{value}".{meant} Write {listing(allowed)}'
