"""What is wrong with a template or a condition, in an author's words.

Jinja's own messages speak of tokens and blocks; nobody ever sees them. What the author most likely meant is found in
the source itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jinja2 import nodes

from callwright.diagnostics.nearest import nearest


class TemplateProblem(Exception):  # noqa: N818 - an author's mistake, told in a diagnostic
    """A template that cannot be taken.

    ``found`` is the piece of the source that is wrong, ``mended`` what an author most likely meant in its place; both
    are empty where that is not known.
    """

    def __init__(self, message: str, help: str = "", *, found: str = "", mended: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = help
        self.found = found
        self.mended = mended


def mended(message: str, found: str, instead: str, more: str = "") -> TemplateProblem:
    """A problem of which the mend is known."""
    return TemplateProblem(message, f"Write: {instead}{more}", found=found, mended=instead)


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
    if not isinstance(node.node, nodes.Getattr) and name not in functions and (near := nearest(name, functions)):
        return mended(f'"{name}" cannot be called here. Did you mean "{near}"?', name, near)
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
    (re.compile(r"\b(?:AND|And|und|UND)\b"), "and", 'Two conditions are joined with "and", not with "{found}".'),
    (re.compile(r"\b(?:OR|Or|oder|ODER)\b"), "or", 'Two conditions are joined with "or", not with "{found}".'),
    (re.compile(r"\b(?:NOT|Not|nicht)\b"), "not", 'A condition is turned round with "not", not with "{found}".'),
    (
        re.compile(r"\bis\s+not(?=\s+(?:x{2,}|\d))|\b(?:ne|neq|NE)(?=\s+\S)"),
        "!=",
        'That two values differ is written "!=", not "{found}".',
    ),
    (
        re.compile(r"\bis(?=\s+(?:x{2,}|\d))|\b(?:eq|EQ|equals|equal to|gleich)(?=\s+\S)"),
        "==",
        'Two values are compared with "==", not with "{found}".',
    ),
    (re.compile(r"\b(?:gt|GT|over|above)(?=\s+\S)"), ">", 'That a value is more is written ">", not "{found}".'),
    (re.compile(r"\b(?:lt|LT|under|below)(?=\s+\S)"), "<", 'That a value is less is written "<", not "{found}".'),
)
"""Wrong signs, and those of other languages: what they look like, what is written here, and the sentence about it.

