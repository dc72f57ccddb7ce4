"""What a test needs and does not find: a reason to skip on a desk, a failure in CI."""

from __future__ import annotations

import pytest

from tests.needs import INSTALL, node_part, redis_server


def test_what_is_missing_is_skipped_with_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a desk the test is skipped, and the reason names the command."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(pytest.skip.Exception, match="node is not installed"):
        node_part("ajv")


def test_what_is_missing_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """In CI the same is a failure."""
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(pytest.fail.Exception, match="node is not installed"):
        node_part("ajv")


def test_the_command_installs_what_is_named() -> None:
    """The command that is shown is the one for the folder that names the parts."""
    assert "--prefix tests/editor" in INSTALL


def test_what_is_required_fails_on_a_desk_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """``CALLWRIGHT_REQUIRE=redis`` makes a failure of a missing server, and of nothing else."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CALLWRIGHT_REQUIRE", "redis")
    with pytest.raises(pytest.fail.Exception, match="no Redis server is installed"):
        redis_server()
    with pytest.raises(pytest.skip.Exception, match="node is not installed"):
        node_part("ajv")


def test_a_server_that_is_missing_skips_with_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command to type."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("CALLWRIGHT_REQUIRE", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(pytest.skip.Exception, match="apt-get install redis-server"):
        redis_server()
