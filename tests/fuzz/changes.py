"""How a well formed input becomes one that nobody would write. All of it is decided by the random numbers given."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path

MOST_BYTES = 64 * 1024

_YAML = (
    b":",
    b": ",
    b"- ",
    b"?",
    b"? ",
    b"&a ",
    b"*a",
    b"<<: *a",
    b"|",
    b">-",
    b"|2",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b"#",
    b" #",
    b"'",
    b'"',
    b"---\n",
    b"...\n",
    b"%YAML 1.1\n",
    b"!!str ",
    b"!!python/object:os.system ",
    b"!!binary ",
    b"!x ",
    b"\t",
    b"\r",
    b"\r\n",
    b"\x00",
    b"\x85",
    b"\xa0",
    b"\xc2\xa0",
    b"\xe2\x80\x8b",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xf0\x9f\xa6\x9c",
    b"\xe2\x80\xa8",
    b"~",
    b"null",
    b"yes",
    b"no",
    b"12:30",
    b"0x1F",
    b"1e999",
    b".inf",
    b"2024-02-30",
    b"-1",
    b"99999999999999999999",
    b"@",
    b"`",
    b"\\",
    b"\\u0000",
    b"  ",
    b"        ",
    b"\n",
    b"\n\n",
    b"\n  ",
    b"x-y: ",
)
_TEXT = (
    b"{{",
    b"}}",
    b"{%",
    b"%}",
    b"{#",
    b"#}",
    b"{{ ",
    b" }}",
    b"{{ x }}",
    b"{{ 1/0 }}",
    b"{{ ''.__class__ }}",
    b"|",
    b"| say",
    b"| say(format='x')",
    b"[-1]",
    b"[::2]",
    b"(",
    b")",
    b"((",
    b"or",
    b"and",
    b"not",
    b" in ",
    b"is defined",
    b"==",
    b"<",
    b"<break/>",
    b"</speak>",
    b"{n:number}",
    b"{}",
    b"{name}",
    b"[a|b]",
    b"(a|",
    b"*",
    b"+",
    b"\\",
    b"for",
    b"if",
    b"else",
    b"endif",
    b"mon-fri",
    b"24:00",
    b"25:61",
    b"00:00-00:00",
    b"31 Feb",
    b"easter",
)
_JSON = (
    b'"',
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b",",
    b"null",
    b"true",
    b"NaN",
    b"-Infinity",
    b"1e999",
    b"-0",
    b'"\\ud800"',
    b'"\\u0000"',
    b'"v":1',
    b'"v":2',
    b'"type":',
    b'{"a":{"a":',
    b"[[[[",
    b"]]]]",
    b"0",
    b"-1",
    b"1.5",
    b'""',
    b"{}",
    b"[]",
)


@cache
def _keys() -> tuple[bytes, ...]:
    """The words of the language: what the schemas name."""
    names: set[str] = set()

    def walk(part: object) -> None:
        if isinstance(part, dict):
            for key, value in part.items():
                if key == "properties" and isinstance(value, dict):
                    names.update(value)
                if key == "enum" and isinstance(value, list):
                    names.update(word for word in value if isinstance(word, str))
                walk(value)
        elif isinstance(part, list):
            for value in part:
                walk(value)

    for name in ("flow", "test"):
        walk(json.loads((Path(__file__).parents[2] / "schemas" / f"{name}.schema.json").read_text()))
    return tuple(name.encode() for name in sorted(names))


def change(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    """One to eight changes of an input."""
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5, 8))):
        data = chance.choice(_WAYS)(data, seeds, chance)
    return data[:MOST_BYTES]


def _at(data: bytes, chance: random.Random) -> int:
    return chance.randint(0, len(data))


def _word(chance: random.Random) -> bytes:
    several = chance.choice((_YAML, _TEXT, _JSON, _keys()))
    word = chance.choice(several)
    return word + b": " if several is _keys() and chance.random() < 0.5 else word


def _put_in(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    at = _at(data, chance)
    return data[:at] + _word(chance) + data[at:]


def _put_many(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    at, word = _at(data, chance), _word(chance)
    return data[:at] + word * chance.choice((2, 20, 500)) + data[at:]


def _replace(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    at = _at(data, chance)
    return data[:at] + _word(chance) + data[at + chance.randint(0, 12) :]


def _flip(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes((data[at] ^ 1 << chance.randrange(8),)) + data[at + 1 :]


def _leave_out(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    at = _at(data, chance)
    return data[:at] + data[at + chance.choice((1, 1, 2, 5, 30, 300)) :]


def _twice(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    at = _at(data, chance)
    part = data[at : at + chance.choice((3, 20, 100))]
    return data[:at] + part * chance.choice((2, 2, 3, 50)) + data[at:]


def _of_another(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    other = chance.choice(seeds)
    at, there = _at(data, chance), _at(other, chance)
    return data[:at] + other[there : there + chance.choice((10, 100, 1000))] + data[at:]


def _lines(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    """Lines are left out, doubled, moved, pushed in and out."""
    lines = data.split(b"\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            del lines[at]
        case 1:
            lines.insert(other, lines[at])
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines[at] = b"  " + lines[at]
        case 4:
            lines[at] = lines[at].removeprefix(b"  ")
        case _:
            lines[at] = lines[at].partition(b":")[0] + b": " + lines[other].partition(b":")[2].strip()
    return b"\n".join(lines)


_WAYS = (
    _put_in,
    _put_in,
    _put_many,
    _replace,
    _replace,
    _flip,
    _leave_out,
    _twice,
    _of_another,
    _lines,
    _lines,
    _lines,
)
