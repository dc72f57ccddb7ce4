"""Where names and values of a TOML file stand."""

from __future__ import annotations

import json
import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from callwright.compiler.toml_places import Route, places

EVERY_WAY = """\
# comment [no]
rules.dotted = "one" # behind
"quo\\u0074ed"."two words" = 'x = "y"'
list = [ 1, "]", { inner = 1 }, # ]
 [3]]
inline = { q = "}", "w.e" = [1, 2] }
[ other . deep ] # ]
long = \"\"\"a
" ] = b\"\"\"
[[tables]]
last = 1979-05-27
"""


def _cut(text: str) -> dict[Route, tuple[str, str]]:
    return {route: (text[slice(*p.key)], text[slice(*p.value)]) for route, p in places(text).items()}


def test_every_way_of_writing() -> None:
    """Each name is found with its value, whichever way TOML allows it was written in."""
    assert _cut(EVERY_WAY) == {
        ("rules",): ("rules", "rules"),
        ("rules", "dotted"): ("dotted", '"one"'),
        ("quoted",): ('"quo\\u0074ed"', '"quo\\u0074ed"'),
        ("quoted", "two words"): ('"two words"', "'x = \"y\"'"),
        ("list",): ("list", '[ 1, "]", { inner = 1 }, # ]\n [3]]'),
        ("list", "inner"): ("inner", "1"),
        ("inline",): ("inline", '{ q = "}", "w.e" = [1, 2] }'),
        ("inline", "q"): ("q", '"}"'),
        ("inline", "w.e"): ('"w.e"', "[1, 2]"),
        ("other",): ("other", "other"),
        ("other", "deep"): ("deep", "deep"),
        ("other", "deep", "long"): ("long", '"""a\n" ] = b"""'),
        ("tables",): ("tables", "tables"),
        ("tables", "last"): ("last", "1979-05-27"),
    }


_NAMES = st.text(st.characters(codec="ascii", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=8)
_VALUES = st.recursive(
    st.booleans() | st.integers(-99, 99) | st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


@given(st.dictionaries(_NAMES, st.dictionaries(_NAMES, _VALUES, max_size=4), max_size=3))
def test_what_stands_at_a_place_is_the_value(table: dict[str, dict[str, Any]]) -> None:
    """Read alone, the text at a value's place is the value that tomllib reads there."""
    lines = []
    for section, pairs in table.items():
        lines.append(f"[{json.dumps(section)}] # {section}")
        lines += [f"{json.dumps(name)} = {json.dumps(value, ensure_ascii=False)} # x" for name, value in pairs.items()]
    text = "\n".join(lines)
    assert tomllib.loads(text) == table
    found = places(text)
    for section, pairs in table.items():
        for name, value in pairs.items():
            written = text[slice(*found[section, name].value)]
            assert tomllib.loads(f"x = {written}") == {"x": value}
