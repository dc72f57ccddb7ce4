"""What the page for operators shows is what happens."""

from __future__ import annotations

import argparse
import json
import logging
import os
import re
import shutil
import subprocess
from typing import Any

import pytest

from callwright.cli import serve
from callwright.cli.serving.external import DEFAULT_EXTERNAL_TOKEN_ENV
from callwright.cli.serving.outbound import DEFAULT_PLATFORM_TOKEN_ENV
from callwright.cli.serving.tokens import DEFAULT_MANAGEMENT_TOKEN_ENV, DEFAULT_TOKEN_ENV
from callwright.runtime import log
from callwright.runtime.app import create_app
from callwright.runtime.external import wrong_with
from callwright.runtime.services import answer
from callwright.runtime.services.answer import Answer
from tests.docs.pages import ROOT
from tests.runtime.serving import management, serving

PAGE = (ROOT / "docs" / "serving.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"```(sh|json)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def _shown_in(shown: Any, answer: Any) -> bool:
    """Whether what the page shows stands in the answer, which may say more."""
    if isinstance(shown, dict):
        return isinstance(answer, dict) and all(k in answer and _shown_in(v, answer[k]) for k, v in shown.items())
    if isinstance(shown, list):
        same = isinstance(answer, list) and len(answer) == len(shown)
        return same and all(_shown_in(a, b) for a, b in zip(shown, answer, strict=True))
    return bool(shown == answer)


@pytest.mark.skipif(shutil.which("curl") is None, reason="the page uses curl")
def test_every_request_on_the_page_is_answered_as_it_says() -> None:
    """In their order, to the flow and with the secret that the page names."""
    shell = [block[2] for block in _BLOCK.finditer(PAGE) if block[1] == "sh" and "curl" not in block[2]]
    assert any("callwright serve examples/pick-up.yaml\n" in text for text in shell)
    secret = re.search(rf"export {DEFAULT_MANAGEMENT_TOKEN_ENV}=(\S+)", PAGE)
    assert secret is not None
    app = create_app(ROOT / "examples" / "pick-up.yaml", management_token=secret[1])
    compared = 0
    printed = ""
    with serving(app) as port:
        for kind, text in _BLOCK.findall(PAGE):
            if kind == "json":
                assert _shown_in(json.loads(text), json.loads(printed)), printed
                compared += 1
            elif "curl" in text:
                command = text.replace("127.0.0.1:8080", f"127.0.0.1:{port}")
                command = command.replace("127.0.0.1:8081", f"127.0.0.1:{management(port)}")
                environment = {**os.environ, DEFAULT_MANAGEMENT_TOKEN_ENV: secret[1]}
                done = subprocess.run(
                    command, shell=True, env=environment, capture_output=True, text=True, timeout=20, check=True
                )
                printed = done.stdout
    assert compared == 4


def test_the_table_has_every_option() -> None:
    """Each one of ``callwright serve --help``, and no other."""
    subparsers = argparse.ArgumentParser().add_subparsers()
    serve.register(subparsers)
    options = {option for action in subparsers.choices["serve"]._actions for option in action.option_strings}
    rows = [line for line in PAGE.partition("\n## ")[0].splitlines() if line.startswith("| `--")]
    named = {option for row in rows for option in re.findall(r"`(--[a-z-]+)`", row.split("|")[1])}
    assert named == {option for option in options if "=" not in option} - {"-h", "--help"}


def test_the_page_names_the_secrets_and_an_address_that_is_taken() -> None:
    """Each variable that serve reads, and an external API that it would not refuse."""
    for name in (
        DEFAULT_TOKEN_ENV,
        DEFAULT_MANAGEMENT_TOKEN_ENV,
        DEFAULT_EXTERNAL_TOKEN_ENV,
        DEFAULT_PLATFORM_TOKEN_ENV,
    ):
        assert f"`{name}`" in PAGE
    (address,) = re.findall(r'--external-url "(\S+)"', PAGE)
    assert wrong_with(address) is None


def test_the_line_of_the_log_has_what_a_line_has(caplog: pytest.LogCaptureFixture) -> None:
    """The page shows the fields of a request to a service, in their order."""
    (shown,) = re.findall(r"```text\n(\{.*\})\n```", PAGE)
    with caplog.at_level(logging.INFO):
        log.inquiry("c1", "orders", "GET", "/orders/{{ order }}", Answer(200, attempts=1), 48.2)
    (record,) = caplog.records
    assert list(json.loads(shown).items()) == [
        ("level", "info"),
        ("message", record.getMessage()),
        *record.fields.items(),  # type: ignore[attr-defined]  # ours
    ]


def test_every_kind_of_failure_is_on_the_page() -> None:
    """And no other one."""
    kinds = {getattr(answer, name) for name in dir(answer) if name.isupper()}
    section = PAGE.partition("### What went wrong")[2].partition("|---|")[2].partition("###")[0]
    assert set(re.findall(r"^\| `([a-z_]+)` \|", section, re.MULTILINE)) == kinds
