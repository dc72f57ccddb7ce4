"""uvicorn's WebSocket protocol with one thing mended: a refusal of the upgrade is an answer.

Theory of operation. Where an application answers the hand-shake with an HTTP response, uvicorn sends it but does not
count the hand-shake as complete, and then logs an error about the application. Here it counts as soon as it is sent.
"""

from __future__ import annotations

from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol


class TelephoneSocket(WebSocketsSansIOProtocol):
    """One connection."""

    async def send(self, message: Any) -> None:
        """What the application says."""
        await super().send(message)
        if self.initial_response is not None and self.close_sent:
            self.handshake_complete = True
