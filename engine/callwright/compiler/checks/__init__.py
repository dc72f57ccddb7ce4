"""What a flow that can be built may still do wrong: one rule, one file, one line in a list below.

A rule gets a ``Subject`` and reports; it changes nothing and knows no other rule. Whether what it finds stops the flow
from being served stands in the catalogue.

There are two kinds. A rule of ``EACH_STATE`` looks at one state (``check(subject, state)``), and beside it only at
what stands outside the states (intents, ``anytime``, defaults, hours, named prompts) and at which names have which
types. So what it finds holds for as long as none of that changes, and an editor need not ask it again at every key. A
rule of ``WHOLE_FLOW`` (``check(subject)``) may look at everything.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace

from callwright.compiler.builders.flow import Built
from callwright.compiler.builders.kept import Kept, KeptRule
from callwright.compiler.checks import (
    addresses,
    built_in_ending,
    endless_otherwise,
    error_circles,
    farewells,
    heard,
    holidays,
    never_equal,
    never_holds,
    no_person,
    no_way_on,
    protection,
    rehearsed_values,
    results,
    secrets,
    silent_loop,
    single_braces,
    text_conditions,
    transfers,
    translations,
    unreachable,
    unused,
    used_before_set,
    words,
)
from callwright.compiler.checks.around import Around, Facts, Looking
from callwright.compiler.checks.subject import Subject
from callwright.compiler.report import Report
from callwright.core.model import State

EACH_STATE: tuple[Callable[[Subject, State], None], ...] = (
    never_holds.check,
    no_way_on.check,
    single_braces.check,
    heard.check,
    transfers.check,
    secrets.check_state,
    addresses.check_state,
)

WHOLE_FLOW: tuple[Callable[[Subject], None], ...] = (
    silent_loop.check,
    unreachable.check,
    built_in_ending.check,
    error_circles.check,
    never_holds.check_anytime,
    endless_otherwise.check,
    no_person.check,
    words.check,
    unused.check,
    never_equal.check,
    results.check,
    rehearsed_values.check,
    used_before_set.check,
    heard.check_anytime,
    farewells.check,
    protection.check,
    secrets.check,
    addresses.check,
    holidays.check,
    text_conditions.check,
    translations.check,
)


def run(subject: Subject, kept: Kept, made: Built, facts: Facts) -> None:
    """Hold a flow against every rule; what is ``kept`` of its building holds what they said of it before."""
    flow, context = subject.flow, subject.context
    kept.look((flow.types, flow.labels, frozenset(context.declared), frozenset(context.prompt_names), flow.intents))
    for name, state in flow.states.items():
        held = kept.states[name]
        if held.advice is None:
            aside = replace(subject, report=Report())
            for look in EACH_STATE:
                ask(look, aside, state)
            held.advice = tuple(aside.report.diagnostics)
        subject.report.extend(held.advice)
    for check in WHOLE_FLOW:
        before = kept.rules.get(check)
        if before is None or before.built is not made or not before.around.still_holds(facts, subject):
            around, told = Around(facts), Report()
            looking = Looking(replace(subject, report=told, built=around), around)
            ask(check, looking)  # type: ignore[arg-type]  # it has all that a subject has
            before = kept.rules[check] = KeptRule(made, around, tuple(told.diagnostics))
        subject.report.extend(before.told)


def ask(rule: Callable[..., None], subject: Subject, *state: State) -> None:
    """Let one rule look. A rule that fails is a mistake of ours, and must keep no flow from answering calls."""
    try:
        rule(subject, *state)
    except Exception as error:
        if os.environ.get("CALLWRIGHT_DEBUG"):
            raise
        name = rule.__module__.rpartition(".")[2].replace("_", " ")
        at = state[0].span if state else subject.flow.span
        subject.report.add(
            "rule-failed",
            f"The rule about {name} could not look at this: a mistake of callwright's own ({type(error).__name__}).",
            at,
            "All other rules looked. Please report it with what CALLWRIGHT_DEBUG=1 in front of the command prints.",
        )
