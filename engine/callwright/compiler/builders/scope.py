"""The names that templates and conditions use, held against those that have a value there.

Beside the author's own there are the names of the call. Three of them are known in some places only: ``event`` where
something may come from outside, ``response`` where a service has just answered, and ``env``, which holds secrets,
where a service is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from callwright.compiler.builders import reading
from callwright.compiler.builders.context import IN_SCOPE, Context
from callwright.compiler.builders.notes import Use
from callwright.compiler.fixing import near_name, places_of, write
from callwright.compiler.nodes import Node
from callwright.compiler.report import did_you_mean, listed, told
from callwright.diagnostics.model import Fix, Span
from callwright.diagnostics.nearest import nearest
from callwright.understanding.typed import canonical

_PARTS: Mapping[str, frozenset[str]] = {
    "caller": frozenset({"number"}),
    "called": frozenset({"number"}),
    "call": frozenset({"direction", "language"}),
    "heard": frozenset({"text", "intent", "barged_in"}),
    "response": frozenset({"status", "json", "text"}),
}
_PART = re.compile(r"(?<![\w.'\"])(caller|called|call|heard|response)\s*\.\s*(\w+)")


def settle(context: Context) -> None:
    """Report every name that is used and that has no value there."""
    known = IN_SCOPE | context.declared.keys()
    for use in context.uses:
        _names(context, use, known)
        _parts(context, use)
    for name, span in context.braced:
        _single_braces(context, name, span, name in known)
    for written, expression, node in context.expressions:
        bare = written.strip("${} ")
        if expression.names <= known:
            context.report.add(
                "expression-as-text",
                f'"{written}" is kept as these letters; it is not worked out.',
                node,
                f'To work it out, write: "{{{{ {bare} }}}}"',
                fixes=(write(f'"{{{{ {bare} }}}}"', node.span),) if '"' not in bare else (),
            )
    for name, node in context.kept:
        if name not in context.declared:
            _undeclared(context, name, node)
    for name, node in context.assigned:
        _of_its_type(context, name, node)


def _names(context: Context, use: Use, known: frozenset[str]) -> None:
    if use.only:
        for name in sorted(use.names - use.seen):
            context.report.add(
                "out-of-scope",
                f'"{name}" cannot be used in the address and the headers of a service, which are the same for all.',
                use.node.place_of(name),
                "Put it into path, query or body of the request. Here stands only env.NAME, a secret of the server.",
            )
        return
    for name in sorted(use.names - known):
        _undeclared(context, name, use.node)
    if "event" in use.names and not _may_be_told(context):
        context.report.add(
            "unknown-name",
            '"event" would always be empty: this flow listens for nothing from outside.',
            use.node.place_of("event"),
            'Write below "events:" what may come and where it leads, for example order_ready: ready',
        )
    if "result" in use.names and not _may_be_called(context):
        context.report.add(
            "unknown-name",
            '"result" would always be empty: this flow calls no sub-flow.',
            use.node.place_of("result"),
            'A state with "call:" has a result, for example call: flow:identify',
        )
    if "response" in use.names - use.seen:
        context.report.add(
            "out-of-scope",
            '"response" is known only where a service has just answered: in "save" of the request, in "if_fails" of'
            ' its state, and in the prompts of a "check" with a request.',
            use.node.place_of("response"),
            'Remember what you need of it in the request, and use that name here:\nsave:\n  status: "{{ '
            'response.json.status }}"',
        )
    if "env" in use.names - use.seen:
        context.report.add(
            "out-of-scope",
            '"env" holds secrets of the server, which are for services alone.',
            use.node.place_of("env"),
            "It can be used in the url and the headers of a service, and in path, query and body of a request.",
        )


def _parts(context: Context, use: Use) -> None:
    for name in sorted(use.heard - context.prompt_names):
        context.report.add(
            "unknown-prompt",
            f'No prompt has the name "{name}".{did_you_mean(str(name), context.prompt_names)}',
            use.node.place_of(str(name)),
            f"Prompts with a name: {listed(context.prompt_names)}. Give the prompt a name: name: {name}",
            fixes=near_name(str(name), context.prompt_names, use.node),
        )
    for root, part in _PART.findall(use.source):
        if part not in _PARTS[root]:
            context.report.add(
                "unknown-name",
                f'"{root}" has no "{part}".{did_you_mean(part, _PARTS[root])}',
                use.node.place_of(f"{root}.{part}"),
                f"There is {listed(f'{root}.{p}' for p in _PARTS[root])}.",
                fixes=_near_part(use.node, root, part),
            )
    hours = context.sections.hours
    for name in sorted(use.asks - hours.keys()):
        context.report.add(
            "unknown-hours",
            f'There are no opening hours "{name}".{did_you_mean(name, hours)}',
            use.node.place_of(name),
            f"Hours of this flow: {listed(hours)}."
            if hours
            else f"Write them at the top of the file:\nhours:\n  {name}:\n    weekly:\n      mon-fri: 09:00-18:00",
            fixes=near_name(name, hours, use.node),
        )


def _near_part(node: Node, root: str, part: str) -> tuple[Fix, ...]:
    near, places = nearest(part, _PARTS[root]), places_of(f"{root}.{part}", node)
    return (write(f"{root}.{near}", places[0]),) if near is not None and places else ()


def _of_its_type(context: Context, name: str, node: Node) -> None:
    """Report a fixed value that is none of the type of its name; what is put together is looked at in the call."""
    type = context.declared[name].type if name in context.declared else ""
    written = reading.text(node)
    if not type or node.kind != "scalar" or "{" in written or not written:
        return
    options = context.collected[name].options if name in context.collected else {}
    try:
        canonical(type, reading.typed_value(node, type), language=context.languages[0], **options)
    except ValueError as problem:
        message, help = told(problem)
        context.report.add("bad-value", f'"{name}" cannot be {written}. {message}', node, help)


def _may_be_told(context: Context) -> bool:
    """Whether ``event`` can have a value; another flow may come here with one, and a refused part may fill it."""
    return context.listens or len(context.flows) > 1 or bool(context.sections.refused.parts)


def _may_be_called(context: Context) -> bool:
    """Whether ``result`` can have a value; a call that leads nowhere, or a refused part, may have given it one."""
    calls = any("call" in entry.value.entries for entry in context.sections.states.values())
    return bool(context.calls or calls or len(context.flows) > 1 or context.sections.refused.parts)


def _single_braces(context: Context, name: str, span: Span, known: bool) -> None:
    fixes: tuple[Fix, ...] = ()
    if known:
        help = f"To say its value, write two braces on each side: {{{{ {name} }}}}"
        fixes = (write(f"{{{{ {name} }}}}", span),)
    else:
        help = f"Leave the braces out. A value would be written with two on each side, but none is named {name}."
    context.report.add(
        "single-braces",
        f'"{{{name}}}" with one brace on each side is spoken as it is written.',
        span,
        help,
        fixes=fixes,
    )


def _undeclared(context: Context, name: str, node: Node) -> None:
    context.report.add(
        "unknown-name",
        f'Nothing here has the name "{name}".{did_you_mean(name, context.declared)}',
        node.place_of(name),
        f"Names that have a value: {listed(context.declared)}. "
        f'Collect "{name}", set it, or write it under "variables:". Text in a condition stands in quotes.',
        fixes=near_name(name, context.declared, node),
    )
