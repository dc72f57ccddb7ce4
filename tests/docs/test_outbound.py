"""The page on calling somebody: the stand-in for the platform that it starts."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from http.client import HTTPConnection

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
            while True:
                line = HTTPConnection("127.0.0.1", port, timeout=10)
                try:
                    line.request("POST", "/ai-flows/7f3c/call", json.dumps(asked))
                    assert line.getresponse().status == 201
                    break
                except ConnectionRefusedError:
                    assert telephone.poll() is None
                finally:
                    line.close()
            printed = telephone.stdout.readline().strip()
        finally:
            telephone.terminate()
    assert printed == f"/ai-flows/7f3c/call {json.dumps(asked)}"
    assert printed in (ROOT / "docs" / "outbound.md").read_text(encoding="utf-8")
