"""One service over HTTP: attempts, redirects, and what goes wrong on the way."""

from __future__ import annotations

import asyncio
import ssl
import time
from pathlib import Path

import pytest

from callwright.runtime.services.client import AT_ONCE
from callwright.runtime.services.services import Services
from tests.runtime.services.stand_in import Reply, StandIn, asked, asking, broken_off, inquiry, reply, service

FOUND = reply(200, {"status": "shipped"})


def moved(to: str, status: int = 302) -> bytes:
    """A redirect."""
    return reply(status, Location=to)


def test_what_is_sent() -> None:
    """Method, path, query, body, the service's headers, and a key that makes a repetition known."""
    one = inquiry("/orders/17", "POST", {"a": [1, "ü"], "b": True}, q="a b&c")
    answer, stand_in = asked(FOUND, one=one, X_Shop="north")
    assert answer.status == 200
    assert answer.json == {"status": "shipped"}
    (request,) = stand_in.asked
    assert (request.method, request.target) == ("POST", "/orders/17?q=a%20b%26c")
    assert request.body.decode() == '{"a": [1, "ü"], "b": true}'
    headers = request.headers
    assert headers["Content-Type"] == "application/json"
    assert headers["X-Shop"] == "north"
    assert headers["Idempotency-Key"] == "c1/1"
    assert headers["Accept-Encoding"] == "gzip"
    assert "Cookie" not in headers


def test_a_text_is_sent_as_it_is() -> None:
    """Unless the service's headers say that it takes JSON."""
    _, stand_in = asked(one=inquiry("/", "POST", "a=b"), content_type="application/x-www-form-urlencoded")
    assert stand_in.asked[0].body == b"a=b"
    assert stand_in.asked[0].headers["Content-Type"] == "application/x-www-form-urlencoded"
    _, stand_in = asked(one=inquiry("/", "PUT", "a"), Content_Type="application/json")
    assert stand_in.asked[0].body == b'"a"'


@pytest.mark.parametrize("status", [200, 201, 204, 300, 400, 401, 404, 418, 500])
def test_a_status_is_an_answer_whatever_it_says(status: int) -> None:
    """Once, and without a kind."""
    answer, stand_in = asked(reply(status))
    assert (answer.status, answer.kind, answer.attempts) == (status, "", 1)
    assert len(stand_in.asked) == 1


@pytest.mark.parametrize(
    ("replies", "status", "attempts"),
    [
        ([reply(503), FOUND], 200, 2),
        ([reply(502), reply(504), FOUND], 200, 3),
        ([reply(503), reply(503), reply(503), FOUND], 503, 3),
        ([b"", FOUND], 200, 2),
        ([broken_off(reply(200, b"123")[:-1]), FOUND], 200, 2),
        ([reply(429, Retry_After="0"), FOUND], 200, 2),
        ([reply(429), FOUND], 429, 1),
        ([reply(429, Retry_After="60"), FOUND], 429, 1),
        ([reply(503, Retry_After="Wed, 21 Oct 2026 07:28:00 GMT"), FOUND], 503, 1),
        ([reply(500), FOUND], 500, 1),
    ],
)
def test_what_only_reads_is_asked_again(replies: list[Reply], status: int, attempts: int) -> None:
    """What may pass by itself, three times at most, all with one key."""
    answer, stand_in = asked(*replies)
    assert (answer.status, answer.attempts) == (status, attempts)
    assert len(stand_in.asked) == attempts
    assert len({request.headers["Idempotency-Key"] for request in stand_in.asked}) == 1


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("first", [b"", reply(503), reply(429, Retry_After="0")])
def test_what_changes_something_is_sent_once(method: str, first: bytes) -> None:
    """Whatever became of it, it may have been done."""
    answer, stand_in = asked(first, FOUND, one=inquiry("/orders", method, {"a": 1}))
    assert (answer.kind, answer.status) in (("unreachable", 0), ("", 503), ("", 429))
    assert len(stand_in.asked) == 1


def test_where_no_connection_came_about_it_cannot_have_arrived() -> None:
    """So it is tried again, three times, with growing pauses."""

    async def main() -> tuple[str, int]:
        async with StandIn().open() as url:
            pass
        services = Services({})
        answer = await services.ask(service(url), inquiry("/", "POST"))
        await services.close()
        return answer.kind, answer.attempts

    assert asyncio.run(main()) == ("unreachable", 3)


