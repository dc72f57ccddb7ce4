"""Secrets: put in where they belong, and nowhere else."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from urllib.parse import quote

import pytest

from callwright.compiler import compile_path
from callwright.core.secret_marks import marked
from callwright.runtime.services.answer import Answer
from callwright.runtime.services.secrets import missing
from tests.runtime.services.stand_in import Reply, StandIn, asking, inquiry, reply

TOKEN, KEY = "t0p/s3cret token", "k3y&=#ü-s3cret"
VARIABLES = {"TOKEN": f" {TOKEN}\n", "KEY": KEY, "EMPTY": "  ", "BROKEN": "a\r\nX-Evil: 1"}


def ask(*replies: Reply, **headers: str) -> tuple[Answer, StandIn]:
    """Ask with a secret in every place that may have one."""
    stand_in = StandIn(*replies)
    one = inquiry(f"/k/{marked('KEY')}", "POST", {"k": [marked("KEY")], marked("KEY"): 1}, key=marked("KEY"))
    (answer,) = asyncio.run(asking(stand_in, one, variables=VARIABLES, **headers))
    return answer, stand_in


def test_they_are_put_in() -> None:
    """Without the blanks around them, and encoded as their place wants it; in the name of a field they are none."""
    _, stand_in = ask(Authorization="Bearer {{ env.TOKEN }}")
    (request,) = stand_in.asked
    assert request.headers["Authorization"] == f"Bearer {TOKEN}"
    assert request.target == "/k/k3y%26%3D%23%C3%BC-s3cret?key=k3y%26%3D%23%C3%BC-s3cret"
    assert f'"k": ["{KEY}"]' in request.body.decode()


def test_an_echo_of_them_is_struck_out() -> None:
    """A service that answers with our own headers tells a call nothing."""
    echo = {"seen": [f"Bearer {TOKEN}"], KEY: f"/k/{quote(KEY, safe='')}"}
    answer, _ = ask(reply(200, echo), Authorization="Bearer {{ env.TOKEN }}")
    assert answer.json == {"seen": ["Bearer …"], "…": "/k/…"}
    assert "s3cret" not in answer.text
    assert "…" in answer.text


@pytest.mark.parametrize("name", ["MISSING", "EMPTY"])
def test_without_its_secret_a_service_is_not_asked(name: str) -> None:
    """The answer says which variable is missing."""
    answer, stand_in = ask(Authorization=f"Bearer {{{{ env.{name} }}}}")
    assert answer.kind == "refused"
    assert name in answer.found
    assert not stand_in.connections


def test_a_secret_with_a_line_break_adds_no_header() -> None:
    """It is refused."""
    answer, stand_in = ask(Authorization="{{ env.BROKEN }}")
    assert answer.kind == "refused"
    assert not stand_in.connections


@pytest.mark.parametrize(
    "answer", [reply(200, {}), reply(500), b"", b"what\r\n\r\n", reply(302, Location="//evil.example/")]
)
def test_they_are_in_no_line_of_any_log(answer: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever happens, on every level of every logger; nor are queries and bodies."""
    with caplog.at_level(logging.DEBUG):
        got, _ = ask(answer, Authorization="Bearer {{ env.TOKEN }}")
    told = "".join(str(vars(record)) for record in caplog.records) + repr(got)
    for secret in (TOKEN, KEY, "k3y%26", "s3cret"):
        assert secret not in told


FLOW = """
flow: shop
language: en-US
services:
  shop:
    url: https://{{ env.SHOP_HOST }}
    headers:
      Authorization: Bearer {{ env.SHOP_TOKEN }}
states:
  ask:
    request:
      service: shop
      path: /{{ env.IN_PATH }}
      method: POST
      query:
        key: "{{ env.IN_QUERY }}"
      body:
        all: ["{{ env.IN_BODY }}"]
    if_fails: bye
    go_to: bye
  bye:
    prompts: Goodbye.
    hangup: yes
"""


def test_what_is_missing_is_known_beforehand(tmp_path: Path) -> None:
    """Every variable that a flow names, wherever it does."""
    (tmp_path / "shop.yaml").write_text(FLOW)
    compiled = compile_path(tmp_path)
    assert compiled.project is not None, compiled.diagnostics
    flows = compiled.project.flows.values()
    assert missing(flows, {}) == ("IN_BODY", "IN_PATH", "IN_QUERY", "SHOP_HOST", "SHOP_TOKEN")
    assert missing(flows, {"IN_BODY": "1", "IN_PATH": "1", "IN_QUERY": " ", "SHOP_HOST": "h"}) == (
        "IN_QUERY",
        "SHOP_TOKEN",
    )
