"""What is wrong with a template or a condition, in an author's words.

Jinja's own messages speak of tokens and blocks; nobody ever sees them. What the author most likely meant is found in
the source itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jinja2 import nodes


class TemplateProblem(Exception):  # noqa: N818 - an author's mistake, told in a diagnostic
    """A template that cannot be taken. ``offset`` is the character in the source, where it is known."""

    def __init__(self, message: str, help: str = "", offset: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.help = help
        self.offset = offset


_AS_FILTER = {
    "len": "length",
    "strip": "trim",
    "str": "say",
    **{
        name: name
        for name in ("abs", "capitalize", "float", "int", "lower", "round", "title", "upper", "digits", "say")
    },
}
"""What people of other languages call, and the filter that does it."""


def not_callable(
    node: nodes.Call, name: str, source: str, functions: Iterable[str], filters: Iterable[str]
) -> TemplateProblem:
    """``x.upper()`` and ``len(x)``: said with the filter that does the same."""
    if isinstance(node.node, nodes.Getattr):
        method, on = node.node.attr, _named(node.node.node)
        message = f'A value has no methods, so ".{method}()" does nothing here.'
    else:
        method, on = name, _named(node.args[0]) if node.args else "value"
        message = f'"{name or source}" cannot be called here.'
    if method in _AS_FILTER:
        return TemplateProblem(message, f"Write it as a filter: {on} | {_AS_FILTER[method]}")
    can = ", ".join(f"{f}('name')" for f in sorted(functions))
    return TemplateProblem(message, f"What can be called: {can}. Filters: {', '.join(sorted(filters))}.")


def _named(node: nodes.Node) -> str:
    """A name or ``a.b`` as it is written; another expression as ``value``."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_named(node.node)}.{node.attr}"
    return "value"


def secret_elsewhere(name: str) -> TemplateProblem:
    """A secret of the environment that is compared, filtered or looked into."""
    return TemplateProblem(
        "A secret of the environment can only be inserted as it is.",
        f"Write it between braces, with nothing else in them: {{{{ env.{name or 'NAME'} }}}}",
    )


_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_OPERATORS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"=>"), ">=", 'That a value is at least so much is written ">=", not "{found}".'),
    (re.compile(r"=<"), "<=", 'That a value is at most so much is written "<=", not "{found}".'),
    (re.compile(r"={3,}"), "==", '"{found}" is no sign here; two values are compared with "==".'),
    (re.compile(r"(?<![=!<>])=(?!=)"), "==", 'A single "=" compares nothing; two values are compared with "==".'),
    (re.compile(r"\s*&&?\s*"), " and ", 'Two conditions are joined with "and", not with "{found}".'),
    (re.compile(r"\s*\|\|\s*"), " or ", 'Two conditions are joined with "or", not with "{found}".'),
    (
        re.compile(r"(?<!\band)(?<!\bor)(?<!\bnot)(?<=[\w\])])\s*!(?!=)\s*"),
        " != ",
        'That two values differ is written "!=", not "{found}".',
    ),
    (re.compile(r"!(?!=)\s*"), "not ", 'A condition is turned round with "not", not with "{found}".'),
    (re.compile(r"<>"), "!=", 'That two values differ is written "!=", not "{found}".'),
)
"""Wrong signs, and those of other languages: what they look like, what is written here, and the sentence about it."""

_UNQUOTED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])"), "A day"),
    (re.compile(r"(?<![\w:])\d{1,2}:\d{2}(?![\w:])"), "A time"),
)
"""Values that are text in a condition, written like numbers."""


def unreadable_condition(source: str) -> TemplateProblem:
    """What an expression that cannot be read most likely means."""
    bare = _QUOTED.sub(lambda found: "x" * len(found.group()), source)
    for pattern, _, message in _OPERATORS:
        found = pattern.search(bare)
        if found:
            return TemplateProblem(message.format(found=found.group().strip()), f"Write: {_with_our_signs(source)}")
    for pattern, what in _UNQUOTED:
        found = pattern.search(bare)
        if found:
            mended = f"{source[: found.start()]}'{found.group().zfill(5)}'{source[found.end() :]}"
            return TemplateProblem(f"{what} stands in quotes in a condition: {found.group()}", f"Write: {mended}")
    if bare.count("'") % 2 or bare.count('"') % 2:
        return TemplateProblem(f'A quote is not closed in "{source}".', "Text in a condition stands in two quotes: 'a'")
    for opening, closing in ("()", "[]"):
        if bare.count(opening) != bare.count(closing):
            more = opening if bare.count(opening) > bare.count(closing) else closing
            return TemplateProblem(f'A "{more}" has no partner in "{source}".', "Brackets come in pairs.")
    return TemplateProblem(
        f'"{source}" cannot be read as a condition.',
        "Write for example: tries > 2, or: tries > 2 and caller.number == ''",
    )


def _with_our_signs(source: str) -> str:
    pieces, at = [], 0
    for found in [*_QUOTED.finditer(source), None]:
        piece = source[at : found.start()] if found else source[at:]
        for pattern, ours, _ in _OPERATORS:
            piece = pattern.sub(ours, piece)
        pieces += [piece, found.group() if found else ""]
        at = found.end() if found else at
    return "".join(pieces).strip()


def unreadable_text(source: str) -> TemplateProblem:
    """What a text with braces that cannot be read most likely means."""
    if source.count("{{") != source.count("}}"):
        return TemplateProblem(
            f'The braces do not match in "{source}".',
            "A value is inserted with two braces on each side: {{ name }}",
        )
    inner = re.search(r"\{\{(.*?)\}\}", source, re.DOTALL)
    if inner is not None and "{%" not in source:
        written = inner.group(1).strip()
        if not written:
            return TemplateProblem("There is nothing between {{ and }}.", "Write the name of a value: {{ name }}")
        return TemplateProblem(
            f'What stands between the braces cannot be read: "{written}".', "A value is inserted like this: {{ name }}"
        )
    return TemplateProblem(
        f'This template cannot be read: "{source}".',
        "A value is inserted like this: {{ name }}. A choice is written {% if tries > 2 %} … {% else %} … {% endif %}",
    )
