"""pygls' side of the protocol, with what it does differently here.

- Documents are kept by ``documents``: pygls' own end a line at more characters than the protocol does, and fail over a
  document that is not open.
- Whatever goes wrong inside is one line in the log. No traceback and no message box ever reaches an author.
- A request that cannot be read is answered, so that nobody waits for it.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Generator
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInternalError, JsonRpcInvalidParams
from pygls.protocol import LanguageServerProtocol, lsp_method

_Handled = Generator[Any, Any, None]


class Protocol(LanguageServerProtocol):
    """``stopped_well``: whether the editor asked to shut down before it went."""

    @property
    def stopped_well(self) -> bool:
        return self._shutdown

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> _Handled:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> _Handled:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> _Handled:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None

    def structure_message(self, data: dict[str, Any]) -> Any:
        try:
            return super().structure_message(data)
        except (JsonRpcInvalidParams, JsonRpcInternalError):
            if "id" in data and "method" in data:
                error = JsonRpcInvalidParams(f"The parameters of {data['method']} cannot be read.")
                self._send_response(data["id"], error=error.to_response_error())
            raise


class LogLine(logging.Formatter):
    """One line for each record. ``CALLWRIGHT_DEBUG`` adds the traceback, for who mends callwright."""

    def __init__(self) -> None:
        super().__init__("callwright lsp: %(message)s")

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's name
        if os.environ.get("CALLWRIGHT_DEBUG"):
            return super().formatException(ei)
        return f"  {ei[0].__name__}: {ei[1]}".partition("\n")[0]


def is_refusal(error: object) -> bool:
    """Whether an error only says no to an author, who reads it in the editor."""
    return isinstance(error, JsonRpcException) and error.code == types.LSPErrorCodes.RequestFailed


def is_news(record: logging.LogRecord) -> bool:
    """Whether a record is worth a line in the log."""
    return not (record.exc_info and is_refusal(record.exc_info[1]))


def refused(reason: str) -> JsonRpcException:
    """An answer that says no, in words that an editor shows."""
    return JsonRpcException(reason, code=types.LSPErrorCodes.RequestFailed)
