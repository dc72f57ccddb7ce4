"""The protected opening of a prompt, ``allow_after_ms``: too long to ever be cut, or too short for ``immediate``.

``immediate`` stops at the first sound. A breath, an echo of our own voice or the end of what the caller said before is
a sound too, so its first 500 to 1,000 ms are to be protected.
"""

from __future__ import annotations

from callwright.compiler.checks.groups import Group
from callwright.compiler.checks.places import inherited_option, instead, option_of, strategy_of, written
from callwright.compiler.checks.subject import Subject
from callwright.compiler.checks.wording import longest_ms, seconds, wordings
from callwright.compiler.nodes import Node
from callwright.core.model import State
from callwright.core.prompt import Prompt, Strategy
from callwright.diagnostics.model import Edit, Fix

LEAST_MS, MOST_MS = 500, 1_000
_WORTH_CUTTING_MS = 1_500
"""A shorter prompt loses nothing by an opening that it inherits."""
_INSERTED_MS = 2_000
"""So long a value may take that is put in."""


def look(subject: Subject, state: State, group: Group) -> None:
    """Look at every prompt that a voice can cut."""
    for prompt in group.prompts:
        opening = prompt.barge_in.allow_after_ms
        if opening is None:
            continue
        immediate = prompt.barge_in.strategy is Strategy.IMMEDIATE
        if opening > LEAST_MS and _never_cut(subject, state, prompt, opening):
            continue
        if immediate and opening < LEAST_MS:
            _bare(subject, state, prompt, opening)
        elif immediate and opening > MOST_MS:
            _late(subject, state, prompt, opening)


def _never_cut(subject: Subject, state: State, prompt: Prompt, opening: int) -> bool:
    lasts = longest_ms(prompt)
    room = _INSERTED_MS if any(made.inserts for made in wordings(prompt)) else 0
    if not lasts or opening < lasts + room:
        return False
    value = option_of(written(subject, state, prompt), "allow_after_ms")
    if value is None and lasts < _WORTH_CUTTING_MS:
        return False
    if value is None and (inherited := inherited_option(subject, state, prompt, "allow_after_ms")) is not None:
        subject.report.add(  # once, however many prompts are too short for it
            "never-cut",
            f'"allow_after_ms" protects the first {seconds(opening)} of every prompt here: those that do not last so'
            " long can never be cut.",
            inherited,
            f"Write {LEAST_MS}, which is enough against a breath or an echo.",
            fixes=instead(inherited, str(LEAST_MS), "Protect the first half second: 500"),
        )
        return True
    subject.report.add(
        "never-cut",
        f'"allow_after_ms" protects the first {seconds(opening)}, but the prompt lasts only about'
        f" {seconds(round(lasts, -2))}: callers can never cut it.",
        value if value is not None else prompt.span,
        "Write 500, which is enough against a breath or an echo; or barge_in: none, if it has to be heard whole.",
        fixes=instead(value, str(LEAST_MS), "Protect the first half second: 500") if value is not None else (),
    )
    return True


def _bare(subject: Subject, state: State, prompt: Prompt, opening: int) -> None:
    strategy = strategy_of(subject, state, prompt)
    value = option_of(written(subject, state, prompt), "allow_after_ms")
    at = value if value is not None and opening else strategy
    protects = f"only the first {opening} ms are protected" if opening else "none of its beginning is protected"
    subject.report.add(
        "immediate-without-opening",
        f"A breath or an echo at its beginning stops this prompt: {protects}.",
        at if at is not None else prompt.span,
        "With the strategy immediate write: allow_after_ms: 500 (up to 1000).",
        fixes=_opened(value, strategy),
    )


def _opened(value: Node | None, strategy: Node | None) -> tuple[Fix, ...]:
    title = "Protect the first half second: allow_after_ms: 500"
    if value is not None:
        return instead(value, str(LEAST_MS), title)
    if strategy is None:
        return ()
    source, text = strategy.source, strategy.source.text
    before = text[source.start_of(source.line_of(strategy.start)) : strategy.start]
    if before.strip(" -") not in ("barge_in:", "strategy:"):
        return ()
    column = len(before) - len(before.lstrip(" -"))
    if before.strip(" -") == "strategy:":
        end = source.span(strategy.end, strategy.end)
        return (Fix(title, (Edit(end, f"\n{' ' * column}allow_after_ms: {LEAST_MS}"),)),)
    inside = " " * (column + 2)
    whole = source.span(strategy.start - len(before) + len(before.rstrip()), strategy.end)
    return (Fix(title, (Edit(whole, f"\n{inside}strategy: immediate\n{inside}allow_after_ms: {LEAST_MS}"),)),)


def _late(subject: Subject, state: State, prompt: Prompt, opening: int) -> None:
    value = option_of(written(subject, state, prompt), "allow_after_ms")
    subject.report.add(
        "late-interruption",
        f"This prompt is to stop at the caller's first sound, but for the first {seconds(opening)} nothing stops it.",
        value if value is not None else prompt.span,
        "500 to 1000 is enough against a breath or an echo. What has to be heard is a prompt of its own, with"
        " barge_in: none.",
        fixes=instead(value, str(MOST_MS), "Protect the first second: 1000") if value is not None else (),
    )
