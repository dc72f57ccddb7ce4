"""The command line's front door: finds the command and nothing else, so that every one starts fast."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from callwright.cli.usage import Parser, word_processor_dash

COMMANDS = {
    "check": "read flow files and say every mistake in them",
    "fmt": "bring flow files into their one form",
    "explain": "say what a finding means, with an example",
    "show": "print a flow in full, with every default and where it comes from",
    "serve": "answer the telephone platform over HTTP and WebSocket",
    "publish": "keep a version of flows where a service finds it",
    "versions": "list the versions that are kept, and what differs between two",
    "alias": "say which version new calls begin in, or take that back",
    "talk": "have a conversation with a flow in the terminal",
    "call": "play a scripted caller against a flow or a service",
    "dial": "have somebody rung, and begin a flow when they answer",
    "calls": "list the calls that a service recorded",
    "why": "say why each turn of a recorded call went as it did",
    "replay": "do recorded calls once more, also with another flow",
    "record-to-test": "make a test of a recorded call",
    "timeline": "draw a scripted call as a picture",
    "graph": "draw a flow as a picture",
    "hear": "try how a value is heard in a sentence",
    "say": "try how a value is said",
    "lsp": "answer an editor: mistakes, names and mends while you type",
    "new": "write a small project to begin with",
    "schema": "put what an editor needs into a project",
}
"""Every command, in the order in which an author meets them, and what it is for."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns its exit code: 0 well, 1 mistakes were found, 2 wrong usage, 3 our own mistake."""
    words = list(sys.argv[1:] if argv is None else argv)
    parser = Parser(
        prog="callwright",
        description="Telephone dialogues written as YAML.",
        epilog="callwright COMMAND --help says more about one of them.",
    )
    parser.add_argument("--version", action="store_true", help="print the version and stop")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    if words[:1] == ["help"]:
        words = [*words[1:2], "--help"]
    named = next((word for word in words if not word.startswith("-")), "")
    if joined := word_processor_dash(words):
        print(f"callwright: {joined}", file=sys.stderr)
        return 2
    if named and named not in COMMANDS:
        return _no_command(named)
    for name, purpose in COMMANDS.items():
        if name == named:
            importlib.import_module(f"callwright.cli.{name.replace('-', '_')}").register(subparsers)
        else:
            subparsers.add_parser(name, help=purpose)
    for each in (parser, *subparsers.choices.values()):
        each.typed = words
    arguments = parser.parse_args(words)
    if arguments.version:
        from importlib.metadata import version

        print(f"callwright {version('callwright')}")
        return 0
    if not arguments.command:
        parser.print_help()
        return 2
    return _run(arguments)


def _no_command(word: str) -> int:
    from callwright.diagnostics.nearest import nearest

    near = nearest(word, COMMANDS)
    if near is None and (word.endswith((".yaml", ".yml")) or os.path.exists(word)):
        near = f'check "{word}"' if " " in word else f"check {word}"
    meant = f" Did you mean: callwright {near}?" if near else ""
    print(f'callwright: There is no command "{word}".{meant}', file=sys.stderr)
    print(f"  Commands: {', '.join(COMMANDS)}. callwright --help says what each is for.", file=sys.stderr)
    return 2


def _run(arguments: argparse.Namespace) -> int:
    try:
        code = int(arguments.run(arguments))
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has had enough; the interpreter must not complain about it while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"callwright: {error.strerror or error}: {error.filename or ''}".rstrip(": "), file=sys.stderr)
        return 2
    except Exception as error:
        return _our_mistake(error)


def _our_mistake(error: Exception) -> int:
    """Nobody who writes flows is shown a traceback; who mends callwright asks for it."""
    if os.environ.get("CALLWRIGHT_DEBUG"):
        raise error
    print(
        f"callwright: this is a mistake of callwright's own, not yours ({type(error).__name__}: {error}).\n"
        "Nothing was changed. Please report it with what CALLWRIGHT_DEBUG=1 in front of the command prints.",
        file=sys.stderr,
    )
    return 3


if __name__ == "__main__":
    sys.exit(main())
