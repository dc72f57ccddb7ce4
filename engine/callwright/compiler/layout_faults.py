"""Complaints about layout: a line further in or out than its neighbours, a dash or a colon that is missing.

What was changed is found by trying (``repair``); where no change of one line makes the file readable, YAML's own words
are put into plain ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from callwright.compiler import repair
from callwright.compiler.complaint import Complaint, indent_of
from callwright.compiler.fixing import change_line
from callwright.compiler.mend import cut, short, write
from callwright.compiler.reading import invisible_indents
from callwright.compiler.source import Source
from callwright.diagnostics.catalog import finding
from callwright.diagnostics.model import Diagnostic, Edit, Fix

_TOO_FAR = 3.0
"""What the schema still says after a change that was not the mend; an author may have made other mistakes near it."""
_TITLES = {
    "indent": "Move the line",
    "dash": "Put a dash in front",
    "no_dash": "Take the dash away",
    "colon": "Put in the colon",
}
_NUMBERS = {2: "two", 3: "three", 4: "four"}
_KEY = re.compile(r"\s*[A-Za-z_][\w-]*:(?:\s|$)")


def no_colon(c: Complaint) -> Iterator[Diagnostic]:
    """A line that is neither ``name: value`` nor part of the text above."""
    if "expected ':'" in c.problem:
        line = c.source.line_of(c.context_at)
    elif "mapping values" in c.problem and (above := c.line_above()) and ":" not in c.source.line_text(above):
        line = above
    else:
        return
    text, offset = c.source.line_text(line), c.source.start_of(line)
    begin, end = len(text) - len(text.lstrip()), len(text.rstrip())
    found = text[begin:end]
    message = f"'{short(found)}' has no colon, so it is neither a name nor part of the text above."
    help = f"Write '{short(found)}: …' if it is a name; indent it further if it goes on with the text above."
    yield c.tell("missing-colon", message, offset + begin, offset + end, help)


def by_trial(c: Complaint) -> Iterator[Diagnostic]:
    """A line whose indentation, dash or colon went wrong, if changing it makes the file readable."""
    trials = repair.ranked(c.source, c.line)
    if not trials or trials[0].cost >= _TOO_FAR:
        return
    found = trials[0]
    source, line = c.source, found.line
    if hidden := [one for one in invisible_indents(source) if one.span.line == line]:
        yield from hidden
        return
    text, offset = source.line_text(line), source.start_of(line)
    begin, end = offset + indent_of(text), offset + len(text.rstrip())
    title = _TITLES[found.kind]
    shown = short(text.strip())
    if found.kind == "indent" and " " not in text.strip() and ":" not in text:
        return  # one word alone is more often a name without its colon than the end of a text
    if found.kind == "indent":
        yield moved(source, found)
        return
    fixes: tuple[Fix, ...] = (change_line(source, line, found.text, title, safe=found.kind == "colon" and ":" in text),)
    if found.kind == "dash":
        message = f'The dash before "{shown}" is missing: the lines around it are items of a list.'
        help = write(cut(found.text))
        goes_on = " " * (indent_of(text) + 2) + text.strip()
        as_good = any(one.line == line and one.text == goes_on and one.cost <= found.cost for one in trials)
        if as_good and (" " in text.strip()):
            help += "\nIf it goes on with the line above, indent it by two blanks more."
            title = "Indent it, so that it goes on with the line above"
            fixes = (*fixes, change_line(source, line, goes_on, title))
        yield c.tell("indentation", message, begin, end, help, fixes=fixes)
    elif found.kind == "no_dash":
        shown = short(text.strip()[2:])
        message = f'The dash before "{shown}" is too many: the lines around it are no items of a list.'
        yield c.tell("indentation", message, begin, end, write(cut(found.text)), fixes=fixes)
    else:
        key = found.text.strip().removeprefix("- ").partition(":")[0]
        code = "missing-blank" if f"{key}:" in text else "missing-colon"
        what = "blank after the colon of" if code == "missing-blank" else "colon after"
        message = f'There is no {what} "{key}".'
        yield c.tell(code, message, begin, end, write(cut(found.text)), fixes=fixes)


def moved(source: Source, found: repair.Trial) -> Diagnostic:
    """The words about a line that has to begin in another column."""
    text, offset = source.line_text(found.line), source.start_of(found.line)
    by = indent_of(found.text) - indent_of(text)
    message = f"This line begins {_blanks(abs(by))} too far to the {'left' if by > 0 else 'right'}."
    title = f"Move it {_blanks(abs(by))} to the {'right' if by > 0 else 'left'}"
    like = short(source.line_text(found.like).strip(), 30) if found.like else ""
    help = f"{title}, to the same column as line {found.like}: {like}" if like else f"{title}."
    at = source.span(offset + indent_of(text), offset + len(text.rstrip()))
    return finding("indentation", message, at, help, fixes=(change_line(source, found.line, found.text, title),))


_TABS: tuple[tuple[str, str], ...] = (("\t", "  "), ("\t", ""), ("\t", "    "))
"""What a tab at the beginning of a line may stand for, the likeliest first."""


def untabbed(source: Source, places: Sequence[tuple[int, int]]) -> tuple[Fix, ...]:
    """Blanks for tabs at the beginnings of lines, which are ``places``, if the file can be read then."""
    found: list[tuple[int, int, Fix]] = []
    for tab, blanks in _TABS:
        text, edits = source.text, []
        for start, end in reversed(places):
            instead = source.text[start:end].replace(tab, blanks)
            text = text[:start] + instead + text[end:]
            edits.append(Edit(source.span(start, end), instead))
        many = repair.faults(text)
        if many is not None:
            safe = many == 0 and blanks == "  " and all(not source.text[a:b].strip("\t") for a, b in places)
            found.append((many, len(found), Fix("Indent with blanks", tuple(reversed(edits)), safe)))
    return (min(found)[2],) if found else ()


def _blanks(many: int) -> str:
    return "one blank" if many == 1 else f"{_NUMBERS.get(many, many)} blanks"


def indentation(c: Complaint) -> Iterator[Diagnostic]:
    """A line further in or out than its neighbours."""
    begin = len(c.text) - len(c.text.lstrip())
    place = (c.offset + begin, c.offset + len(c.text.rstrip()))
    above = c.line_above()
    if "mapping values" in c.problem and above:
        message = f"This line is indented further than line {above}, which has its value already."
        help = f"Begin it in the same column as line {above}, or put the text of line {above} in quotes."
        yield c.tell("indentation", message, *place, help)
    elif above and _is_item(c.source.line_text(above), indent_of(c.text)) and _KEY.match(c.text):
        message = f'The dash before "{short(c.text.strip())}" is missing: the lines above are items of a list.'
        help = f"{write(cut('- ' + c.text.strip()))}\nIf it belongs to the item above, indent it by two blanks more."
        yield c.tell("indentation", message, *place, help)
    elif "<block mapping start>" in c.problem or "<block sequence start>" in c.problem:
        message = "This line does not begin in the same column as the lines it belongs to."
        help = "Lines of one block begin in the same column; count the blanks at their beginning."
        yield c.tell("indentation", message, *place, help)
    elif "found '-'" in c.problem or "found '?'" in c.problem or "sequence entries" in c.problem:
        message = "In one block there are either `- item` lines or `name: value` lines, not both."
        help = "Indent the lines that belong to a name by two blanks more than the name."
        yield c.tell("indentation", message, *place, help)


def _is_item(text: str, indent: int) -> bool:
    """Whether a line begins an item of a list in this column."""
    return indent_of(text) == indent and text.lstrip().startswith("- ")
