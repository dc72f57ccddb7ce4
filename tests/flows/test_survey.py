"""The survey of the examples: what a guest answers arrives as the call's flow understood it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from callwright.platform.clock import VirtualClock
from callwright.platform.dial_http import Webhook
from callwright.platform.envelope import CallSetup
from callwright.rehearsal.reader import read_script
from callwright.rehearsal.run import perform
from tests.flows.asking import ask, example_services
from tests.flows.service import serving
from tests.flows.stubs import environment

FLOWS = Path(__file__).parents[2] / "flows"

ANSWERED = """
tests:
  - call:
      from: +49 171 3920022
    steps:
      - assistant: Pour le français
      - caller: en français
      - assistant: quatre petites questions
      - caller: oui
      - assistant: Qu'est-ce qui vous a amené chez nous
      - caller: le travail
      - assistant: De 0 à 10
      - caller: trois
      - assistant: Reviendriez-vous
      - caller: non
      - assistant: Que pouvons-nous améliorer ?
      - caller: la chambre était trop petite
      - assistant: Peut-elle vous rappeler ?
      - caller: oui
      - assistant: Merci, cela nous aide.
      - assistant: Au revoir.
      - hangup
"""


@pytest.fixture(scope="module")
def services() -> Iterator[str]:
    with example_services() as address:
        yield address


def _answers(services: str) -> list[dict[str, Any]]:
    status, kept = ask(services, "GET", "/survey/answers")
    assert status == 200
    answers: list[dict[str, Any]] = kept["answers"]
    return answers


def test_the_same_answer_twice_is_one(services: str) -> None:
    """A request that is sent again is not counted again."""
    before = len(_answers(services))
    for _ in range(2):
        assert ask(services, "POST", "/survey/answers", {"score": 7}, key="guest")[0] == 201
    assert len(_answers(services)) == before + 1


@pytest.mark.parametrize("body", [{"score": 11}, {"score": "nine"}, [9], {}])
def test_an_answer_has_a_score(services: str, body: object) -> None:
    """What has no score from 0 to 10 is refused, and not kept."""
    before = _answers(services)
    assert ask(services, "POST", "/survey/answers", body)[0] == 400
    assert _answers(services) == before


def test_a_call_is_kept(services: str) -> None:
    """A guest who speaks French, over HTTP: each answer has the type of its question, and the number is there."""
    (rehearsal,) = read_script(ANSWERED.encode(), "survey").rehearsals
    with serving(FLOWS, environment=environment(services)) as address:
        way = Webhook(f"http://{address}/webhook", virtual_time=True)
        setup = CallSetup(to_number="493023125300")
        performance = asyncio.run(perform(rehearsal, way, VirtualClock(), setup=setup))
    assert performance.passed, performance.transcript()
    assert _answers(services)[-1] == {
        "language": "fr-FR",
        "reason": "business",
        "score": 3,
        "again": False,
        "comment": "la chambre était trop petite",
        "phone": "+491713920022",
    }
