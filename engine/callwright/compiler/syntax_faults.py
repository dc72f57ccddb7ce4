"""YAML's complaints in plain words, with the author's line mended.

Theory of operation: a parser says where it stood when it could go no further, and what it would have liked there.
Neither is what the author did. So each complaint is taken with the line it is about: the rules below look, in
their order, for the mistake that people make and that ends in this complaint. The first that fits speaks; the
last always fits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ruamel.yaml.error import YAMLError

from callwright.compiler.blank_faults import invisible_blank, no_blank, no_blank_after_dash
from callwright.compiler.complaint import Complaint, indent_of
from callwright.compiler.fixing import change_line
from callwright.compiler.foreign_faults import foreign
from callwright.compiler.layout_faults import by_trial, indentation, no_colon, untabbed
from callwright.compiler.mend import TYPOGRAPHIC, cut, quoted, replaced, short, value_in, write
from callwright.compiler.reading import invisible_indents
from callwright.compiler.shape import keys_below
from callwright.compiler.source import Source
from callwright.diagnostics.model import Diagnostic, Edit, Fix, Related

_SPECIAL = {
    "@": "is reserved",
    "`": "is reserved",
    "%": "is reserved",
    "*": "repeats a marked value",
    "&": "marks a value",
    "!": "begins a tag",
    "|": "begins a text of several lines",
    ">": "begins a text of several lines",
    "?": "begins a complex name",
    "[": "begins a list",
    "{": "begins a mapping",
    "-": "begins the item of a list",
    "]": "ends a list",
    "}": "ends a mapping",
    ",": "separates items",
}
_MOST_TABS = 2000
_TAB_INDENT = re.compile(r"^ *\t[ \t]*(?=\S)", re.MULTILINE)


_SPACED_FLOW = re.compile(r"flow:\s+([\w/-]+)\s*")


def explain(source: Source, error: YAMLError) -> list[Diagnostic]:
    """The findings that tell an author what ``error`` is about."""
    complaint = Complaint.of(source, error)
    if "\t" not in complaint.problem:
        indents = invisible_indents(source)
        near = {complaint.line, complaint.line_above(), source.line_of(complaint.context_at)}
        if any(found.span.line in near or abs(found.span.line - complaint.line) <= 1 for found in indents):
            return indents
    for rule in _RULES:
        for found in rule(complaint):
            return [found]
    return [_otherwise(complaint)]


def _tab(c: Complaint) -> Iterator[Diagnostic]:
    """A tab as indentation. One finding names all such lines, since a file with one has many."""
    if "\t" not in c.problem and "tab" not in c.problem and not c.text[: c.column + 1].strip(" ").startswith("\t"):
        return
    places = list(_TAB_INDENT.finditer(c.source.text))
    lines = [c.source.line_of(match.start()) for match in places]
    if c.line not in lines:
        if "\t" not in c.text:
            return
        help = write(cut(re.sub(r"\t+", " ", c.text)))
        fixes = (change_line(c.source, c.line, re.sub(r"\t+", " ", c.text), "Write blanks for tabs"),)
        yield c.tell("tab-indent", "A tab stands here where a blank is needed.", c.at, c.at + 1, help, fixes=fixes)
        return
    match = places[lines.index(c.line)]
    others = [str(line) for line in lines if line != c.line]
    also = f" Other such lines: {', '.join(others[:10])}{' and more' if len(others) > 10 else ''}." if others else ""
    help = f"Indent with blanks, two for each level; most editors can change all tabs at once.{also}"
    blanks = untabbed(c.source, [found.span() for found in places]) if len(places) <= _MOST_TABS else ()
    yield c.tell("tab-indent", "This line is indented with a tab.", match.start(), match.end(), help, fixes=blanks)


def _open_quote(c: Complaint) -> Iterator[Diagnostic]:
    """A quote without its second, noticed at the end of the file or where the next quote stands."""
    if "quoted scalar" in c.context and "unexpected" in c.problem:
        yield _not_closed(c, c.context_at, None)
        return
    quote = c.quote_before()
    if quote is not None and c.source.line_of(quote[0]) < c.source.line_of(quote[1]):
        yield _not_closed(c, quote[0], quote[1])


def _not_closed(c: Complaint, start: int, end: int | None) -> Diagnostic:
    line = c.source.line_of(start)
    text, offset = c.source.line_text(line), c.source.start_of(line)
    quote = text[start - offset]
    begin, stop = value_in(text)
    if begin < start - offset == stop - 1 and text[begin] not in "\"'":
        whole = c.source.span(offset + begin, offset + stop)
        mended = quote + text[begin:stop]
        help = write(replaced(c.source, offset + begin, offset + stop, mended))
        fixes = (Fix(f"Open it with {quote}", (Edit(whole, mended),)),)
        message = f"The quote {quote} at the end of this text is not opened at its beginning."
        return c.tell("quote-not-closed", message, offset + begin, offset + stop, help, fixes=fixes)
    message = f"The quote {quote} that begins this text is not closed in this line."
    stop = offset + len(text.rstrip())
    if text.rstrip()[-1] in "'\"“”„‘’" and stop - 1 > start:
        stop -= 1  # another quote stands where this one should
    help = write(cut(text[: stop - offset] + quote))
    related: tuple[Related, ...] = ()
    if end is not None:
        span = c.source.span(end - 1, end)
        related = (Related(span, f"This {quote} was taken for its end."),)
    close = Fix(f"Close it with {quote}", (Edit(c.source.span(stop, offset + len(text)), quote),))
    return c.tell("quote-not-closed", message, start, offset + len(text.rstrip()), help, *related, fixes=(close,))


def _after_quote(c: Complaint) -> Iterator[Diagnostic]:
    """``"Hello" she said`` and ``'It's nice'``."""
    quote = c.quote_before()
    if quote is None:
        return
    start, _ = quote
    end = len(c.text.rstrip())
    if "flow" in c.context:
        end = min((found for mark in ",]}" if (found := c.text.find(mark, c.column)) >= 0), default=end)
    whole = c.text[start - c.offset : end]
    mark = whole[0]
    rest = short(c.text[c.column : end])
    # An apostrophe inside single quotes: other quotes around it are all that is needed.
    apostrophe = mark == "'" and c.text[c.column - 1 : c.column] == "'" and '"' not in whole
    mended = quoted(whole[1:].removesuffix("'") if apostrophe and len(whole) > 1 else whole)
    message = f"After the closing {mark} there is more text: '{rest}'."
    help = write(replaced(c.source, start, c.offset + end, mended))
    fixes = (Fix("Put the whole text in quotes", (Edit(c.source.span(start, c.offset + end), mended),)),)
    yield c.tell("text-after-quote", message, c.at, c.offset + end, help, fixes=fixes)


