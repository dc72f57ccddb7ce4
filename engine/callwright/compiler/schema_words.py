"""Findings of the schema in words that help an author to mend them.

A finding of the validator is a path and a keyword. Here it becomes a place (an unknown key at that key, a missing
one at the key of its parent), what was found in the author's own words, what is allowed there, and the mend.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from callwright.compiler import synonyms
from callwright.compiler.fixing import bare, write
from callwright.compiler.nodes import Node
from callwright.compiler.report import did_you_mean
from callwright.compiler.schema_finding import Finding, described, head, node_at, short
from callwright.compiler.schema_keys import OF_A_STATE, in_another_column, missing_key, state_at_the_margin, unknown_key
from callwright.compiler.shape import language_keys, types_of
from callwright.diagnostics.model import Fix
from callwright.diagnostics.nearest import only_near


def tell(finding: Finding) -> None:
    """Report a finding in words that help."""
    _TELL.get(str(finding.error.validator), _other)(finding)


def _wrong_type(finding: Finding) -> None:
    if finding.schema.get("title") == "Duration":
        _duration(finding)
        return
    if _in_a_state(finding):
        return
    node, key = finding.node, finding.key
    if node.kind == "list" and finding.path in _NAMED:
        what = str(finding.path[0])
        finding.report.add(
            "wrong-kind",
            f"{what.capitalize()} are names with a colon, not a list.",
            head(node.items[0]) if node.items else finding.key_span(),
            f"Take away the dashes, so that each name stands two blanks right of {what!r}:".replace("'", '"'),
        )
        return
    if _lost_colon(finding) or _moved(finding):
        return
    expected = _KIND_WORDS.get(str(finding.schema.get("type")), "")
    if node.kind == "scalar" and not node.raw:
        message = f'"{key}" has no value.'
    else:
        message = f'"{key}" cannot be {described(node)}.'
    help = _EXPECTED.get(str(finding.schema.get("title"))) or finding.allowed
    help = help or (f"Write {expected} here." if expected else "")
    if not help and node.kind == "list":
        help = "Write one value here, without brackets and dashes."
    fixes: tuple[Fix, ...] = ()
    if str(finding.schema.get("title")) in ("Check", "Checks") and node.kind == "scalar" and node.raw:
        help = (
            "Write it in lines of its own, with what is said then:\n"
            f"{key}:\n  - when: {short(node.raw)}\n    prompts: Sorry, that cannot be."
        )
    elif node.kind == "scalar" and finding.key.endswith("_ms") and (bare_ms := _bare_ms(finding, node.raw.strip())):
        help = bare_ms
        if (number := re.match(r"Write (\d+):", bare_ms)) is not None:
            fixes = (write(number[1], bare(node), safe=True),)
    elif _is_barge_in(finding) and node.kind == "scalar":
        hint, help = _switched(node.raw, help)
        message += hint
    elif node.kind == "scalar" and not node.plain and expected in ("a whole number", "a number"):
        help = f"Write {expected}, without quotes."
        fixes = (write(node.raw, node.span, safe=True),) if node.raw.strip().isdecimal() else ()
    finding.report.add(
        "wrong-kind",
        message,
        head(node) if node.raw or node.kind != "scalar" else finding.key_span(),
        help,
        fixes=fixes,
    )


_LOST_COLON = re.compile(r"([A-Za-z_]\w*)(?:\s*[;=]?\s+|(:)(?!//))(\S.*)")


def _lost_colon(finding: Finding) -> bool:
    """``topic billing`` on a line of its own below ``set:``, told as what it is."""
    node = finding.node
    found = _LOST_COLON.fullmatch(node.raw) if node.kind == "scalar" and node.plain else None
    key = finding.document.key_at(finding.path)
    if found is None or key is None or node.span.line == key.span.line or node.span.line != node.span.end_line:
        return False
    if "object" not in types_of(finding.schema):
        return False
    written = f"{found[1]}: {found[3]}"
    finding.report.add(
        "missing-blank" if found[2] else "missing-colon",
        f'There is no blank after the colon of "{found[1]}".' if found[2] else f'There is no colon after "{found[1]}".',
        node,
        f"Write: {written}",
        fixes=(write(written, node.span),),
    )
    return True


def _moved(finding: Finding) -> bool:
    """A key of the language among the author's names, which would be right in another column."""
    path = finding.path
    if len(path) != 2 or path[-1] not in language_keys() or finding.node.kind == "map":
        return False
    found = in_another_column(finding)
    if found is not None:
        finding.report.extend((found,))
    return found is not None


