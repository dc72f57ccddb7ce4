"""``callwright dial``, against a running service and the platform's stand-in."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest

from callwright.cli.main import main
from callwright.cli.serving import GROUPS, WrongUsage
from callwright.cli.usage import Parser
from callwright.runtime.app import create_app
from tests.runtime.outbound.telephone import Telephone
from tests.runtime.outbound.test_outbound import REMINDER, callees
from tests.runtime.serving import management, serving

VARIABLES = ["--var", "customer=Anna Weber", "--var", "day=2026-11-24", "--var", "hour=10:30"]
SERVED = [*VARIABLES, "--to", "+49 151 23456789"]


def dialling(telephone: Telephone, act: Callable[[list[str]], int]) -> int:
    """Do ``act`` (in a thread) with the options that say where the service is."""

    async def play() -> int:
        async with telephone.open():
            app = create_app(REMINDER, token="t", management_token="m", trust_clock=True, dialling=telephone.plan())
            with serving(app) as port:
                telephone.at = f"http://127.0.0.1:{port}/webhook"
                return await asyncio.to_thread(act, ["--service", f"http://127.0.0.1:{management(port)}"])

    return asyncio.run(play())


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALLWRIGHT_MANAGEMENT_TOKEN", "m")


def test_it_rings_and_is_followed_to_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    """``--wait`` says that somebody answered, and how the call ended."""
    telephone = Telephone(callee=callees()[0])
    assert dialling(telephone, lambda where: main(["dial", "reminder", *SERVED, "--wait", *where])) == 0
    said = capsys.readouterr().out
    assert "It rings (dial " in said
    assert "Answered: the call leg-1 has begun." in said
    assert 'It last stood in the state "confirmed".' in said
    assert len(telephone.requests) == 1


def test_the_same_key_rings_once(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever types it twice, or a script that tries again, has rung once."""
    telephone = Telephone()

    def act(where: list[str]) -> int:
        command = ["dial", "reminder", *SERVED, "--key", "monday", "--json", *where]
        return max(main(command), main(command))

    assert dialling(telephone, act) == 0
    out = capsys.readouterr().out
    first, second = (json.loads(part) for part in (out[: out.index("}") + 1], out[out.index("}") + 1 :]))
    assert first["dial"] == second["dial"]
    assert len(telephone.requests) == 1


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["remindr", *SERVED], 2, 'did you mean "reminder"?'),
        (["reminder", *VARIABLES, "--to", "0151 23456789"], 2, "+4915123456789"),
        (["reminder", *VARIABLES, "--to", "112"], 2, "no country"),
        (["reminder", *SERVED[2:]], 2, 'needs a value for "customer"'),
        (["reminder", *SERVED, "--var", "day"], 2, 'has no "="'),
        (["reminder", *SERVED, "--var", "day=2026-11-25"], 2, "twice"),
    ],
)
def test_wrong_usage_is_told_in_words(
    words: list[str], code: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was found and what would do; nobody is rung."""
    telephone = Telephone()
    assert dialling(telephone, lambda where: main(["dial", *words, *where])) == code
    assert told in capsys.readouterr().err
    assert telephone.requests == []


@pytest.mark.parametrize(
    ("status", "told"), [(401, "CALLWRIGHT_PLATFORM_TOKEN"), (404, "--ai-flow"), (429, "--dial-rate")]
)
def test_a_refusal_of_the_platform_reaches_whoever_typed(
    status: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the mend, and exit code 1."""
    assert dialling(Telephone(status), lambda where: main(["dial", "reminder", *SERVED, *where])) == 1
    assert told in capsys.readouterr().err


def test_an_uncertain_call_is_told_and_not_repeated(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1, since it may not ring; asked once."""
    telephone = Telephone(500)
    assert dialling(telephone, lambda where: main(["dial", "reminder", *SERVED, *where])) == 1
    assert "Nobody knows whether it rings" in capsys.readouterr().out
    assert len(telephone.requests) == 1


def test_no_service_and_no_secret_are_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do about it."""
    assert main(["dial", "reminder", *SERVED, "--service", "http://127.0.0.1:9"]) == 1
    assert "callwright serve" in capsys.readouterr().err
    assert main(["dial", "reminder", *SERVED, "--service", "somewhere"]) == 2
    assert "is no address" in capsys.readouterr().err
    monkeypatch.delenv("CALLWRIGHT_MANAGEMENT_TOKEN")
    monkeypatch.setenv("CALLWRIGHT_MANAGEMENT_TOKEN_FILE", "/nowhere/secret")
    assert main(["dial", "reminder", *SERVED]) == 2
    assert (
        "/nowhere/secret (from CALLWRIGHT_MANAGEMENT_TOKEN_FILE) cannot be read: No such file"
        in capsys.readouterr().err
    )
    monkeypatch.delenv("CALLWRIGHT_MANAGEMENT_TOKEN_FILE")
    monkeypatch.setenv("CALLWRIGHT_MANAGEMENT_TOKEN", "another")
    assert dialling(Telephone(), lambda where: main(["dial", "reminder", *SERVED, *where])) == 1
    assert "the secret is wrong" in capsys.readouterr().err


def _serve(words: list[str]) -> dict[str, Any]:
    parser = Parser(prog="callwright")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8080)
    group = next(group for group in GROUPS if getattr(group, "__name__", "").endswith(".outbound"))
    group.add(parser)
    return group.read(parser.parse_args(words))


def test_serve_is_told_how_to_dial(monkeypatch: pytest.MonkeyPatch) -> None:
    """Options and the secret become the plan; ids for all flows, and for one."""
    monkeypatch.setenv("CALLWRIGHT_PLATFORM_TOKEN", "secret")
    plan = _serve(
        [
            "--ai-flow",
            "a",
            "--ai-flow",
            "reminder=b",
            "--billing-device",
            "e2",
            "--dial-allow",
            "+49",
            "--dial-rate",
            "5",
        ]
    )["dialling"]
    assert (plan.ai_flow("reminder"), plan.ai_flow("other"), plan.device("other")) == ("b", "a", "e2")
    assert (plan.allow, plan.rate, plan.token.first) == (("49",), 5, "secret")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "no --ai-flow"),
        (["--ai-flow", "a"], "no --billing-device"),
        (["--ai-flow", "=", "--billing-device", "e2"], "has no id"),
        (["--ai-flow", "a", "--ai-flow", "b", "--billing-device", "e2"], "given twice"),
        (["--ai-flow", "a", "--billing-device", "e2", "--dial-allow", "0049"], "no beginning"),
        (["--ai-flow", "a", "--billing-device", "e2", "--platform-url", "ftp://x"], "no web address"),
        (["--ai-flow", "a", "--billing-device", "e2", "--platform-url", "http://example.com/v3"], "http://"),
    ],
)
def test_what_serve_cannot_use_is_told(words: list[str], told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is served."""
    monkeypatch.setenv("CALLWRIGHT_PLATFORM_TOKEN", "secret")
    with pytest.raises(WrongUsage) as wrong:
        _serve(words)
    assert told in f"{wrong.value.message} {wrong.value.mend}"


def test_options_without_a_secret_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody believes that calls can be dialled; without either nothing is set up."""
    monkeypatch.delenv("CALLWRIGHT_PLATFORM_TOKEN", raising=False)
    with pytest.raises(WrongUsage, match="holds no secret"):
        _serve(["--ai-flow", "a", "--billing-device", "e2"])
    assert _serve([]) == {"dialling": None}