def _escape(c: Complaint) -> Iterator[Diagnostic]:
    """A backslash in double quotes."""
    if "escape" not in c.problem and not ("double-quoted" in c.context and "expected" in c.problem):
        return
    start = c.source.text.rfind("\\", 0, c.at + 1)
    message = "Inside double quotes a \\ begins a code, and this one is unknown."
    yield c.tell("unknown-escape", message, max(start, 0), c.at + 1, "Write \\\\ for a \\, or use single quotes.")


def _is_rest_of_text(c: Complaint) -> bool:
    """Whether a quote that is opened further to the left holds what seems to be the value: ``text "Note: {{ x }}"``."""
    return c.text[: c.value[0]].count('"') % 2 == 1


def _template(c: Complaint) -> Iterator[Diagnostic]:
    """``{{ name }}, welcome`` without quotes."""
    found = c.value_text
    inside_brackets = "flow" in c.context and "{{" in c.source.text[c.context_at : c.at + 2]
    if found.startswith("{{") and not _is_rest_of_text(c):
        message = "A text that begins with {{ needs quotes."
        start, end = c.value
        help, fix = c.value_quoted(), c.quote_value(safe=True)
        if c.text[:start].rstrip().endswith("when:"):
            message = "A condition is written without braces."
            bare = " ".join(c.value_text.replace("{{", " ").replace("}}", " ").split())
            help = write(replaced(c.source, c.offset + start, c.offset + end, bare))
            fix = Fix(f"Write {bare}", (Edit(c.source.span(c.offset + start, c.offset + end), bare),), safe=True)
        yield c.tell("template-not-quoted", message, c.offset + start, c.offset + end, help, fixes=(fix,))
    elif inside_brackets:
        start = c.source.text.index("{{", c.context_at)
        message = "Inside { } or [ ] a text with {{ }} needs quotes."
        help = "Put the whole text in quotes, or write each value on a line of its own."
        yield c.tell("template-not-quoted", message, start, c.source.text.find("}}", start) + 2, help)