def _in_a_state(finding: Finding) -> bool:
    """Whether this is in a state at the left margin that has the name of a section; the first key of it tells."""
    path = finding.path
    if len(path) != 2 or path[0] not in ("hours", "services") or path[1] not in OF_A_STATE:
        return False
    section = str(path[0])
    entries = node_at(finding.document, (section,)).entries
    if path[1] == next(key for key in entries if key in OF_A_STATE):
        state_at_the_margin(finding, section)
    return True


_NAMED = (("states",), ("intents",), ("variables",), ("prompts",), ("hours",), ("services",))

_EXPECTED = {
    "Voice": "Write for example:\nvoice:\n  provider: azure\n  voice: en-US-JennyNeural",
    "Transcription": "Write for example:\ntranscription:\n  provider: deepgram\n  languages: [en-US]",
    "Check": "Write in lines of their own when a value is refused, and what is said then:\n"
    "check:\n  - when: amount > 5000\n    prompts: That is too much.",
    "Prompt": "Write a sentence, a prompt (text, ssml, audio or use), or a list of them.",
    "Target": "Write the name of a state, or go_to with what belongs to it.",
    "Event's target": "Write the name of a state, or go_to with what belongs to it.",
    "Rung": "Write a sentence, or prompts, reprompt, go_to and set.",
    "Service": "Write for example:\norders:\n  url: https://orders.example/api",
    "Request": "Write for example:\nrequest:\n  service: orders\n  path: /orders/{{ order_number }}",
    "Entry of hours": "Write for example:\noffice:\n  weekly:\n    mon-fri: 09:00-18:00",
    "State": "Write what the state does below its name, each key in a line of its own: prompts, transitions, go_to …",
}
"""What is expected, where the schema cannot say it without hiding better words of the editor."""

_KIND_WORDS = {
    "integer": "a whole number",
    "number": "a number",
    "object": "keys with their values",
    "array": "a list, each line with a dash in front,",
}


def _bare_ms(finding: Finding, raw: str) -> str:
    """What to write instead of a duration under a key that has its unit in its name; empty for anything else."""
    found = _DURATION.fullmatch(_meant_duration(raw))
    if found is None:
        return ""
    ms = round(float(found.group(1)) * _MS[found.group(2)])
    low, most = finding.schema.get("minimum", 0), finding.schema.get("maximum", ms)
    if not low <= ms <= most:
        return f"Write milliseconds without a unit, which is in the key's name: from {low} to {most}."
    return f"Write {ms}: the unit is in the key's name."


def _is_barge_in(finding: Finding) -> bool:
    return finding.schema.get("title") in ("Barge-in", "Strategy")


def _switched(raw: str, allowed: str) -> tuple[str, str]:
    """Hint and help for a barge-in policy that is written as if it could be switched on or off."""
    word = raw.strip().lower()
    if word in ("off", "no", "false", "never"):
        return ' Did you mean "none"?', allowed
    if word in ("on", "yes", "true", "always"):
        return "", (
            "Say when the caller may cut it short: minimum_characters (as soon as words were understood), immediate"
            " (at the first sound), manual (by a key or an answer that fits) or none (never)."
        )
    return "", allowed


def _duration(finding: Finding) -> None:
    node = finding.node
    raw = node.raw.strip()
    allowed = "A duration has a number and a unit: 500ms, 8s, 1.5s or 2m."
    if node.kind != "scalar" or not raw:
        finding.report.add("bad-duration", f'"{finding.key}" needs a duration.', finding.key_span(), allowed)
    elif re.fullmatch(r"\d+(\.\d+)?", raw):
        units = ("s", "ms") if float(raw) < _SECONDS else ("ms", "s")
        likely = [unit for unit in units if _LEAST_MS <= float(raw) * _MS[unit] <= _MOST_MS]
        readings = tuple(write(f"{raw}{unit}", bare(node)) for unit in likely)
        message = f'"{raw}" has no unit: did you mean {raw}s or {raw}ms?'
        finding.report.add("bad-duration", message, node, allowed, fixes=readings)
    else:
        meant = _meant_duration(raw)
        hint = f" Did you mean {meant}?" if meant else ""
        fixes = (write(meant, bare(node), safe=True),) if meant else ()
        finding.report.add("bad-duration", f'"{short(raw)}" is not a duration.{hint}', node, allowed, fixes=fixes)


_SECONDS = 100
"""A smaller number without a unit is more likely of seconds, and a larger one of milliseconds."""
_LEAST_MS, _MOST_MS = 50, 120_000
"""Shorter and longer ones stand nowhere in a flow, so that reading is not offered."""

_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m)")

_MS = {"ms": 1, "s": 1000, "m": 60_000}

_UNITS = (
    (r"ms|msec|millis\w*|millisek\w*", "ms"),
    (r"s|sec\w*|sek\w*", "s"),
    (r"m|min\w*", "m"),
)


