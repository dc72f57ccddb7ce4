"""Our values as the protocol's, and back."""

from __future__ import annotations

import os
from collections.abc import Iterable

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path

from callwright.diagnostics.model import Diagnostic, Edit, Severity, Span
from callwright.language_server.actions import REASON
from callwright.language_server.documents import Change, Documents
from callwright.language_server.explained import where_explained
from callwright.language_server.folder import Known
from callwright.language_server.text import Text

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_FADED = ("unused-", "unreachable-", "never-")
"""Codes of what has no effect, which editors show in a paler colour."""


def file_of(uri: str) -> str | None:
    """The path of a document, or ``None`` where it is not a file."""
    path = to_fs_path(uri)
    return os.path.normpath(path) if path and os.path.isabs(path) else None


def changes_of(events: Iterable[types.TextDocumentContentChangeEvent]) -> list[Change]:
    """What an editor says that was edited."""
    return [
        (
            (event.range.start.line, event.range.start.character),
            (event.range.end.line, event.range.end.character),
            event.text,
        )
        if isinstance(event, types.TextDocumentContentChangePartial)
        else event.text
        for event in events
    ]


class Places:
    """Places of files as the editor counts and spells them, at the moment of ``known``."""

    def __init__(self, documents: Documents, known: Known) -> None:
        self._documents = documents
        self._known = known
        self._texts: dict[str, Text] = {}

    def uri(self, file: str) -> str:
        """A file as the editor spells it."""
        document = self._documents.of(file)
        return document.uri if document is not None else from_fs_path(file) or ""

    def version(self, file: str) -> int | None:
        """The version of an open document."""
        document = self._documents.of(file)
        return document.version if document is not None else None

    def text(self, file: str) -> Text:
        """A file's text: of an open one the editor's, of another the one that was read."""
        document = self._documents.of(file)
        if document is not None:
            return document.text
        if file not in self._texts:
            lines = self._known.sources.get(file, ())
            self._texts[file] = Text("\n".join(lines), self._documents.encoding)
        return self._texts[file]

    def range(self, span: Span) -> types.Range:
        """The stretch of a span."""
        text = self.text(span.file)
        return types.Range(
            types.Position(*text.position(span.line, span.column)),
            types.Position(*text.position(span.end_line, span.end_column)),
        )

    def location(self, span: Span) -> types.Location:
        """The file and stretch of a span."""
        return types.Location(self.uri(span.file), self.range(span))

    def diagnostic(self, found: Diagnostic) -> types.Diagnostic:
        """A finding: what was found and, below it, the mend."""
        href = where_explained(found.code)
        return types.Diagnostic(
            range=self.range(found.span),
            message=f"{found.message}\n{found.help}" if found.help else found.message,
            severity=_SEVERITIES[found.severity],
            code=found.code,
            code_description=types.CodeDescription(href) if href else None,
            source="callwright",
            tags=[types.DiagnosticTag.Unnecessary] if found.code.startswith(_FADED) else None,
            related_information=[
                types.DiagnosticRelatedInformation(self.location(one.span), one.message) for one in found.related
            ]
            or None,
        )

    def edits(self, edits: Iterable[Edit], *, snippets: bool = False) -> types.WorkspaceEdit:
        """Edits of several files as one, each for the version of the document that it was made for.

        ``snippets``: the editor can put the cursor where a reason is to be written.
        """
        by_file: dict[str, list[types.TextEdit | types.AnnotatedTextEdit | types.SnippetTextEdit]] = {}
        for edit in edits:
            by_file.setdefault(edit.span.file, []).append(self._edit(edit, snippets=snippets))
        return types.WorkspaceEdit(
            document_changes=[
                types.TextDocumentEdit(
                    types.OptionalVersionedTextDocumentIdentifier(self.uri(file), self.version(file)), put
                )
                for file, put in sorted(by_file.items())
            ]
        )

    def _edit(self, edit: Edit, *, snippets: bool) -> types.TextEdit | types.SnippetTextEdit:
        if REASON in edit.text and snippets:
            text = edit.text.replace("\\", "\\\\").replace("$", "\\$").replace(REASON, "${0:reason}")
            return types.SnippetTextEdit(self.range(edit.span), types.StringValue(text))
        return types.TextEdit(self.range(edit.span), edit.text.replace(REASON, ""))
