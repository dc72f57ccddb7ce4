"""Legal announcements that are not protected, and prompts that are cut just before a protected one.

What waits protected is always said, whatever the caller does (language 5, rule 4); what the caller can cut before it
is not. A greeting in one sentence loses nothing, and neither does a question, which is answered.
"""

from __future__ import annotations

import re

from callwright.compiler.checks.groups import Group, Role, leaves
from callwright.compiler.checks.places import beside, inside, instead, option_of, place, strategy_of, written
from callwright.compiler.checks.subject import Subject
from callwright.compiler.checks.wording import GREETING, NOT_A_NOTICE, NOTICE, Wording, wording, wordings
from callwright.compiler.nodes import Node
from callwright.core.model import State
from callwright.core.prompt import Kind, Prompt
from callwright.diagnostics.model import Fix

_SIGNAL_MS = 2_000
_WORTH_HEARING_MS = 1_500
_WORD = re.compile(r"[^\W\d_]{3,}")


def look(subject: Subject, state: State, group: Group) -> None:
    """Look at what is said in passing and at questions, not at answers to what went wrong."""
    if group.role not in (Role.SAID, Role.ASKED):
        return
    _unprotected(subject, state, group)
    if len(group.prompts) > 1:
        _lost(subject, state, group)


def notice_in(made: Wording) -> str:
    """The sentence of a text that announces a recording or what becomes of data; empty for none."""
    if not made.may_announce:
        return ""
    for sentence in made.sentences:
        if NOTICE.search(sentence) and "?" not in sentence and not NOT_A_NOTICE.search(sentence):
            return sentence
    return ""


def _unprotected(subject: Subject, state: State, group: Group) -> None:
    for prompt in group.prompts:
        if prompt.barge_in.protected:
            continue
        for texts in prompt.texts.values():
            for text in texts:
                made = wording(text.source, markup=prompt.kind is Kind.SSML)
                if sentence := notice_in(made):
                    _tell(subject, state, prompt, (text.source, sentence), alone=len(made.sentences) == 1)
                    return


def _tell(subject: Subject, state: State, prompt: Prompt, said: tuple[str, str], *, alone: bool) -> None:
    source, sentence = said
    node = written(subject, state, prompt)
    subject.report.add(
        "unprotected-notice",
        f'Callers can talk over "{sentence}", and then they have not heard it.',
        place(subject, state, prompt, source, sentence),
        "Protect it: barge_in: none. With a name: and once: yes it is said once in a call, and was_heard() knows it."
        if alone
        else "Say it in a prompt of its own, with barge_in: none.",
        fixes=_protect(subject, state, prompt, node) if alone and node is not None else (),
    )


def _protect(subject: Subject, state: State, prompt: Prompt, node: Node) -> tuple[Fix, ...]:
    title = "Protect it: barge_in: none"
    if "barge_in" not in node.entries:
        return beside(node, "barge_in: none", title)
    strategy = strategy_of(subject, state, prompt)
    own = node.entries["barge_in"].value
    options = option_of(node, "allow_after_ms") or option_of(node, "minimum_characters")
    if strategy is None or options is not None or not inside(strategy, own):
        return ()
    return instead(strategy, "none", title)


def _lost(subject: Subject, state: State, group: Group) -> None:
    behind: Prompt | None = None
    prompts = list(group.prompts)
    while leaves(state) and prompts and prompts[-1].barge_in.protected:
        prompts.pop()  # the last words before a hang-up or a transfer come last
    for prompt in reversed(prompts):
        if prompt.barge_in.protected:
            if prompt.audio is None or prompt.audio.duration_ms > _SIGNAL_MS:
                behind = prompt
        elif behind is not None and _informs(subject, prompt):
            subject.report.add(
                "cut-before-protected",
                "A caller who says here already what they want never hears the rest of this sentence: only the"
                " protected one behind it is still said, and the call goes on.",
                prompt.span,
                "Say the protected prompt first, or protect this one too if it has to be heard.",
            )
            return


def _informs(subject: Subject, prompt: Prompt) -> bool:
    every = wordings(prompt)
    if not every or prompt.kind is Kind.AUDIO:
        return False
    return all(
        not made.asks
        and made.ms >= _WORTH_HEARING_MS
        and not (len(made.sentences) == 1 and _greets(subject, made.text))
        for made in every
    )


def _greets(subject: Subject, sentence: str) -> bool:
    """Whether a sentence says hello, or little more than who is there."""
    if GREETING.search(sentence) is not None:
        return True
    name = {word.casefold() for word in _WORD.findall(subject.flow.title)}
    words = [word.casefold() for word in _WORD.findall(sentence)]
    return len(words) <= 2 * len(name) and any(word in name for word in words)
