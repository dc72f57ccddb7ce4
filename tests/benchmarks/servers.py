"""The two servers that are compared, each in a process of its own: ``python -m tests.benchmarks.servers WHICH``."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

FLOW = """
flow: bench
language: en-US
start: welcome
intents:
  billing:
    - billing
    - my bill
  opening_hours:
    - opening hours
    - when are you open
states:
  welcome:
    prompts:
      - text: This call may be recorded for quality assurance.
        barge_in: none
      - text: Would you like billing, or our opening hours?
        barge_in: immediate
    transitions:
      billing: billing
      opening_hours: hours
  hours:
    prompts: We are open Monday to Friday, nine to six.
    go_to: welcome
  billing:
    collect:
      slot: order_number
      type: digits
      length: 6
      prompts: Please tell me the six digits of your order number.
    go_to: welcome
"""


def by_hand() -> Starlette:
    """What somebody would write who knows the four answers beforehand."""

    def speak(text: str, barge_in: dict[str, object], seconds: int) -> dict[str, object]:
        return {
            "type": "speak",
            "text": text,
            "barge_in": barge_in,
            "user_input_timeout_seconds": seconds,
        }

    recorded = speak("This call may be recorded for quality assurance.", {"strategy": "none"}, 10)
    menu = speak("Would you like billing, or our opening hours?", {"strategy": "immediate", "allow_after_ms": 0}, 8)
    digits = speak(
        "Please tell me the six digits of your order number.",
        {"strategy": "minimum_characters", "minimum_characters": 3, "allow_after_ms": 0},
        8,
    )

    async def webhook(request: Request) -> Response:
        event = await request.json()
        call = event["session"]["id"]
        match event["type"]:
            case "session_start":
                return JSONResponse({**recorded, "session_id": call})
            case "assistant_speech_ended":
                return JSONResponse({**menu, "session_id": call})
            case "user_speak":
                return JSONResponse({**digits, "session_id": call})
            case _:
                return Response(status_code=204)

    return Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])


def main(which: str, folder: str) -> None:
    """Serve on a free port, which is printed."""
    from callwright import create_app
    from callwright.runtime.server import bind, make_server, settle

    if which == "by-hand":
        app = by_hand()
    else:
        flow = Path(folder) / "bench.yaml"
        flow.write_text(FLOW)
        store = "memory://" if which == "memory" else f"sqlite:///{folder}/calls.db"
        app = create_app(flow, store=store)
        settle()
    sockets = bind("127.0.0.1", 0)
    print(sockets[0].getsockname()[1], flush=True)
    make_server(app, "127.0.0.1", 0).run(sockets=sockets)


@contextmanager
def serving(which: str, folder: Path) -> Iterator[int]:
    """Run one of ``by-hand``, ``memory``, ``sqlite``; the port it listens on."""
    command = [sys.executable, "-m", "tests.benchmarks.servers", which, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.terminate()


if __name__ == "__main__":
    main(*sys.argv[1:])
