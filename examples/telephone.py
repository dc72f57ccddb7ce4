"""A telephone platform that rings nobody: it prints what it is asked. For trying ``callwright dial``.

Run it beside a service that was started with ``--platform-url http://127.0.0.1:8601``.
"""

from http.server import BaseHTTPRequestHandler, HTTPServer


class Platform(BaseHTTPRequestHandler):
    """Says to everything that it rings."""

    def do_POST(self) -> None:
        """One request to ring somebody."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        print(self.path, body.decode(), flush=True)
        self.send_response(200)
        self.end_headers()


if __name__ == "__main__":
    HTTPServer(("127.0.0.1", 8601), Platform).serve_forever()
