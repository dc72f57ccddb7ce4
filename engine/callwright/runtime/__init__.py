"""The service: HTTP, WebSocket, reload."""
