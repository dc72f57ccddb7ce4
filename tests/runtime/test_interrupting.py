"""Looking at calls and interrupting them, on every way by which a call is reached."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import aiohttp

from callwright.runtime.app import create_app
from tests.runtime.managing import Client, dial, hear, kinds, manage, say
from tests.runtime.outside import DESK, Api
from tests.runtime.serving import serving


def test_an_event_interrupts_at_once_on_a_websocket(desk_port: int) -> None:
    """``barge_in``, then the prompt, in one frame, and ``now`` is what the sender reads; so with the button."""

    async def act(client: Client) -> None:
        async with dial(desk_port) as line:
            await say(line, "session_start", "ws")
            await hear(line)
            await say(line, "assistant_speech_ended", "ws")
            await hear(line)
            assert await client.post("/calls/ws/events/found", {"order": "4711"}) == (200, {"delivered": "now"})
            actions = await hear(line)
            assert kinds(actions) == ["barge_in", "speak"]
            assert actions[1]["text"] == "Your order 4711 is here."
            assert {action["session_id"] for action in actions} == {"ws"}
            assert await client.post("/calls/ws/barge_in") == (200, {"delivered": "now"})
            assert kinds(await hear(line))[0] == "barge_in"

    manage(desk_port, act)


def test_on_a_plain_webhook_it_comes_with_the_next_answer(desk_port: int) -> None:
    """The sender reads so, and the next answer has it."""

    async def act(client: Client) -> None:
        await client.tell("session_start", "http")
        await client.tell("assistant_speech_ended", "http")
        assert await client.post("/calls/http/events/found", {"order": 7}) == (200, {"delivered": "next_answer"})
        answer = await client.tell("assistant_speech_ended", "http")
        assert answer[-1]["text"] == "Your order 7 is here."
        assert await client.post("/calls/http/barge_in", {}) == (200, {"delivered": "next_answer"})
        assert "barge_in" in kinds(await client.tell("user_speak", "http", text="hm"))

    manage(desk_port, act)


def test_through_the_external_api_it_goes_out_at_once(tmp_path: Path) -> None:
    """A webhook call, a service that knows the API's address and token: ``now``, and the API has both actions."""
    (tmp_path / "desk.yaml").write_text(DESK)

    async def main() -> Api:
        api = Api(503)
        async with api.open() as template, aiohttp.ClientSession() as http:
            app = create_app(
                tmp_path, token="t", management_token="m", external_url=template, external_token="their-s3cret"
            )
            with serving(app) as port:
                client = Client(http, port)
                await client.tell("session_start", "a/b")
                await client.tell("assistant_speech_ended", "a/b")
                answer = await client.post("/calls/a%2Fb/events/found", {"order": 9})
                assert answer == (200, {"delivered": "now"})
        return api

    api = asyncio.run(main())
    path, headers, actions = api.requests[1]
    assert path == "/sessions/a%2Fb/actions"
    assert headers["Authorization"] == "Bearer their-s3cret"
    assert kinds(actions) == ["barge_in", "speak"]
    assert actions[0]["session_id"] == "a/b"


def test_a_socket_that_closed_in_between(desk_port: int) -> None:
    """What came meanwhile is said on the socket over which the call goes on."""

    async def act(client: Client) -> None:
        async with dial(desk_port) as line:
            await say(line, "session_start", "broken")
            await hear(line)
            await say(line, "assistant_speech_ended", "broken")
            await hear(line)
            line.transport.abort()
        async with dial(desk_port) as line:
            # The service has seen the break as soon as it has taken another frame of this client.
            await say(line, "session_start", "another")
            await hear(line)
            status, answer = await client.post("/calls/broken/events/found", {"order": 1})
            assert (status, answer) == (200, {"delivered": "next_answer"})
            await say(line, "assistant_speech_ended", "broken")
            assert "Your order 1 is here." in json.dumps(await hear(line))

    manage(desk_port, act)


def test_the_account_of_a_call_lasts_longer_than_the_call(desk_port: int) -> None:
    """What plays, what was heard; readable after the end; nobody's numbers in it."""

    async def act(client: Client) -> None:
        assert (await client.look("looked"))[0] == 404
        await client.tell("session_start", "looked")
        status, account = await client.look("looked")
        assert status == 200
        assert (account["id"], account["flow"], account["state"], account["phase"]) == (
            "looked",
            "desk",
            "welcome",
            "talk",
        )
        assert account["playing"][0]["name"] == "notice"
        await client.tell("session_end", "looked")
        status, account = await client.look("looked")
        assert (status, account["phase"]) == (200, "over")
        assert [line["name"] for line in account["heard"]] == ["notice", ""]
        assert "4921112345" not in json.dumps(account)
        status, problem = await client.post("/calls/looked/barge_in")
        assert (status, set(problem)) == (409, {"error", "found", "allowed"})

    manage(desk_port, act)
