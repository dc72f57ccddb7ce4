"""A telephone platform that rings nobody: it prints what it is asked. For trying ``callwright dial``.

Run it beside a service that was started with ``--platform-url http://127.0.0.1:8601``; another port stands behind it:
``python3 examples/telephone.py 8701``.
"""

import sys
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer


class Platform(BaseHTTPRequestHandler):
    """Says to everything that it rings."""

    def do_POST(self) -> None:
        """One request to ring somebody."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        print(self.path, body.decode(), flush=True)
        self.send_response(201)
        self.end_headers()


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8601
    TCPServer(("127.0.0.1", port), Platform).serve_forever()
