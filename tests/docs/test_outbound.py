"""The page on calling somebody: the stand-in for the platform that it starts."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import urllib.error
import urllib.request

from tests.docs.pages import ROOT


def test_the_telephone_of_the_examples_prints_whom_it_is_asked_to_ring() -> None:
    """As the page shows it, and with a status that means that it rings."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    asked = {"billingDevice": "e2", "toPhoneNumber": "4915123456789"}
    command = [sys.executable, str(ROOT / "examples" / "telephone.py"), str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as telephone:
        try:
            assert telephone.stdout is not None
            request = urllib.request.Request(
                f"http://127.0.0.1:{port}/ai-flows/7f3c/call", json.dumps(asked).encode(), method="POST"
            )
            while True:
                try:
                    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310  our own
                        assert answer.status == 201
                    break
                except urllib.error.URLError as error:
                    assert isinstance(error.reason, ConnectionRefusedError)
                    assert telephone.poll() is None
            line = telephone.stdout.readline().strip()
        finally:
            telephone.terminate()
    assert line == f"/ai-flows/7f3c/call {json.dumps(asked)}"
    assert line in (ROOT / "docs" / "outbound.md").read_text(encoding="utf-8")