def _open_bracket(c: Complaint) -> Iterator[Diagnostic]:
    """``[billing, my bill`` to the end of the file or into the lines below, or the wrong bracket at the end."""
    if "flow" not in c.context:
        return
    wrong = re.search(r"(?:got|found) '(<stream end>|<document (?:start|end)>|[\]}])'", c.problem)
    start = max(c.source.text.rfind(mark, 0, c.context_at + 1) for mark in "[{")
    line = c.source.line_of(max(start, 0))
    text = c.source.line_text(line)
    below = line < c.line and indent_of(c.text) <= indent_of(text) and bool(c.text.strip())
    if not wrong and not below:
        return
    opening = c.source.text[start] if start >= 0 else "["
    closing = {"[": "]", "{": "}"}[opening]
    help = f"Close it with {closing}"
    fixes: tuple[Fix, ...] = ()
    if wrong and wrong.group(1) in "]}":
        help += f" instead of {wrong.group(1)}."
    else:
        end = c.source.start_of(line) + len(text.rstrip().rstrip(","))
        span = c.source.span(end, c.source.start_of(line) + len(text))
        fixes = (Fix(f"Close it with {closing}", (Edit(span, closing),)),)
        help += f", for example: {cut(text.rstrip().rstrip(',') + closing)}"
    message = f"The {opening} in this line is not closed."
    yield c.tell("bracket-not-closed", message, max(start, 0), max(start, 0) + 1, help, fixes=fixes)


def _first_character(c: Complaint) -> Iterator[Diagnostic]:
    """A text that begins with a character that has a meaning of its own."""
    begin, end = c.value
    if begin == end or _is_rest_of_text(c):
        return
    first = c.text[begin]
    starts_item = first != "-" or c.text[begin : begin + 2] in ("- ", "-")
    if first not in _SPECIAL or not starts_item or "mapping values" in c.problem or "expected ':'" in c.problem:
        return
    if c.column < begin or (first in "[{" and "flow" in c.context):
        return
    if first == "-" and "sequence entries" not in c.problem:
        return
    if "cannot start any token" in c.problem and c.column != begin:
        return
    message = f"A text that begins with {first} needs quotes: without them, {first} {_SPECIAL[first]}."
    help = c.value_quoted()
    if first == "-":
        help += "\nIf it is a list, begin it on a new line."
    yield c.tell("special-first-character", message, c.offset + begin, c.offset + end, help, fixes=(c.quote_value(),))


def _star_key(c: Complaint) -> Iterator[Diagnostic]:
    """``*: operator`` under ``keys``."""
    for line in (c.line, c.source.line_of(c.context_at)):
        match = re.match(r"\s*(\*)[ \t]*:", c.source.line_text(line))
        if match:
            start = c.source.start_of(line) + match.start(1)
            message = "The key * needs quotes: without them, * repeats a marked value."
            help = f"For the * key of the telephone, write: {replaced(c.source, start, start + 1, 'star')}"
            fixes = (Fix("Write star", (Edit(c.source.span(start, start + 1), "star"),), safe=True),)
            yield c.tell("special-first-character", message, start, start + 1, help, fixes=fixes)
            return


def _stray_character(c: Complaint) -> Iterator[Diagnostic]:
    """The same inside brackets, where the value of the line is something else."""
    if "cannot start any token" not in c.problem and "alias" not in c.context and "tag" not in c.context:
        return
    at = c.context_at if "alias" in c.context or "tag" in c.context else c.at
    character = c.source.text[at : at + 1]
    message = f"A text that begins with {character} needs quotes."
    yield c.tell("special-first-character", message, at, at + 1, "Put the whole text in quotes.")


