"""Markup: what is sent is what the platform takes."""

from __future__ import annotations

import pytest

from callwright.compiler import compile_text
from callwright.compiler.builders.markup import in_speak
from callwright.platform.wire import check_answer
from tests.compiler.flows import compiled

FLOW = "variables:\n  name: Ann\nstates:\n  welcome:\n    prompts:\n      ssml: |\n        {}\n    hangup: yes\n"
SCOPE = {"name": "Ann & <Co>", "call": {"language": "en-US"}, "types_": {}}


def _accepted(ssml: str) -> bool:
    _, faults = check_answer({"type": "speak", "session_id": "1", "ssml": ssml}, "1")
    return not faults


@pytest.mark.parametrize(
    "written",
    [
        'Our order line is <say-as interpret-as="telephone">0211 5566</say-as>.',
        "<speak>Hello {{ name }}.</speak>",
        '<?xml version="1.0"?><speak>Hello.</speak>',
        "<!-- a greeting --> <speak>Hello.</speak>",
        '<mstts:express-as style="cheerful">Hello {{ name }}.</mstts:express-as>',
        "{% if name %}Hello <b>{{ name }}</b>.{% endif %}",
        '<sub alias="{{ name }}">A</sub>',
        "Hello.",
    ],
)
def test_what_compiles_is_taken(written: str) -> None:
    """Markup without a mistake is one ``<speak>``, whatever the values in it."""
    (prompt,) = compiled(FLOW.format(written)).prompts.values()
    (template,) = prompt.texts[""]
    assert _accepted(template.render(SCOPE))


@pytest.mark.parametrize(
    "written",
    ["One moment.<break>", "Fish & chips", "<speak>Hi</speak> there", "a < b", "<b>Hi", "Hi</b>", "<speak>", "&nbsp;"],
)
def test_what_is_refused_would_be_refused(written: str) -> None:
    """What is a mistake here would be one on the line."""
    made = compile_text(FLOW.format(written))
    assert [found.code for found in made.diagnostics] == ["bad-markup"]
    assert not _accepted(in_speak(written))


def test_the_place_is_that_of_the_tag() -> None:
    """A mistake in the middle of a text of several lines is shown in its line."""
    (found,) = compile_text(FLOW.format("<p>Hello.</p>\n        <p>You <b>there</p>")).diagnostics
    assert (found.span.line, found.span.column, found.span.end_column) == (8, 16, 19)
