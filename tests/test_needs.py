"""What a test needs and does not find: a reason to skip on a desk, a failure in CI."""

from __future__ import annotations

import pytest

from tests.needs import INSTALL, node_part


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