def _meant_duration(raw: str) -> str:
    for pattern, unit in _UNITS:
        found = re.fullmatch(rf"(\d+(?:[.,]\d+)?)\s*(?:{pattern})\.?", raw, re.IGNORECASE)
        if found:
            return found.group(1).replace(",", ".") + unit
    return ""


def _not_among(finding: Finding) -> None:
    node = finding.node
    if finding.schema.get("type") == "string" and not isinstance(finding.error.instance, str) and node.kind != "scalar":
        return  # told as a wrong type already
    words = [w if isinstance(w, str) else str(w).lower() for w in finding.expected if w is not None]
    found = node.raw if node.kind == "scalar" else ""
    if found:
        hint = did_you_mean(found, words) if None not in finding.expected else ""
        if finding.key == "type" and found.lower() in synonyms.TYPES:
            hint = f' Did you mean "{synonyms.TYPES[found.lower()]}"?'
        message = f'"{finding.key}" cannot be "{short(found)}".{hint}'
    else:
        message = f'"{finding.key}" cannot be {described(node) if node.kind != "scalar" else "empty"}.'
    span = head(node) if found or node.kind != "scalar" else finding.key_span()
    help = f"Allowed: {', '.join(words)}." if None not in finding.expected else finding.allowed
    if _is_barge_in(finding):
        hint, help = _switched(found, help)
        message = message.removesuffix(hint) + hint
    finding.report.add("not-allowed-value", message, span, help, fixes=_a_word(message, node, words))


def _a_word(message: str, node: Node, words: list[str]) -> tuple[Fix, ...]:
    """The mend that a message proposes: to write the word that it asks about."""
    meant = re.search(r'Did you mean "([^"]+)"\?$', message)
    if meant is None or node.kind != "scalar":
        return ()
    return (write(meant[1], bare(node), safe=only_near(node.raw.strip(), words)),)


def _bad_pattern(finding: Finding) -> None:
    if finding.schema.get("title") == "Duration":
        _duration(finding)
        return
    what = str(finding.schema.get("patternErrorMessage", ""))
    if "propertyNames" in finding.error.absolute_schema_path:
        name = str(finding.error.instance)
        key = finding.key_node(name)
        hint, fixes = _as_name(finding, name, key)
        finding.report.add("bad-name", f'"{short(name)}" cannot be a name here.{hint}', key.span, what, fixes=fixes)
        return
    hint, fixes = _as_name(finding, finding.node.raw, finding.node)
    message = f'"{short(finding.node.raw)}" cannot stand for "{finding.key}".{hint}'
    finding.report.add("bad-name", message, finding.node, what, fixes=fixes)


_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})


def _as_name(finding: Finding, words: str, node: Node) -> tuple[str, tuple[Fix, ...]]:
    """Words as the name that they are most like: "noch etwas" is ``noch_etwas``; what is asked, and its mend."""
    plain = unicodedata.normalize("NFKD", words.translate(_GERMAN)).encode("ascii", "ignore").decode()
    for made in (re.sub(r"\s+", "_", words.strip()), re.sub(r"\W+", "_", plain).strip("_")):
        if made[:1].isalpha() and re.search(str(finding.schema.get("pattern", "(?!)")), made):
            return f' Did you mean "{made}"?', (write(made, bare(node)),)
    return "", ()


def _out_of_range(finding: Finding) -> None:
    low, high = finding.schema.get("minimum"), finding.schema.get("maximum")
    finding.report.add(
        "out-of-range", f'"{finding.key}" cannot be {finding.node.raw}.', finding.node, f"It goes from {low} to {high}."
    )


def _too_few(finding: Finding) -> None:
    finding.report.add("empty-list", f'The list of "{finding.key}" is empty.', finding.node, "Add at least one line.")


def _too_many(finding: Finding) -> None:
    most, have = finding.expected, len(finding.value)
    finding.report.add(
        "too-many",
        f'"{finding.key}" has {have} lines; at most {most} are allowed.',
        finding.key_span(),
        "Leave some out.",
    )


def _other(finding: Finding) -> None:
    finding.report.add(
        "wrong-kind", f'"{finding.key}" cannot be {described(finding.node)}.', head(finding.node), finding.allowed
    )


_TELL: Mapping[str, Callable[[Finding], None]] = {
    "additionalProperties": unknown_key,
    "required": missing_key,
    "type": _wrong_type,
    "enum": _not_among,
    "pattern": _bad_pattern,
    "minimum": _out_of_range,
    "maximum": _out_of_range,
    "minItems": _too_few,
    "maxItems": _too_many,
}
