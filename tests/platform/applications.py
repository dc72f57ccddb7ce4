"""Small applications for the emulator to talk to, and a real server to put them behind."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

Event = dict[str, Any]
Actions = list[dict[str, Any]]


def speak(session: str, text: str, barge_in: dict[str, Any] | str = "none", **more: object) -> dict[str, Any]:
    policy = {"strategy": barge_in} if isinstance(barge_in, str) else barge_in
    return {"type": "speak", "session_id": session, "text": text, "barge_in": policy, **more}


def act(session: str, kind: str, **more: object) -> dict[str, Any]:
    return {"type": kind, "session_id": session, **more}


class Hotline:
    """Greets, asks, counts keys, transfers on "operator", hangs up on "bye": a whole application in a page."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.leaving: dict[str, Any] | None = None
        self.greeted = False

    def receive(self, event: Event, at: int) -> Actions:
        self.events.append({**event, "at": at})
        session = event["session"]["id"]
        answer = self.answer(event["type"], event, session)
        return [answer] if answer else []

    def answer(self, kind: str, event: Event, session: str) -> dict[str, Any] | None:
        match kind:
            case "session_start":
                again = any(e["type"] == "session_start" for e in self.events[:-1])
                self.greeted = again
                if again:
                    return self.ask(session, "Nobody is free. Billing, or our opening hours?")
                return speak(session, "This call may be recorded.", "none", user_input_timeout_seconds=10)
            case "assistant_speech_ended" if self.leaving:
                return self.leaving
            case "assistant_speech_ended" if not self.greeted:
                self.greeted = True
                return self.ask(session, "Would you like billing, or our opening hours?")
            case "user_speak" if "operator" in event["text"]:
                self.leaving = act(
                    session,
                    "transfer",
                    target_phone_number="492115566770",
                    caller_id_name="ACME",
                    caller_id_number="492115566771",
                    timeout=30,
                )
                return speak(session, "I am putting you through.", "none", user_input_timeout_seconds=10)
            case "user_speak" if "bye" in event["text"]:
                self.leaving = act(session, "hangup")
                return speak(session, "Goodbye.", "none", user_input_timeout_seconds=10)
            case "user_speak":
                return self.ask(session, f"You said {event['text']}. What else?")
            case "dtmf_received":
                return self.ask(session, f"You pressed {event['digit']}. What else?")
            case "user_input_timeout":
                return self.ask(session, "Are you still there?")
            case _:
                return None

    def ask(self, session: str, text: str) -> dict[str, Any]:
        self.leaving = None
        policy = {"strategy": "immediate", "allow_after_ms": 500}
        return speak(session, text, policy, user_input_timeout_seconds=8)


Answering = Callable[[Event], Response]


def over_http(application: Hotline, token: str = "", answering: Answering | None = None) -> Starlette:
    """The application behind ``POST /webhook``; ``answering`` replaces its answers."""

    async def webhook(request: Request) -> Response:
        if token and request.headers.get("x-api-token") != token:
            return JSONResponse({"error": "token"}, 401)
        event = await request.json()
        if answering is not None:
            return answering(event)
        actions = application.receive(event, int(request.headers.get("x-callwright-at", "0")))
        return JSONResponse(actions[0] if len(actions) == 1 else actions) if actions else Response(status_code=204)

    return Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])


def over_websocket(application: Hotline, *, says_when_through: bool = True, token: str = "") -> Starlette:
    """The application behind a WebSocket at ``/websocket``."""

    async def websocket(socket: WebSocket) -> None:
        if token and socket.headers.get("x-api-token") != token:
            await socket.close()
            return
        await socket.accept()
        try:
            while True:
                event = json.loads(await socket.receive_text())
                actions = application.receive(event, event.get("at", 0))
                if actions:
                    await socket.send_text(json.dumps(actions[0] if len(actions) == 1 else actions))
                if says_when_through and "at" in event:
                    await socket.send_text(json.dumps({"at": event["at"]}))
        except WebSocketDisconnect:
            return

    return Starlette(routes=[WebSocketRoute("/websocket", websocket)])


@contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """``app`` under a real uvicorn on a free loopback port; gives ``127.0.0.1:port``."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{listening.getsockname()[1]}"
        config = uvicorn.Config(app, log_level="error", ws="websockets-sansio", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        started = threading.Event()
        while not server.started and thread.is_alive():
            started.wait(0.005)
        try:
            yield host
        finally:
            server.should_exit = True
            thread.join(10)
