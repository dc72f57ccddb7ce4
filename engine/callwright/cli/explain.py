"""``callwright explain [CODE...]``: what a finding means, with an example; without a code, all that there are."""

from __future__ import annotations

import argparse
import sys
import textwrap
from typing import TYPE_CHECKING

from callwright.cli.changing import printed

if TYPE_CHECKING:
    from callwright.diagnostics.entry import Entry

_WIDTH = 100


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "explain",
        help="say what a finding means, with an example",
        description="Say what a finding means, with an example of it and of its mend.",
        epilog="Without a code it lists all of them. Exit code: 0 it is said, 2 there is no such code.",
    )
    parser.add_argument("code", metavar="CODE", nargs="*", help="what stands in brackets behind a finding")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what the codes mean. Returns 2 for one that there is not."""
    from callwright.diagnostics.catalog import CATALOG

    codes = [code.strip("[]").lower() for code in arguments.code]
    unknown = [code for code in codes if code not in CATALOG]
    for code in unknown:
        print(f"callwright explain: {_unknown(code)}", file=sys.stderr)
    if unknown:
        return 2
    printed("\n".join(page(CATALOG[code]) for code in dict.fromkeys(codes)) if codes else _all())
    return 0


def page(entry: Entry) -> str:
    """Everything about one code."""
    from callwright.diagnostics.levels import settable
    from callwright.diagnostics.shown import shown

    out = [f"{entry.code}: {entry.title}", ""]
    out += textwrap.wrap(" ".join(map(shown, entry.explanation.split())), _WIDTH)
    out += ["", "Instead of", "", *_example(entry.example_bad), "", "write", "", *_example(entry.example_good), ""]
    if not settable(entry):
        out.append(f"It is {_KINDS[entry.severity]}.")
    else:
        out += [
            f"It is {_KINDS[entry.severity]}. To change that in a whole project, write into callwright.toml:",
            "",
            "    [rules]",
            f'    {entry.code} = "off"    # or "info", "warning", "error"',
            "",
            "To silence it at one place, write a comment at the end of the line or on the line above:",
            "",
            f"    # callwright: allow {entry.code} because …",
        ]
    return "\n".join(out) + "\n"


_KINDS = {
    "error": "an error: a flow that has it is not served",
    "warning": "a warning: the flow is served all the same",
    "info": "a note: the flow is served all the same",
}


def _example(text: str) -> list[str]:
    from callwright.diagnostics.shown import shown

    return [f"    {shown(line)}".rstrip() for line in text.rstrip("\n").split("\n")]


def _all() -> str:
    from callwright.diagnostics.groups import GROUPS
    from callwright.diagnostics.levels import settable

    widest = max(len(entry.code) for _, entries in GROUPS for entry in entries)
    out = []
    for heading, entries in GROUPS:
        out += [heading, ""]
        for entry in sorted(entries, key=lambda one: one.code):
            mark = "*" if settable(entry) else " "
            out.append(f"{mark} {entry.code.ljust(widest)}  {entry.title}")
        out.append("")
    out.append("* can be set to another level in callwright.toml, or silenced by a comment with a reason.")
    out.append("callwright explain CODE says more about one of them.")
    return "\n".join(out) + "\n"


def _unknown(code: str) -> str:
    from callwright.diagnostics.catalog import CATALOG
    from callwright.diagnostics.nearest import listing, nearest

    near = nearest(code, CATALOG)
    having = [known for known in sorted(CATALOG) if code and code in known]
    if near is None and len(having) > 1:
        return f'there is no finding "{code}". With this word in their name there are {listing(having)}.'
    if near is None:
        near = having[0] if having else None
    meant = f" Did you mean: callwright explain {near}?" if near else " callwright explain lists all of them."
    return f'there is no finding "{code}".{meant}'
