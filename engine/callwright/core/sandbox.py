"""Where templates run: Jinja2's immutable sandbox, in which an attribute is a look-up in a mapping and nothing else.

Three kitchens with the same tools: ``TEXT`` for what is spoken, ``MARKUP``, which escapes what is put in, and
``PATH``, which percent-encodes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import quote, unquote

import jinja2
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from callwright.core.filters import OURS, speaker_of
from callwright.core.money import calculate, compare, money_of
from callwright.core.secret_marks import Mark
from callwright.core.unfilled import RenderError, Unfilled

_HARMLESS = ("abs", "capitalize", "count", "default", "first", "float", "int", "join", "last", "length",
             "lower", "round", "title", "trim", "upper")  # fmt: skip
_TESTS = ("defined", "undefined", "none", "number", "string", "odd", "even", "in")
_COMPARISONS = {"eq": "eq", "ne": "ne", "lt": "lt", "le": "lteq", "gt": "gt", "ge": "gteq"}


class Environment(ImmutableSandboxedEnvironment):
    """The sandbox; ``+`` and ``-`` know money."""

    intercepted_binops = frozenset({"+", "-"})

    def getattr(self, obj: Any, attribute: str) -> Any:
        """``a.b``: a look-up in a mapping."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, Unfilled):
            return obj
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """``a['b']`` and ``a[0]``."""
        if isinstance(obj, (Mapping, list, tuple, str)):
            try:
                return obj[argument]
            except (LookupError, TypeError):
                return self.undefined(obj=obj, name=str(argument))
        return obj if isinstance(obj, Unfilled) else self.undefined(obj=obj, name=str(argument))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002 - Jinja's own
        """``a + b`` and ``a - b``."""
        return calculate(operator, left, right)


def printable(text: str) -> str:
    """``text`` without what cannot be printed, line breaks aside; that takes out the marks of secrets too."""
    return text if text.isprintable() else "".join(c for c in text if c.isprintable() or c in "\n\t ")


@jinja2.pass_context
def _inserted(context: Context, value: Any) -> Any:
    """What is put into a sentence: clean text, and money as people say it."""
    if type(value) is str:
        return printable(value)
    if isinstance(value, Mapping) and (sum := money_of(value)) is not None:
        return speaker_of(context).money(sum)
    if value is None:
        raise RenderError("what is inserted here has no value")
    return value


def _segment(value: Any) -> str:
    """What is put into a path: one segment of it, or a piece of one."""
    if isinstance(value, Mark):
        return value  # encoded once it is filled
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, (Mapping, list, tuple)):
        raise RenderError("a path takes text and numbers, no lists, no sums and nothing empty")
    text = printable(str(value))
    if not text:
        raise RenderError("a value in the path is empty, so the path would name something else")
    return quote(text, safe="")


def level(path: str) -> str:
    """A path in which no segment climbs: one that is "." or ".." is encoded twice, since once means the same."""
    steps, query = path, ""
    for sign in "?#":
        steps, found, rest = steps.partition(sign)
        query = found + rest + query
    if "." not in steps and "%2" not in steps:
        return path
    segments = (
        "%252E" * len(bare) if (bare := unquote(segment)) in (".", "..") else segment for segment in steps.split("/")
    )
    return "/".join(segments) + query


def _environment(finalize: Callable[..., Any], *, markup: bool = False) -> Environment:
    env = Environment(
        undefined=Unfilled, autoescape=markup, keep_trailing_newline=True, cache_size=0, finalize=finalize
    )
    env.filters = {name: env.filters[name] for name in _HARMLESS} | dict(OURS)
    comparisons: dict[str, Any] = {name: partial(compare, how) for name, how in _COMPARISONS.items()}
    env.tests = {name: env.tests[name] for name in _TESTS} | comparisons
    env.globals.clear()
    return env


TEXT = _environment(_inserted)
MARKUP = _environment(_inserted, markup=True)
PATH = _environment(_segment)

FILTERS = frozenset(TEXT.filters)
"""Every filter that a template may use."""

TESTS = tuple(TEXT.tests)
"""All that may stand behind "is"."""