def _colon(c: Complaint) -> Iterator[Diagnostic]:
    """``text: Please note: we are closed``, the mistake that is made daily."""
    if "flow mapping" in c.context and "got ':'" in c.problem:
        message = "There is a colon inside this text; put the whole text in quotes."
        start = max(c.source.text.rfind(mark, c.context_at, c.at) for mark in "{,") + 1
        start += len(re.match(r"\s*(?:[\w-]+:\s+)?", c.source.text[start : c.at])[0])  # type: ignore[index]  # always matches
        ends = [found for mark in ",}\n" if (found := c.source.text.find(mark, c.at)) >= 0]
        end = min(ends, default=len(c.source.text))
        inner = c.source.text[start:end].rstrip()
        above = re.search(r"([\w-]+):\s+$", c.source.text[:start])
        if above is not None and (below := _below(above[1], inner)):
            message, mended = below, f"{{{inner}}}"
        else:
            mended = quoted(inner)
        help = write(replaced(c.source, start, end, mended))
        fixes = (Fix("Put the text in quotes", (Edit(c.source.span(start, start + len(inner)), mended),)),)
        yield c.tell("colon-in-text", message, start, end, help, fixes=fixes)
        return
    if "mapping values" not in c.problem:
        return
    begin, end = c.value
    if c.column > begin > 0 and c.text[:begin].rstrip().endswith((":", "-")):
        message = "There is a colon inside this text; put the whole text in quotes."
        flow = _SPACED_FLOW.fullmatch(c.value_text)
        if flow is not None:
            message = f'"{c.value_text.strip()}" is written without a blank where it leads to another flow.'
            joined = f"flow:{flow.group(1)}"
            help = write(replaced(c.source, c.offset + begin, c.offset + end, joined))
            place = c.offset + begin, c.offset + end
            fixes = (Fix(f"Write {joined}", (Edit(c.source.span(*place), joined),), safe=True),)
            yield c.tell("colon-in-text", message, *place, help, fixes=fixes)
            return
        key = re.search(r"([\w-]+):\s+$", c.text[:begin])
        if key is not None and (below := _below(key[1], c.value_text)):
            help = f"Write it two blanks further right in a line of its own:\n{key[1]}:\n  {c.value_text.strip()}"
            yield c.tell("colon-in-text", below, c.offset + begin, c.offset + end, help)
            return
        if c.value_text[:1] in tuple(TYPOGRAPHIC):
            message = "There is a colon inside this text, and typographic quotes do not protect it; use straight ones."
        place = c.offset + begin, c.offset + end
        yield c.tell("colon-in-text", message, *place, c.value_quoted(), fixes=(c.quote_value(),))


def _below(key: str, value: str) -> str:
    """That a value begins with a key which belongs below; empty where it is a text."""
    found = re.match(r"\s*([a-z_]+):\s", value)
    if found is None or found[1] not in keys_below(key):
        return ""
    return f'"{found[1]}" belongs below "{key}:", and stands in the same line.'


def _otherwise(c: Complaint) -> Diagnostic:
    line = c.line
    if not c.text.strip() and (above := c.line_above()):
        line = above
    text, offset = c.source.line_text(line), c.source.start_of(line)
    begin, end = offset + len(text) - len(text.lstrip()), offset + len(text.rstrip())
    found = short(c.source.text[c.at : end] if line == c.line else text)
    message = f"This line cannot be read from '{found}' on." if found else "This line cannot be read."
    help = "Put the text in quotes if it has signs such as : # [ ] { } , in it, and look at the indentation."
    start = c.at if line == c.line and c.at < end else begin
    return c.tell("yaml-syntax", message, start, end, help)


_RULES: tuple[Callable[[Complaint], Iterator[Diagnostic]], ...] = (
    _tab,
    foreign,
    invisible_blank,
    _open_quote,
    _escape,
    _star_key,
    _template,
    _after_quote,
    _open_bracket,
    _colon,
    _first_character,
    _stray_character,
    no_blank,
    no_blank_after_dash,
    by_trial,
    no_colon,
    indentation,
)
