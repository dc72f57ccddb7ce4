"""The platform's external API, as it is asked."""

from __future__ import annotations

import asyncio
import logging
import time

import pytest

from callwright.core import codec
from callwright.runtime.external import ATTEMPT_SECONDS, External, wrong_with
from tests.runtime.outside import Api

ACTIONS = codec.encode(({"type": "barge_in", "session_id": "c1"}, {"type": "hangup", "session_id": "c1"})) or b""


def send(api: Api, call: str = "c1", key: str | None = "t0p", *, pressed: bool = False) -> bool:
    """Send two actions of a call."""

    async def main() -> bool:
        async with api.open() as template:
            external = External(template, key)
            try:
                return await external.send(call, ACTIONS, lambda: pressed)
            finally:
                await external.close()

    return asyncio.run(main())


def test_actions_go_out_as_they_would_in_an_answer() -> None:
    """One POST to the call's address, with the token, the body as an answer's."""
    api = Api()
    assert send(api)
    ((path, headers, body),) = api.requests
    assert path == "/sessions/c1/actions"
    assert headers["Authorization"] == "Bearer t0p"
    assert headers["Content-Type"] == "application/json"
    assert [action["type"] for action in body] == ["barge_in", "hangup"]


def test_without_a_token_none_is_sent() -> None:
    """No ``Authorization``."""
    api = Api()
    assert send(api, key=None)
    assert "Authorization" not in api.requests[0][1]


@pytest.mark.parametrize(
    ("call", "path"),
    [
        ("a/b?c#d e%2F", "/sessions/a%2Fb%3Fc%23d%20e%252F/actions"),
        ("..", "/sessions/%2E%2E/actions"),
        ("ü\t", "/sessions/%C3%BC%09/actions"),
        ("{session_id}", "/sessions/%7Bsession_id%7D/actions"),
    ],
)
def test_an_id_stays_within_its_place_of_the_address(call: str, path: str) -> None:
    """Whatever the platform's ids hold, they are percent-encoded."""
    api = Api()
    assert send(api, call)
    assert api.requests[0][0] == path


@pytest.mark.parametrize(
    ("answers", "delivered", "attempts"),
    [
        ([200], True, 1),
        ([204], True, 1),
        ([500, 202], True, 2),
        ([503, 429, 202], True, 3),
        ([(429, "0"), 202], True, 2),
        ([500, 502, 504, 202], False, 3),
        ([(503, "30"), 202], False, 1),
        ([(503, "Wed, 21 Oct 2026 07:28:00 GMT"), 202], False, 1),
        ([302, 202], False, 1),
        ([400, 202], False, 1),
        ([401, 202], False, 1),
        ([404, 202], False, 1),
        ([409, 202], False, 1),
    ],
)
def test_what_may_pass_is_tried_again(answers: list[int | tuple[int, str]], delivered: bool, attempts: int) -> None:
    """429 and 5xx, three times at most, all with one key; a refusal, a redirect and a long wait are not."""
    api = Api(*answers)
    assert send(api) is delivered
    assert len(api.requests) == attempts
    assert len({headers["Idempotency-Key"] for _, headers, _ in api.requests}) == 1


def test_the_platform_says_when_to_try_again() -> None:
    """``Retry-After`` is waited for."""
    began = time.monotonic()
    assert send(Api((503, "1"), 202))
    assert time.monotonic() - began >= 1


def test_a_server_that_hangs_is_given_up_and_asked_again() -> None:
    """An attempt ends after two seconds."""

    async def main() -> tuple[bool, float]:
        api = Api()
        api.stuck = stuck = asyncio.Event()
        async with api.open() as template:
            external = External(template)
            began = time.monotonic()
            delivered = await external.send("c1", ACTIONS)
            took = time.monotonic() - began
            stuck.set()
            await external.close()
        assert len(api.requests) == 2
        return delivered, took

    delivered, took = asyncio.run(main())
    assert delivered
    assert ATTEMPT_SECONDS <= took < 2 * ATTEMPT_SECONDS


def test_nobody_listens(caplog: pytest.LogCaptureFixture) -> None:
    """No connection: not delivered; the log names the call and never the token."""

    async def main() -> bool:
        async with Api().open() as template:
            pass
        external = External(template, "t0p-s3cret")
        try:
            return await external.send("c1", ACTIONS)
        finally:
            await external.close()

    with caplog.at_level(logging.DEBUG):
        assert not asyncio.run(main())
    (record,) = [record for record in caplog.records if record.name == "callwright"]
    assert record.fields["call"] == "c1"  # type: ignore[attr-defined]
    assert "t0p-s3cret" not in "".join(str(vars(record)) for record in caplog.records)


def test_with_another_way_out_one_attempt_is_enough() -> None:
    """Where the platform's next event waits already, its answer carries what could not be sent."""
    api = Api(500, 202)
    assert not send(api, pressed=True)
    assert len(api.requests) == 1


@pytest.mark.parametrize(
    "template",
    [
        "https://p.example/v1/{session_id}/actions",
        "http://127.0.0.1:9/s?id={session_id}",
        "https://[::1]:8443/{session_id}",
    ],
)
def test_addresses_that_are_taken(template: str) -> None:
    """http and https, the id anywhere behind the server's name."""
    assert wrong_with(template) is None


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("https://p.example/actions", "{session_id}"),
        ("https://p.example/{session_id}/{session_id}", "once"),
        ("https://p.example/{session_id}/{id}", "no other braces"),
        ("https://{session_id}.example/", "single slash"),
        ("https://u:p@p.example/{session_id}", "the token"),
        ("ftp://p.example/{session_id}", "https://"),
        ("p.example/{session_id}", "https://"),
        ("https:///{session_id}", "https://"),
        ("https://p.example:99999/{session_id}", "https://"),
        ("https://p.example/{session_id}#x", "'#'"),
        ("https://p.example/\n{session_id}", "plain letters"),
        ("{session_id}", "https://"),
    ],
)
def test_addresses_that_are_refused(template: str, says: str) -> None:
    """What was found, and the mend."""
    problem = wrong_with(template)
    assert problem is not None
    assert says in " ".join(problem)
    with pytest.raises(ValueError, match="external API"):
        External(template)


@pytest.mark.parametrize("token", ["", " ", "a\nb"])
def test_a_token_that_no_header_can_hold(token: str) -> None:
    """Refused before anything is sent."""
    with pytest.raises(ValueError, match="token"):
        External("https://p.example/{session_id}", token)


@pytest.mark.parametrize(
    "template",
    ["https://u:s3cret@p.example/{session_id}", "u:s3cret@p.example/{session_id}", "https://p.example/x?key=s3cret"],
)
def test_what_is_secret_in_a_malformed_address_is_not_repeated(template: str) -> None:
    """Neither a password nor a value of the query stands in the message."""
    problem = wrong_with(template)
    assert problem is not None
    assert "s3cret" not in " ".join(problem)
    assert "p.example" in problem[0]
