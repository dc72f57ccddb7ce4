"""The words for faults that are found while the tree of a file is built."""

from __future__ import annotations

import re

from callwright.compiler import fixing, guard
from callwright.compiler.mend import quoted, replaced, short, value_in, write
from callwright.compiler.nodes import Node
from callwright.compiler.source import Source
from callwright.diagnostics.catalog import finding
from callwright.diagnostics.model import Diagnostic, Fix, Related


def duplicate_key(key: Node, first: Node) -> Diagnostic:
    """The same key twice in one map."""
    message = f"'{short(key.raw)}' stands twice in this block; the first is in line {first.span.line}."
    related = Related(first.span, f"'{short(first.raw)}' stands here first.")
    help = "Give one of them another name, put both together, or delete one."
    source, line = key.source, key.source.line_of(key.start)
    above = source.line_text(line - 1)
    if len(above) - len(above.lstrip(" ")) > key.start - source.start_of(line):
        help += " If it belongs to the block above it, indent it by two blanks more."
    same = source.line_text(line).strip() == source.line_text(source.line_of(first.start)).strip()
    fixes = (fixing.without_line(source, line),) if same and not source.line_text(line).rstrip().endswith(":") else ()
    return finding("duplicate-key", message, key.span, help, (related,), fixes)


def merge_key(key: Node) -> Diagnostic:
    """``<<`` without quotes."""
    message = "`<<` (merging one block into another) is not part of this language."
    help = "Write the keys out, or put what states share under `defaults` and shared sentences under `prompts`."
    return finding("merge-key", message, key.span, help)


def alias_unknown(source: Source, start: int, end: int) -> Diagnostic:
    """``*name`` without ``&name``: nearly always a text that begins with a star."""
    found = source.text[start:end]
    message = f"A * at the beginning repeats a marked value, and nothing is marked '&{short(found[1:])}'."
    return finding(
        "alias-unknown", message, source.span(start, end), _quote_value(source, start), fixes=_quote_fix(source, start)
    )


def alias_of_itself(source: Source, start: int, end: int) -> Diagnostic:
    """``&a [*a]``."""
    found = source.text[start:end]
    message = f"'{short(found)}' stands inside the very value that '&{short(found[1:])}' marks, so it would never end."
    return finding("alias-of-itself", message, source.span(start, end), "Write out what you mean here.")


def excess(source: Source, found: guard.Excess) -> Diagnostic:
    """A bound crossed by aliases."""
    span = source.span(found.alias.start, found.alias.end)
    what = short(source.text[found.alias.start : found.alias.end])
    if found.too_deep:
        message = f"With what '{what}' stands for, this is nested more than {guard.DEEPEST} levels deep."
        return finding("too-deep", message, span, "Write the value out, with fewer levels.")
    message = f"Too many aliases: with '{what}' the repeated values are more than {guard.MOST_COPIED:,}."
    return finding("too-many-aliases", message, span, "Write the values out, or repeat smaller ones.")


def too_deep(source: Source, start: int) -> Diagnostic:
    """Lists and maps nested beyond the bound."""
    message = f"Lists and mappings are nested more than {guard.DEEPEST} levels deep here."
    return finding(
        "too-deep", message, source.span(start, start + 1), "A flow needs about ten levels; remove brackets."
    )


def tag(source: Source, start: int, end: int) -> Diagnostic:
    """``!word`` or ``!!type`` in front of a value."""
    what = source.text[start:end]
    message = f"'{short(what)}' is a YAML tag because it begins with !, and flows have no tags."
    help, fixes = _quote_value(source, start), _quote_fix(source, start)
    if what.startswith("!!"):
        help = f"Delete '{short(what)}', or put the text in quotes if it belongs to it."
    elif _WHEN.search(source.text[:start][-80:]):
        stop = source.start_of(source.line_of(start)) + len(source.line_text(source.line_of(start)).rstrip())
        instead = "not " + source.text[start:stop].lstrip("! ")
        message = 'A condition is turned round with "not", not with "!".'
        help = write(replaced(source, start, stop, instead))
        fixes = (fixing.write(instead, source.span(start, stop)),)
    return finding("tag", message, source.span(start, end), help, fixes=fixes)


def anchor_unused(source: Source, start: int, end: int) -> Diagnostic:
    """``&word`` that nothing repeats."""
    what = short(source.text[start:end])
    message = (
        f"'{what}' is not part of the text: a word that begins with & marks a value, and nothing repeats this one."
    )
    return finding(
        "anchor-unused", message, source.span(start, end), _quote_value(source, start), fixes=_quote_fix(source, start)
    )


def odd_anchor(source: Source, start: int, end: int) -> Diagnostic:
    """``&"x"`` and ``&12:30``, which can only be meant as text."""
    message = f"'{short(source.text[start:end])}' begins with &, which marks a value, but is no name for one."
    return finding(
        "special-first-character",
        message,
        source.span(start, end),
        _quote_value(source, start),
        fixes=_quote_fix(source, start),
    )


_WHEN = re.compile(r"(?:^|\s)when:[ \t]*\Z")