def test_a_name_that_nobody_knows_is_unreachable() -> None:
    """There is no such server."""

    async def main() -> str:
        services = Services({})
        answer = await services.ask(service("http://nowhere.invalid", timeout=3000), inquiry())
        await services.close()
        return answer.kind

    assert asyncio.run(main()) in ("unreachable", "timeout")


def test_a_kept_connection_that_died_costs_nothing_that_changes() -> None:
    """What reads keeps its connection; what changes something gets one of its own."""
    stand_in = StandIn(FOUND)
    answers = asyncio.run(
        asking(stand_in, inquiry(), inquiry(), inquiry("/", "POST"), inquiry("/", "POST"), inquiry("/", "DELETE"))
    )
    assert [answer.status for answer in answers] == [200] * 5
    assert stand_in.connections == 4


@pytest.mark.parametrize("where", ["head", "body"])
def test_a_service_that_hangs_is_given_up(where: str) -> None:
    """Wherever it stops, its whole time is what the flow says."""

    async def hang(writer: asyncio.StreamWriter) -> None:
        if where == "body":
            writer.write(reply(200, b"x" * 100)[:-50])
        await asyncio.Event().wait()

    began = time.monotonic()
    answer, stand_in = asked(hang, timeout=200)
    assert answer.kind == "timeout"
    assert len(stand_in.asked) == 1
    assert time.monotonic() - began >= 0.2


def test_a_body_that_trickles_is_given_up() -> None:
    """A byte now and then keeps nobody on the line."""

    async def trickle(writer: asyncio.StreamWriter) -> None:
        writer.write(reply(200, b"x" * 10_000)[:-10_000])
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.01)

    assert asked(trickle, timeout=200)[0].kind == "timeout"


def test_attempts_and_pauses_count_too() -> None:
    """A service that fails again and again does not get three times its time."""

    async def slow(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.12)
        writer.write(reply(503, Connection="close"))

    answer, stand_in = asked(slow, timeout=300)
    assert len(stand_in.asked) <= 2
    assert answer.status == 503 or answer.kind == "timeout"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_within_the_server_is_followed(status: int) -> None:
    """Up to three."""
    answer, stand_in = asked(moved("/b", status), moved("c?d=1"), moved("/e"), FOUND)
    assert answer.status == 200
    assert [request.target for request in stand_in.asked] == ["/orders", "/b", "/c?d=1", "/e"]


@pytest.mark.parametrize(
    "to",
    ["http://169.254.169.254/latest/meta-data", "http://localhost/", "https://127.0.0.1/", "file:///etc/passwd",
     "gopher://127.0.0.1/", "//evil.example/", "http://127.0.0.1:1/"],
)  # fmt: skip
def test_a_redirect_to_another_server_is_not_followed(to: str) -> None:
    """Nor to another port, nor to another scheme; and no header of ours goes there."""
    answer, stand_in = asked(moved(to), FOUND, Authorization="Bearer me")
    assert (answer.kind, answer.status) == ("refused", 0)
    assert len(stand_in.asked) == 1


def test_redirects_without_end() -> None:
    """Three and no more."""
    answer, stand_in = asked(moved("/again"))
    assert answer.kind == "refused"
    assert len(stand_in.asked) == 4


def test_what_changes_something_follows_no_redirect() -> None:
    """Nobody can tell what it would change there."""
    answer, stand_in = asked(moved("/b", 307), FOUND, one=inquiry("/", "POST", {}))
    assert answer.kind == "refused"
    assert len(stand_in.asked) == 1


def test_a_cookie_is_never_kept() -> None:
    """One call's must not become another's."""
    stand_in = StandIn(reply(200, {}, Set_Cookie="me=1; Path=/"))
    asyncio.run(asking(stand_in, inquiry(), inquiry()))
    assert all("Cookie" not in request.headers for request in stand_in.asked)


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A flow says whom it asks."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert asked(FOUND)[0].status == 200


