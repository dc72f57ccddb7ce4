"""``callwright hear TYPE "words"``: what a value is heard as, and why."""

from __future__ import annotations

import argparse
import json
import re
import sys
from typing import Any


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "hear",
        help="try how a value is heard in a sentence",
        description=(
            "Hears a value in a sentence, as a call would, and prints it as JSON: null means that the caller is asked "
            "again. Why it was heard so is said on standard error."
        ),
        epilog=(
            "Types: yes_no, digits, number, money, date, time, duration, phone, name, spelling, choice, text. "
            "Exit code: 0 also for null, 2 wrong usage."
        ),
    )
    parser.add_argument("type", metavar="TYPE", help="the type of value, such as date")
    parser.add_argument("words", metavar="WORDS", nargs="?", help="what the caller says, as the recogniser writes it")
    parser.add_argument("--lines", action="store_true", help="hear each line of standard input, one JSON value a line")
    parser.add_argument("--language", default="en-US", metavar="TAG", help="such as en-GB (default: %(default)s)")
    parser.add_argument("--now", metavar="ISO", help="the time of the call, such as 2026-11-20T10:00 (default: now)")
    parser.add_argument("--length", metavar="N", help="how many digits or letters: 6, or 4-8")
    parser.add_argument("--min", metavar="VALUE", help="the smallest or earliest value; of digits, how many at least")
    parser.add_argument("--max", metavar="VALUE", help="the largest or latest value; of digits, how many at most")
    parser.add_argument("--pattern", metavar="RE", default="", help="a regular expression that the whole value fits")
    parser.add_argument(
        "--options",
        metavar="NAME",
        nargs="+",
        help='the options of a choice: red,blue or, with phrases, "red=the red one,red" "blue=blue"',
    )
    parser.add_argument("--past", action="store_true", help="the date lies in the past, such as a date of birth")
    parser.add_argument("--future", action="store_true", help="the date lies in the future, such as an appointment")
    parser.add_argument("--currency", metavar="CODE", default="", help="the currency where none is said, such as EUR")
    parser.add_argument(
        "--checksum", metavar="NAME", default="", help="luhn, mod11 or iban: the number has check digits"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Hear the words. Returns 0, or 2 for wrong usage."""
    try:
        return _run(arguments)
    except ValueError as mistake:
        print(f"callwright hear: {mistake}", file=sys.stderr)
        return 2


def _run(arguments: argparse.Namespace) -> int:
    from callwright.runtime.hearing import hear, moment

    wanted = _wanted(arguments)
    now = moment(arguments.now)
    if arguments.lines:
        if arguments.words is not None:
            raise ValueError("with --lines the words come from standard input; leave them out of the command")
        hear(arguments.type, "", language=arguments.language, now=now, **wanted)  # a wrong type shows without input
        for line in sys.stdin:
            heard = hear(arguments.type, line.rstrip("\r\n"), language=arguments.language, now=now, **wanted)
            print(json.dumps(heard.value, ensure_ascii=False), flush=True)
        return 0
    if arguments.words is None:
        raise ValueError(
            'which words? For example: callwright hear date "the third of June". --lines reads them line by line'
        )
    heard = hear(arguments.type, arguments.words, language=arguments.language, now=now, **wanted)
    print(json.dumps(heard.value, ensure_ascii=False), flush=True)
    print(heard.why, file=sys.stderr)
    return 0


def _wanted(arguments: argparse.Namespace) -> dict[str, Any]:
    """What was asked for, as ``hear`` takes it."""
    wanted: dict[str, Any] = {
        "past": arguments.past,
        "future": arguments.future,
        "currency": arguments.currency,
        "checksum": arguments.checksum,
        "pattern": _pattern(arguments.pattern),
    }
    if arguments.length is not None:
        wanted["length"] = _length(arguments.length)
    for name in ("min", "max"):
        text = getattr(arguments, name)
        if text is not None:
            wanted[name] = text
    if arguments.options:
        wanted["options"] = _options(arguments.options)
    elif arguments.type == "choice":
        raise ValueError("a choice needs its options, for example: --options red,blue")
    return wanted


def _length(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,3})(?:-(\d{1,3}))?", text)
    if found is None:
        raise ValueError(f"“{text}” is no length; write --length 6 or --length 4-8")
    return int(found[1]), int(found[2] or found[1])


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"“{text}” is no regular expression: {error}") from None
    return text


def _options(given: list[str]) -> dict[str, tuple[str, ...]]:
    """ "red,blue" are two options; "red=the red one,red" is one with its phrases."""
    options: dict[str, tuple[str, ...]] = {}
    for text in (part for one in given for part in one.split(";")):
        name, equals, phrases = text.partition("=")
        if equals:
            options[name.strip()] = tuple(phrase.strip() for phrase in phrases.split(",") if phrase.strip())
        else:
            options.update({one.strip(): (one.strip(),) for one in text.split(",") if one.strip()})
    return options