def key_not_text(source: Source, node: Node) -> Diagnostic:
    """A map or list before a colon; nearly always ``{{ name }}`` without quotes."""
    text = source.text
    if text.startswith("{{", node.start - 1):
        end = text.find("}", node.end) + 1 or node.end
        template = text[node.start - 1 : end]
        message = f"'{short(template)}' without quotes is read as a mapping, not as a text."
        if _WHEN.search(text[: node.start - 1][-80:]):
            bare = " ".join(template.replace("{", " ").replace("}", " ").split())
            message = "A condition is written without braces."
            help = write(replaced(source, node.start - 1, end, bare))
            place = source.span(node.start - 1, end)
            return finding("template-not-quoted", message, place, help, fixes=(fixing.write(bare, place, safe=True),))
        help = f"Put it in quotes: {replaced(source, node.start - 1, end, quoted(template))}"
        fixes = (fixing.in_quotes(source, node.start - 1, end, safe=True),)
        return finding("template-not-quoted", message, source.span(node.start - 1, end), help, fixes=fixes)
    what = short(text[node.start : node.end])
    message = f"'{what}' stands where a name is expected, and is a {'list' if node.kind == 'list' else 'mapping'}."
    return finding("key-not-text", message, node.span, "If it is a text, put the whole text in quotes.")


def question_mark(source: Source, key: Node) -> Diagnostic:
    """``[?x]``, which both readers take for a complex name, and editors for a text."""
    message = "Inside [ ] and { } a text that begins with ? needs quotes."
    start = source.text.rfind("?", 0, key.start)
    mended = replaced(source, start, key.end, quoted(source.text[start : key.end]))
    return finding("special-first-character", message, source.span(start, key.end), write(mended))


def cut_by_comma(source: Source, key: Node, before: Node | None) -> Diagnostic:
    """``{text: Hello, how are you}``: the second half became a key without a value."""
    if before is None or not before.raw:
        message = f"'{short(key.raw)}' inside {{ }} has no colon and no value."
        return finding("cut-by-comma", message, key.span, "Inside { } stand `name: value` pairs; put a text in quotes.")
    message = f"The comma after '{short(before.raw)}' cuts this text: inside {{ }} a comma ends a value."
    whole = source.text[before.start : key.end]
    mended = replaced(source, before.start, key.end, quoted(whole))
    help = "Put the whole text in quotes." if "\n" in whole or not before.plain else write(mended)
    return finding("cut-by-comma", message, source.span(before.start, key.end), help)


def second_document(source: Source, start: int) -> Diagnostic:
    """``---`` in the middle of a file."""
    line = source.line_of(start)
    start = source.start_of(line)
    message = "A second document begins here; a file holds one."
    help = "Delete the line `---`, or put what follows into a file of its own."
    return finding("second-document", message, source.span(start, start + len(source.line_text(line))), help)


_DIRECTIVE = re.compile(r"\A(?:[ \t]*(?:#[^\n]*)?\n)*(%[^\n]*)")


def directive(source: Source) -> Diagnostic | None:
    """``%YAML 1.1`` and its kin at the top. ``%YAML 1.2`` says what is so anyway."""
    match = _DIRECTIVE.match(source.text)
    if match is None or re.fullmatch(r"%YAML[ \t]+1\.2[ \t]*(?:#.*)?", match.group(1)):
        return None
    message = f"'{short(match.group(1))}' switches to other rules, which are refused: files are read as YAML 1.2."
    return finding("yaml-version", message, source.span(*match.span(1)), "Delete the line.")


def empty_file(source: Source) -> Diagnostic:
    """Nothing, or only comments."""
    message = "The file holds only comments." if source.text.strip() else "The file is empty."
    help = "The smallest flow is:\nstates:\n  welcome:\n    prompts: Hello.\n    hangup: true"
    if source.file.endswith((".test.yaml", ".test.yml")):
        help = "The smallest test is:\ntests:\n  - name: A greeting\n    steps:\n      - assistant: Hello."
    return finding("empty-file", message, source.span(0, 0), help)


def not_a_mapping(root: Node) -> Diagnostic:
    """A list or a text at the top."""
    what = "a list" if root.kind == "list" else f"the text '{short(root.raw)}'"
    span = root.source.span(root.start, min(root.end, root.source.text.find("\n", root.start) % (1 << 62)))
    help = "At the top stand names with a colon, such as `states:`, and a blank after the colon."
    return finding("not-a-mapping", f"The file holds {what} instead of `name: value` lines.", span, help)


def _quote_fix(source: Source, start: int) -> tuple[Fix, ...]:
    """The mend that ``_quote_value`` shows, where it shows one."""
    line = source.line_of(start)
    text, offset = source.line_text(line), source.start_of(line)
    begin, end = value_in(text)
    return (fixing.in_quotes(source, start, offset + end),) if offset + begin == start else ()


def _quote_value(source: Source, start: int) -> str:
    """The mended line, with the value that holds ``start`` in quotes."""
    line = source.line_of(start)
    text, offset = source.line_text(line), source.start_of(line)
    begin, end = value_in(text)
    if offset + begin != start:
        return "If it belongs to a text, put the whole text in quotes."
    mended = replaced(source, start, offset + end, quoted(text[begin:end]))
    return f"If it belongs to the text, put the text in quotes: {mended}"
