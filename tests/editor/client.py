"""An editor, as far as a language server can tell: it opens documents, asks, and waits for what comes back.

Nothing here sleeps. Whatever is waited for arrives as a message, and a wait that takes too long is a failure that
shows what the server wrote to its standard error.
"""

from __future__ import annotations

import json
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

PATIENCE = 60.0
"""Seconds that an answer may take on a machine that has much else to do."""

CAPABILITIES: Mapping[str, Any] = {
    "workspace": {"configuration": True, "workspaceFolders": True},
    "textDocument": {
        "hover": {"contentFormat": ["markdown"]},
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
        "rename": {"prepareSupport": True},
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
        "publishDiagnostics": {"relatedInformation": True, "versionSupport": True},
    },
}
"""What Visual Studio Code says that it can do, as far as it matters to the servers here."""


class ServerError(Exception):
    """The server answered a request with an error."""


class Client:
    """One language server, run as a process of its own. Use it in a ``with`` statement.

    ``settings`` are what the editor answers when the server asks for a section of its settings.
    """

    def __init__(self, command: Sequence[str | Path], folder: Path, settings: Mapping[str, Any] | None = None) -> None:
        self.folder = folder
        self.notifications: list[dict[str, Any]] = []
        self._settings = settings or {}
        self._versions: dict[str, int] = {}
        self._published: dict[str, dict[str, Any]] = {}
        self._answers: dict[int, dict[str, Any]] = {}
        self._asked = 0
        self._ended = False
        self._said: deque[str] = deque(maxlen=40)
        self._news = threading.Condition()
        self._writing = threading.Lock()
        self._process = subprocess.Popen(
            [*map(str, command)], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._listen, self._overhear)]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Self:
        root = self.folder.as_uri()
        self.capabilities: dict[str, Any] = self.request(
            "initialize",
            {
                "processId": None,
                "rootUri": root,
                "workspaceFolders": [{"uri": root, "name": self.folder.name}],
                "capabilities": CAPABILITIES,
            },
        )["capabilities"]
        self.notify("initialized", {})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._process.poll() is None and error is None:
                self.request("shutdown", None)
                self.notify("exit", None)
                self._process.wait(PATIENCE)
        finally:
            self._process.kill()
            self._process.wait()
            for thread in self._threads:
                thread.join()
            for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
                assert stream is not None
                stream.close()

    # Documents.

    def open(self, name: str, text: str) -> str:
        """Open a document; ``name`` is its path below the folder, and it need not be on the disk. Gives its URI."""
        uri = (self.folder / name).as_uri()
        self._versions[uri] = 1
        self._forget(uri)
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        return uri

    def change(self, uri: str, text: str) -> None:
        """Replace the whole text of an open document."""
        self._versions[uri] += 1
        self._forget(uri)
        document = {"uri": uri, "version": self._versions[uri]}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def close(self, uri: str) -> None:
        """Close a document."""
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def diagnostics(self, uri: str) -> list[dict[str, Any]]:
        """The findings about the text as it was last opened or changed, once they have come."""

        def come() -> bool:
            return uri in self._published and self._published[uri].get("version") in (None, self._versions[uri])

        self._wait(come, f"diagnostics of {uri}")
        found: list[dict[str, Any]] = self._published[uri]["diagnostics"]
        return found

    # Questions at a place; lines and columns count from 0, columns in UTF-16 units.

    def at(self, method: str, uri: str, line: int, column: int, **more: Any) -> Any:
        """Ask about a place in a document: ``hover``, ``completion``, ``definition`` …"""
        place = {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}
        return self.request(f"textDocument/{method}", {**place, **more})

    def completion(self, uri: str, line: int, column: int) -> list[dict[str, Any]]:
        """What may be written at a place."""
        found = self.at("completion", uri, line, column)
        items: list[dict[str, Any]] = found["items"] if isinstance(found, dict) else found or []
        return items

    def hover(self, uri: str, line: int, column: int) -> str:
        """The markdown that is shown over a place; empty where there is none."""
        found = self.at("hover", uri, line, column)
        return str(found["contents"]["value"]) if found else ""

    # Messages.

    def request(self, method: str, params: Any) -> Any:
        """Ask, and wait for the answer. Raises ``ServerError`` where the server answers with one."""
        with self._news:
            self._asked += 1
            number = self._asked
        self._send({"id": number, "method": method, **({} if params is None else {"params": params})})
        self._wait(lambda: number in self._answers, f"the answer to {method}")
        answer = self._answers.pop(number)
        if "error" in answer:
            raise ServerError(answer["error"]["message"])
        return answer["result"]

    def notify(self, method: str, params: Any) -> None:
        """Tell something that has no answer."""
        self._send({"method": method, **({} if params is None else {"params": params})})

    def _send(self, message: Mapping[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        with self._writing:
            self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            self._process.stdin.flush()

    def _wait(self, come: Callable[[], bool], what: str) -> None:
        with self._news:
            self._news.wait_for(lambda: come() or self._ended, PATIENCE)
            assert come(), f"waited in vain for {what}\n" + "".join(self._said)

    def _forget(self, uri: str) -> None:
        with self._news:
            self._published.pop(uri, None)

    def _listen(self) -> None:
        assert self._process.stdout is not None
        stream = self._process.stdout
        while head := stream.readline():
            length = 0
            while head.strip():
                name, _, value = head.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                head = stream.readline()
            self._take(json.loads(stream.read(length)))
        with self._news:
            self._ended = True
            self._news.notify_all()

    def _overhear(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self._said.append(line.decode(errors="replace"))

    def _take(self, message: dict[str, Any]) -> None:
        if "method" in message and "id" in message:
            self._send({"id": message["id"], "result": self._answer(message["method"], message.get("params") or {})})
            return
        with self._news:
            if "id" in message:
                self._answers[message["id"]] = message
            elif message["method"] == "textDocument/publishDiagnostics":
                self._published[message["params"]["uri"]] = message["params"]
            else:
                self.notifications.append(message)
            self._news.notify_all()

    def _answer(self, method: str, params: dict[str, Any]) -> Any:
        if method == "workspace/configuration":
            return [self._settings.get(item.get("section", "")) for item in params["items"]]
        return None
