"""uvicorn's WebSocket protocol with three things more: a refusal that is an answer, an end to idleness, and a place.

Theory of operation. Where an application answers the hand-shake with an HTTP response, uvicorn sends it but does not
count the hand-shake as complete, and then logs an error about the application. Here it counts as soon as it is sent.

uvicorn pings a socket, and closes it if nobody answers. But a peer that answers pings may keep it open for ever and
never say anything. A platform opens a socket for a call: so the first event is due within ``FIRST_SECONDS``, and each
later one before the call would be forgotten. The server looks once a second (see ``Server.cut_off``).

Whoever was let in is no stranger any more (see ``doorway``).
"""

from __future__ import annotations

from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from callwright.runtime.doorway import State
from callwright.runtime.settings import HEAD_SECONDS, IDLE_SECONDS

FIRST_SECONDS = 60.0
"""How long a socket may be open without having brought anything."""

IDLE_CODE = 1001


class TelephoneSocket(WebSocketsSansIOProtocol):
    """One connection."""

    hand_shake_seconds = HEAD_SECONDS
    first_seconds = FIRST_SECONDS
    idle_seconds = IDLE_SECONDS

    deadline: float | None = None
    """When we stop waiting for something to come, in the loop's time."""

    def __init__(self, config: Any, server_state: Any, app_state: Any, _loop: Any = None) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._doorway = server_state.doorway if isinstance(server_state, State) else None
        self.deadline = self.loop.time() + self.hand_shake_seconds

    async def send(self, message: Any) -> None:
        """What the application says."""
        await super().send(message)
        if message["type"] == "websocket.accept":
            self.deadline = self.loop.time() + self.first_seconds
            if self._doorway is not None:
                self._doorway.proved(self.transport)
        if self.initial_response is not None and self.close_sent:
            self.handshake_complete = True

    def send_receive_event_to_app(self) -> None:
        """A message is whole."""
        self.deadline = self.loop.time() + self.idle_seconds
        super().send_receive_event_to_app()

    def cut_off(self) -> None:
        """The deadline is over."""
        if self.handshake_complete and not self.close_sent:
            self.conn.send_close(IDLE_CODE, "nothing was heard for too long")
            self.transport.write(b"".join(self.conn.data_to_send()))
        if self.transport.get_write_buffer_size():
            self.transport.abort()  # who does not read would be waited for
        else:
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        if self._doorway is not None:
            self._doorway.left(self.transport)
        super().connection_lost(exc)
