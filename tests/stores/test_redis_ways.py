"""The ways to a Redis server: TLS, a cluster of several nodes, a line that went deaf."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from callwright.stores import Store, StoreError, open_store
from callwright.stores.redis_server import BEAT_SECONDS, DEAF_BEATS
from tests.needs import missing
from tests.stores.desk import Desk
from tests.stores.servers import RedisServer, a_port


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for ``localhost`` that nobody signed, with its key beside it."""
    openssl = shutil.which("openssl")
    if openssl is None:
        missing("openssl is not installed", "apt-get install openssl")
    files = ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "certificate.pem")]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", *files, *names]
    subprocess.run(command, check=True, capture_output=True)
    return tmp_path / "certificate.pem"


def test_a_server_with_tls_is_known_by_its_certificate(tmp_path: Path, certificate: Path) -> None:
    """By who signed it and by its name, unless it is said that nobody shall look."""
    port = a_port()
    files = ["--tls-cert-file", str(certificate), "--tls-key-file", str(tmp_path / "key.pem")]
    trust = ["--tls-ca-cert-file", str(certificate), "--tls-auth-clients", "no"]
    server = RedisServer(tmp_path, "--tls-port", str(port), *files, *trust)
    server.start()

    async def used(store: Store) -> int:
        revision = await store.put("shelf", "key", b"x" * 300_000)
        store.close()
        await asyncio.sleep(0.05)  # the event loop closes the lines
        return revision

    try:
        assert asyncio.run(used(open_store(f"rediss://localhost:{port}?ca={certificate}"))) == 1
        assert asyncio.run(used(open_store(f"rediss://127.0.0.1:{port}?verify=no"))) == 2
        for url in (f"rediss://localhost:{port}", f"rediss://127.0.0.1:{port}?ca={certificate}"):
            with pytest.raises(StoreError, match="look at the certificate"):
                open_store(url)
        with pytest.raises(StoreError, match="closed the connection"):
            open_store(f"redis://127.0.0.1:{port}")
    finally:
        server.stop()


@pytest.fixture
def nodes(tmp_path: Path) -> Iterator[list[RedisServer]]:
    """A cluster of two."""
    made = []
    for name, slots in (("a", range(8_192)), ("b", range(8_192, 16_384))):
        (tmp_path / name).mkdir()
        node = RedisServer(tmp_path / name, "--cluster-enabled", "yes")
        node.start()
        node.say("CLUSTER", "ADDSLOTS", *map(str, slots))
        made.append(node)
    made[0].say("CLUSTER", "MEET", "127.0.0.1", str(made[1].port))
    until = time.monotonic() + 20
    while not all(b"cluster_state:ok" in node.say("CLUSTER", "INFO") for node in made):
        assert time.monotonic() < until, "the nodes do not meet"
        time.sleep(0.02)
    yield made
    for node in made:
        node.stop()


@pytest.mark.slow
def test_in_a_cluster_either_node_leads_to_the_one_that_has_our_keys(nodes: list[RedisServer], tmp_path: Path) -> None:
    """Both find the same documents."""
    for revision, node in enumerate(nodes, 1):
        desk = Desk("redis", tmp_path, node.url)
        desk.url = node.url
        assert desk.do(desk.open().put("shelf", "key", b"x")) == revision
        desk.close()


@pytest.mark.slow
def test_a_line_that_went_deaf_is_opened_anew(tmp_path: Path) -> None:
    """The one on which the bus listens: where it is cut silently in between, nothing ever comes."""
    server = RedisServer(tmp_path)
    server.start()

    async def deaf() -> None:
        closed = asyncio.Event()
        ears: list[asyncio.StreamWriter] = []

        async def between(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            there_reader, there = await asyncio.open_connection("127.0.0.1", server.port)
            ears.append(writer)
            first = len(ears) == 2  # the first line is the look at the start, the second the one that listens

            async def carry(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
                while data := await source.read(65_536):
                    if not (first and b"*1\r\n$4\r\nPING" in data):
                        target.write(data)
                target.close()

            await asyncio.gather(carry(reader, there), carry(there_reader, writer))
            if first:
                closed.set()

        passage = await asyncio.start_server(between, "127.0.0.1", 0)
        port = passage.sockets[0].getsockname()[1]
        store = await asyncio.to_thread(open_store, f"redis://127.0.0.1:{port}")
        await store.check()
        async with asyncio.timeout((DEAF_BEATS + 6) * BEAT_SECONDS):
            await closed.wait()
        await store.check()
        assert len(ears) == 5
        store.close()
        passage.close()
        await asyncio.sleep(0.05)

    try:
        asyncio.run(deaf())
    finally:
        server.stop()
