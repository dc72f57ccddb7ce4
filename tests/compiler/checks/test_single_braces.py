"""Names in single braces in a request."""

from __future__ import annotations

import pytest

from tests.compiler.checks.telling import BYE, mended, places, told


def _text(request: str) -> str:
    return (
        "services: {s: {url: 'http://x'}}\nstates:\n  a:\n    collect: {slot: film, type: digits, prompts: Film?}\n"
        f"    go_to: b\n  b:\n    request:\n      service: s\n      method: POST\n{request}    go_to: bye\n{BYE}"
    )


@pytest.mark.parametrize(
    "request_",
    ["      path: /films/{film}\n", "      query:\n        f: '{film}'\n", "      body:\n        a: ['{ film }']\n"],
)
def test_a_name_in_single_braces(request_: str) -> None:
    """Path, query and body send what is written; the mend writes the other braces."""
    text = _text(request_)
    (found,) = told("single-braces", text)
    assert places("single-braces", text)[0].strip("{ }") == "film"
    assert "{{ film }}" in mended(text, found)
    assert told("single-braces", mended(text, found)) == []


@pytest.mark.parametrize(
    "request_", ["      path: /films/{{ film }}\n", "      path: /films/{id}\n", "      body: 'Dear {customer},'\n"]
)
def test_other_braces_are_the_services_own(request_: str) -> None:
    """What is no name of the flow is left alone."""
    assert told("single-braces", _text(request_)) == []
