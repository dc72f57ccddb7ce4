"""The language server: its life, the documents that it is told of, and which project each belongs to."""

from __future__ import annotations

import gc
import logging
import re
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import wraps
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from callwright.diagnostics.model import Diagnostic
from callwright.language_server import wire
from callwright.language_server.documents import Documents, Opened
from callwright.language_server.folder import Known, root_of
from callwright.language_server.project import Project
from callwright.language_server.protocol import LogLine, Protocol, is_news, is_refusal
from callwright.language_server.text import Encoding

PAUSE = 0.1
"""Seconds without an edit before a check: no author sees it, and a word is not held against them letter by letter."""

WATCHED = ("**/*.yaml", "**/*.yml", "**/callwright.toml", "**/*.wav")
"""What the editor tells of when another program writes it."""

_MODELINE = re.compile(r"^#\s*(?:yaml-language-server:\s*)?\$schema\s*[:=]", re.MULTILINE)
"""By which an author has asked the YAML extension to explain the keys."""

Params = TypeVar("Params")
Answer = TypeVar("Answer")

log = logging.getLogger(__name__)


class Server(LanguageServer):
    """``documents``: what is open; projects are begun by the first document of them and let go with the last."""

    protocol: Protocol

    def __init__(self) -> None:
        super().__init__("callwright", version("callwright"), protocol_cls=Protocol)
        self.documents = Documents()
        self.worker = ThreadPoolExecutor(1, "callwright")
        self.pause = PAUSE
        self.named = ""
        self.keys = "always"
        self._projects: dict[Path, Project] = {}

    @property
    def projects(self) -> list[Project]:
        """The projects of which something is open."""
        return list(self._projects.values())

    def explains_keys(self, text: str) -> bool:
        """Whether keys of the language are for us to explain, and no other server of the editor does it."""
        if self.keys == "unlessModeline":
            return not _MODELINE.search(text)
        return self.keys != "never"

    @property
    def takes_snippets(self) -> bool:
        """Whether the editor puts the cursor where ``$0`` stands in what is completed."""
        document = self.client_capabilities.text_document
        item = document.completion.completion_item if document and document.completion else None
        return bool(item and item.snippet_support)

    @property
    def takes_snippet_edits(self) -> bool:
        """The same for what a mend writes."""
        workspace = self.client_capabilities.workspace
        edit = workspace.workspace_edit if workspace else None
        return bool(edit and edit.snippet_edit_support)

    def project_of(self, file: str) -> Project | None:
        """The project of an open document."""
        return next((p for p in self._projects.values() if file in p.files), None)

    def opened(self, document: Opened) -> None:
        """A document was opened: its project is begun, if it is the first of it."""
        project = self.project_of(document.file)
        if project is None:
            root = root_of(Path(document.file), self._bounds(), self.named)
            project = self._projects.get(root)
            if project is None:
                project = Project(root, self.documents, self.worker, self._tell, self.pause, _leave_alone)
                self._projects[root] = project
            project.files.add(document.file)
        project.opened(document.file, document.text.text)

    def changed(self, document: Opened) -> None:
        """A document was edited."""
        project = self.project_of(document.file)
        if project is not None:
            project.edited(document.file, document.text.text)

    def closed(self, document: Opened) -> None:
        """A document was closed."""
        project = self.project_of(document.file)
        if project is None:
            return
        project.files.discard(document.file)
        if project.files:
            project.edited(document.file, None)
        else:
            project.dismissed()
            del self._projects[project.root]

    def disk_changed(self) -> None:
        """Files were written, made or deleted without the editor."""
        for project in self._projects.values():
            project.disk_changed()

    def report_server_error(self, error: Exception, source: Any) -> None:  # noqa: ARG002 - pygls calls it so
        """What goes wrong is for the log; no author is shown it."""
        if not is_refusal(error):
            log.error("%s", error)

    def _bounds(self) -> list[Path]:
        """The folders that are opened in the editor, the innermost first."""
        uris = list(self.workspace.folders) or [self.workspace.root_uri or ""]
        paths = [Path(path) for uri in uris if (path := wire.file_of(uri))]
        return sorted(paths, key=lambda path: -len(path.parts))

    def _tell(self, file: str, found: tuple[Diagnostic, ...], known: Known, of_version: int | None) -> None:
        places = wire.Places(self.documents, known)
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(places.uri(file), [places.diagnostic(one) for one in found], of_version)
        )


def serve(reads: BinaryIO, writes: BinaryIO) -> int:
    """Answer until the editor goes. Returns 0 if it said so before, else 1."""
    from callwright.language_server.features import offer

    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(LogLine())
    handler.addFilter(is_news)
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    server = Server()
    _follow(server)
    offer(server)
    try:
        server.start_io(reads, writes)
    finally:
        server.worker.shutdown(wait=False, cancel_futures=True)
    return 0 if server.protocol.stopped_well else 1


def _leave_alone() -> None:
    """Keep Python's collector away from what the first check of a project made.

    Trees and flows stay as long as the project is open. Going through them again and again pauses a keystroke in a
    large flow by more than its check takes.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def guarded(answer: Callable[[Params], Awaitable[Answer | None]]) -> Callable[[Params], Awaitable[Answer | None]]:
    """What fails by a mistake of ours is a line in the log and an empty answer; refusals in words pass."""

    @wraps(answer)
    async def guard(params: Params) -> Answer | None:
        try:
            return await answer(params)
        except JsonRpcException:
            raise
        except Exception:
            log.exception("%s failed", answer.__name__)
            return None

    return guard


def _follow(server: Server) -> None:
    """What the editor tells of itself and of its documents."""
    documents = server.documents

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        capabilities = params.capabilities.general
        offered = (capabilities.position_encodings if capabilities is not None else None) or ()
        documents.encoding = next((Encoding(one) for one in offered if one in set(Encoding)), Encoding.UTF16)
        options = params.initialization_options if isinstance(params.initialization_options, dict) else {}
        named, pause = options.get("project"), options.get("pauseMilliseconds")
        server.keys = str(options.get("keys", server.keys))
        server.named = named if isinstance(named, str) else ""
        server.pause = pause / 1000 if isinstance(pause, int | float) and 0 <= pause <= 10_000 else PAUSE

    @server.feature(types.INITIALIZED)
    async def initialized(_: types.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace is not None else None
        if watching is not None and watching.dynamic_registration:
            options = types.DidChangeWatchedFilesRegistrationOptions(
                [types.FileSystemWatcher(pattern) for pattern in WATCHED]
            )
            server.client_register_capability(
                types.RegistrationParams(
                    [types.Registration("watched", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)]
                )
            )

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        item = params.text_document
        file = wire.file_of(item.uri)
        if file is not None and file.endswith((".yaml", ".yml")):
            server.opened(documents.open(item.uri, file, item.version, item.text))

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        file = wire.file_of(params.text_document.uri)
        changes = wire.changes_of(params.content_changes)
        document = documents.change(file, params.text_document.version, changes) if file is not None else None
        if document is not None:
            server.changed(document)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        file = wire.file_of(params.text_document.uri)
        document = documents.close(file) if file is not None else None
        if document is not None:
            server.closed(document)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(_: types.DidSaveTextDocumentParams) -> None:
        """Nothing follows: what is saved is what was open, and other files are watched."""

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_watched(params: types.DidChangeWatchedFilesParams) -> None:
        # Of an open document the editor's text counts, so saving one changes nothing.
        files = (wire.file_of(change.uri) for change in params.changes)
        if any(file is not None and documents.of(file) is None for file in files):
            server.disk_changed()
