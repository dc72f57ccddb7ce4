"""A flow in which one prompt has another barge-in policy, and the policies that there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from callwright.core.model import Check, Choose, Flow, Form, Help, Question, Rung, Slot, State, Target
from callwright.core.prompt import MANUAL, PROTECTED, BargeIn, Prompt, Strategy

T = TypeVar("T")

LATER_MS = 500
_OPENED = (State, Question, Form, Slot, Check, Choose, Target, Rung, Help)


def variants(own: BargeIn) -> tuple[BargeIn, ...]:
    """A prompt's own policy first; then the other strategies, with its own and with another protected window."""
    made = [own, PROTECTED, MANUAL]
    for window in (own.allow_after_ms or 0, LATER_MS):
        made.append(BargeIn(Strategy.MINIMUM_CHARACTERS, own.minimum_characters or 3, window))
        made.append(BargeIn(Strategy.IMMEDIATE, None, window))
    return tuple(dict.fromkeys(made))


def shown(policy: BargeIn) -> str:
    """A policy in few words."""
    name = "minimum" if policy.strategy is Strategy.MINIMUM_CHARACTERS else policy.strategy.value
    fewest = f" {policy.minimum_characters}" if policy.minimum_characters else ""
    return name + fewest + (f" after {policy.allow_after_ms}" if policy.allow_after_ms else "")


def with_policy(flow: Flow, prompt: str, policy: BargeIn) -> Flow:
    """The same flow, in which the prompt of this id has this policy and nothing else is changed."""
    if flow.prompts[prompt].barge_in == policy:
        return flow
    family = dict(flow.family)
    parts = ("states", "questions", "prompts", "anytime", "events")
    made = replace(flow, family=family, **{part: _put(getattr(flow, part), prompt, policy) for part in parts})
    family[flow.name] = made
    return made


def _put(one: T, prompt: str, policy: BargeIn) -> T:
    made: Any = one
    if isinstance(one, Prompt):
        made = replace(one, barge_in=policy) if one.id == prompt else one
    elif isinstance(one, _OPENED) and is_dataclass(one):
        parts = {field.name: getattr(one, field.name) for field in fields(one)}
        changed = {name: new for name, old in parts.items() if (new := _put(old, prompt, policy)) is not old}
        made = replace(one, **changed) if changed else one
    elif isinstance(one, tuple) and not hasattr(one, "_fields"):
        items = tuple(_put(item, prompt, policy) for item in one)
        made = items if any(new is not old for new, old in zip(items, one, strict=True)) else one
    elif isinstance(one, Mapping):
        entries = {key: _put(value, prompt, policy) for key, value in one.items()}
        made = entries if any(entries[key] is not one[key] for key in one) else one
    return cast(T, made)