Texts in quotes are seen as so many x.
"""
_CURLY_QUOTES = re.compile(r"[‘’‚‛“”„‟«»‹›´`]")
_BARE_CALL = re.compile(r"\b(open|opens_next|was_heard)(?:\s+['\"]?(\w+)['\"]?|\s*\(\s*(\w+)\s*\))")

_UNQUOTED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])"), "A day"),
    (re.compile(r"(?<![\w:])\d{1,2}:\d{2}(?![\w:])"), "A time"),
)
"""Values that are text in a condition, written like numbers."""


def unreadable_condition(source: str) -> TemplateProblem:
    """What an expression that cannot be read most likely means."""
    if _CURLY_QUOTES.search(source):
        straight = _CURLY_QUOTES.sub("'", source)
        return mended("Typographic quotes are no quotes here; text stands in straight ones.", source, straight)
    bare = _QUOTED.sub(lambda found: "x" * len(found.group()), source)
    call = _BARE_CALL.search(source)
    if call is not None and call[2] not in ("and", "or", "is", "not", "in", "else", "if"):
        instead = f"{call[1]}('{call[2] or call[3]}')"
        whole = f"{source[: call.start()]}{instead}{source[call.end() :]}"
        return mended(f'"{call[1]}" asks about a name, which stands behind it in brackets and quotes.', source, whole)
    for pattern, _, message in _OPERATORS:
        found = pattern.search(bare)
        if found:
            return mended(message.format(found=found.group().strip()), source, _with_our_signs(source))
    for pattern, what in _UNQUOTED:
        found = pattern.search(bare)
        if found:
            whole = f"{source[: found.start()]}'{found.group().zfill(5)}'{source[found.end() :]}"
            return mended(f"{what} stands in quotes in a condition: {found.group()}", source, whole)
    if bare.count("'") % 2 or bare.count('"') % 2:
        return _open_quote(source, bare)
    for opening, closing in ("()", "[]"):
        if bare.count(opening) > bare.count(closing):
            message = f'A "{opening}" has no partner in "{source}"; brackets come in pairs.'
            return mended(message, source, source + closing)
        if bare.count(opening) < bare.count(closing):
            return TemplateProblem(f'A "{closing}" has no partner in "{source}".', "Brackets come in pairs.")
    return TemplateProblem(
        f'"{source}" cannot be read as a condition.',
        "Write for example: tries > 2, or: tries > 2 and caller.number == ''",
    )


def _open_quote(source: str, bare: str) -> TemplateProblem:
    message = f'A quote is not closed in "{source}".'
    quote = "'" if bare.count("'") % 2 else '"'
    word = re.compile(rf"{quote}(\w[\w-]*)|(?<=[\s(])(\w[\w-]*){quote}").search(bare)
    if word is None or word.start() >= len(bare):
        return TemplateProblem(message, "Text in a condition stands in two quotes: 'a'")
    instead = f"{quote}{word[1] or word[2]}{quote}"
    return mended(message, source, f"{source[: word.start()]}{instead}{source[word.end() :]}")


def _with_our_signs(source: str) -> str:
    held = _QUOTED.findall(source)
    bare = _QUOTED.sub(lambda found: "x" * len(found.group()), source)
    marks = [found.span() for found in _QUOTED.finditer(source)]
    for pattern, ours, _ in _OPERATORS:
        at = 0
        while (found := pattern.search(bare, at)) is not None:
            start, end = found.span()
            if any(first <= start < last for first, last in marks):
                at = end
                continue
            grown = len(ours) - (end - start)
            bare = bare[:start] + ours + bare[end:]
            marks = [(a + grown, b + grown) if a >= end else (a, b) for a, b in marks]
            at = start + len(ours)
    pieces, at = [], 0
    for (start, end), text in zip(marks, held, strict=True):
        pieces += [bare[at:start], text]
        at = end
    return "".join((*pieces, bare[at:])).strip()


_EXPRESSION = r"[A-Za-z_]\w*(?:\.\w+|\[[^\]{}]*\])*(?:\s*\|\s*\w+(?:\([^(){}]*\))?)*"
_PIECE = re.compile(rf"(?P<opens>\$?\{{[{{%]?|%\{{)?\s*(?P<inner>{_EXPRESSION})(?P<closes>\s*(?:%\}}|\}}\}}?))?")
_HALVES = {("{{", "}"), ("{{", "%}"), ("{{", ""), ("{", "}}"), ("", "}}"), ("{%", "}}"), ("%{", "}"), ("${{", "}}")}
_STATEMENT = re.compile(rf"\{{%\s*(?!(?:if|elif|else|endif|for|set|endfor)\b)({_EXPRESSION})\s*%\}}")
_TWO_NAMES = re.compile(r"([A-Za-z_][\w.]*)\s+([a-z]+)")


def half_braces(source: str) -> tuple[str, str] | None:
    """The first piece whose braces do not match, as it is written and as it should be; ``None`` for none."""
    for found in _PIECE.finditer(source):
        opens, closes = found["opens"] or "", (found["closes"] or "").strip()
        if (opens, closes) in _HALVES:
            return found.group().strip(), f"{{{{ {found['inner']} }}}}"
    return None


def unreadable_text(source: str, filters: Iterable[str] = ()) -> TemplateProblem:
    """What a text with braces that cannot be read most likely means."""
    statement = _STATEMENT.search(source)
    if statement is not None:
        instead = f"{{{{ {statement[1]} }}}}"
        return mended(
            f'"{statement.group()}" is no value: that stands between {{{{ and }}}}.', statement.group(), instead
        )
    half = half_braces(source)
    if half is not None and (source.count("{{") != source.count("}}") or "{{" not in source):
        found, instead = half
        return mended(f'The braces of "{found}" do not match.', found, instead, ", with two braces on each side.")
    if source.count("{{") != source.count("}}"):
        return TemplateProblem(
            f'The braces do not match in "{source}".',
            "A value is inserted with two braces on each side: {{ name }}",
        )
    for inner in re.finditer(r"\{\{(.*?)\}\}", source, re.DOTALL) if "{%" not in source else ():
        written = inner.group(1).strip()
        if not written:
            return TemplateProblem("There is nothing between {{ and }}.", "Write the name of a value: {{ name }}")
        two = _TWO_NAMES.fullmatch(written)
        if two is not None and two[2] in filters:
            message = f'Between "{two[1]}" and "{two[2]}" a | is missing.'
            return mended(message, inner.group(), f"{{{{ {two[1]} | {two[2]} }}}}")
        if _CURLY_QUOTES.search(written):
            straight = _CURLY_QUOTES.sub("'", inner.group())
            return mended("Typographic quotes are no quotes between braces.", inner.group(), straight)
        if not re.fullmatch(_EXPRESSION, written):
            return TemplateProblem(
                f'What stands between the braces cannot be read: "{written}".',
                "A value is inserted like this: {{ name }}",
            )
    return TemplateProblem(
        f'This template cannot be read: "{source}".',
        "A value is inserted like this: {{ name }}. A choice is written {% if tries > 2 %} … {% else %} … {% endif %}",
    )