@pytest.mark.parametrize(
    "answer",
    [b"SSH-2.0-OpenSSH\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"\x00" * 100 + b"\r\n\r\n",
     b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
     b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n"],
)  # fmt: skip
def test_what_is_no_http_is_unreadable(answer: bytes) -> None:
    """Whatever else listens there."""
    assert asked(answer)[0].kind == "unreadable"


def test_a_certificate_is_checked(tmp_path: Path) -> None:
    """One that proves nothing is refused, and nothing is sent."""
    (tmp_path / "own.pem").write_text(CERTIFICATE)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "own.pem")

    async def main() -> tuple[str, str]:
        heard: list[bytes] = []

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            heard.append(await reader.read(10))
            writer.close()

        server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
        port = server.sockets[0].getsockname()[1]
        services = Services({})
        answer = await services.ask(service(f"https://127.0.0.1:{port}", Authorization="Bearer me"), inquiry())
        await services.close()
        server.close()
        assert not any(heard)
        return answer.kind, answer.found

    kind, found = asyncio.run(main())
    assert kind == "refused"
    assert "certificate" in found


def test_a_service_is_not_overrun() -> None:
    """More than so many at a time wait for their turn, and their time counts."""
    gate = asyncio.Event()

    async def hold(writer: asyncio.StreamWriter) -> None:
        await gate.wait()
        writer.write(reply(200, {}, Connection="close"))

    async def main() -> int:
        stand_in, services = StandIn(hold), Services({})
        async with stand_in.open() as url:
            shop = service(url)
            asked = [asyncio.ensure_future(services.ask(shop, inquiry())) for _ in range(AT_ONCE + 8)]
            while len(stand_in.asked) < AT_ONCE:
                stand_in.came.clear()
                await stand_in.came.wait()
            late = await services.ask(service(url, timeout=100), inquiry())
            assert (late.kind, late.attempts) == ("timeout", 0)
            at_once = stand_in.connections
            gate.set()
            assert {answer.status for answer in await asyncio.gather(*asked)} == {200}
            await services.close()
        return at_once

    assert asyncio.run(main()) == AT_ONCE


def test_a_service_that_fails_is_left_alone() -> None:
    """After five failures nobody waits for it; another service is asked all the same."""

    async def main() -> tuple[list[str], int]:
        stand_in, other = StandIn(reply(500)), StandIn(FOUND)
        services = Services({}, clock=lambda: 0.0)
        async with stand_in.open() as url, other.open() as elsewhere:
            answers = [await services.ask(service(url), inquiry()) for _ in range(7)]
            assert (await services.ask(service(elsewhere), inquiry())).status == 200
            await services.close()
        return [answer.kind or str(answer.status) for answer in answers], len(stand_in.asked)

    assert asyncio.run(main()) == (["500"] * 5 + ["unavailable"] * 2, 5)


def test_who_hangs_up_says_nothing_about_the_service() -> None:
    """An inquiry that is dropped is no failure, and lets go of its connection."""

    async def hang(writer: asyncio.StreamWriter) -> None:
        del writer
        await asyncio.Event().wait()

    async def main() -> str:
        stand_in = StandIn(hang)
        services = Services({})
        async with stand_in.open() as url:
            for _ in range(6):
                stand_in.came.clear()
                task = asyncio.ensure_future(services.ask(service(url), inquiry()))
                await stand_in.came.wait()
                task.cancel()
                await asyncio.wait([task])
            stand_in.replies = [FOUND]
            answer = await services.ask(service(url), inquiry())
            await services.close()
        return answer.kind

    assert asyncio.run(main()) == ""


CERTIFICATE = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg2LkdrLUUYUptcKkt
ig2rFLVieBoqKI0DLF8oRL+9Q7qhRANCAAScP2ZLzZH3uCh8c3RP7V2ONrDNw/mG
KhGYXulGQLBvldqBSnnZQ5H2O7Hpc3eIXWyl8Q54u2O2Xokv3HVOQWwG
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBkDCCATagAwIBAgIUE9m9Z1iwf2DCvj9R5HageAZ9xBMwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyMTA4MjQyM1oYDzIxMjYxMDI4
MDgyNDIzWjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAScP2ZLzZH3uCh8c3RP7V2ONrDNw/mGKhGYXulGQLBvldqBSnnZQ5H2
O7Hpc3eIXWyl8Q54u2O2Xokv3HVOQWwGo2QwYjAdBgNVHQ4EFgQUUwd0GiJ66MK9
pgvIWPJ1CrrrsGowHwYDVR0jBBgwFoAUUwd0GiJ66MK9pgvIWPJ1CrrrsGowDwYD
VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0gAMEUC
IQCCBXCoSWy4TZZsUSHqam5rnESIvhxZypWBRgleMZZYqQIgVUbuPTe55SC4fGbf
A1e163tAabv14hqTH3+sDcF6YAY=
-----END CERTIFICATE-----
"""
