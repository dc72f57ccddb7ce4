"""``callwright lsp``: answer an editor, over standard input and output."""

from __future__ import annotations

import argparse
import os
import sys

WRONG_USAGE = 2


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "lsp",
        help="answer an editor: mistakes, names and mends while you type",
        description="Answer an editor over the Language Server Protocol. Your editor starts this, not you.",
        epilog="docs/editor.md says how each editor is told of it. "
        "Exit code: 0 the editor said goodbye, 1 it did not, 2 a part is not installed.",
    )
    parser.add_argument("--stdio", action="store_true", help="over standard input and output, as always")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - there is one way to talk
    """Answer until the editor goes. Returns 0 if it said goodbye, 1 if not, 2 where a part is not installed."""
    try:
        from callwright.language_server.server import serve
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        print('callwright lsp needs one more part; install it with: pip install "callwright[lsp]"', file=sys.stderr)
        return WRONG_USAGE
    if sys.stdin.isatty():
        print("callwright lsp talks to editors, not to people. Ctrl-D ends it.", file=sys.stderr)
    # What anything else prints must not end up among the answers.
    answers = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with os.fdopen(answers, "wb") as writes:
        return serve(sys.stdin.buffer, writes)
