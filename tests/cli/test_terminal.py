"""What came over the wire, on a terminal."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.cli.main import main
from callwright.cli.terminal import plain, shown
from callwright.core.events import Event, Parties, SessionEnd, SessionStart, SpeechEnded, UserSpeak
from callwright.runtime.catalog import Catalog, load
from callwright.runtime.dispatcher import Dispatcher
from callwright.runtime.library import Library
from callwright.runtime.recorder import Recorder
from callwright.stores.sqlite import SqliteStore
from tests.runtime.serving import FLOW
from tests.runtime.turns import AT

EVIL = "\x1b]0;mine\x07\rgone\nflow: other\u202e\u2066\x7f\x9b2K"


@given(st.text())
def test_every_character_can_be_seen(text: str) -> None:
    """And nothing is lost: JSON reads what is written."""
    assert all(c.isprintable() or c in "\u200c\u200d" for c in plain(text))
    assert plain(text) == text or not text.isprintable()
    assert shown(text).count("\n") == text.count("\n")
    assert json.loads(shown(json.dumps(text, ensure_ascii=False))) == text


@pytest.mark.parametrize(
    "command",
    [
        ["calls"],
        ["calls", "--numbers"],
        ["calls", "--json", "--numbers"],
        ["why", EVIL, "--all", "--numbers"],
        ["why", EVIL, "--json"],
        ["why", "another\x1b[2K"],
        ["replay", EVIL],
        ["replay", EVIL, "--flow", "changed.yaml"],
        ["replay", "--all", "--flow", "changed.yaml"],
        ["record-to-test", EVIL, "--numbers"],
        ["calls", "--forget", EVIL],
    ],
    ids=lambda command: " ".join(word for word in command if word.isprintable()),
)
def test_no_id_and_no_words_move_the_cursor(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever of a call is shown: no control character, no text turned around, no line that an id forges."""
    monkeypatch.chdir(tmp_path)
    Path("hotline.yaml").write_text(FLOW)
    Path("changed.yaml").write_text(FLOW.replace("Would you like", "Do you want"))
    us = Parties(EVIL, EVIL, "inbound")
    call: list[Event] = [
        SessionStart(EVIL, AT, us),
        SpeechEnded(EVIL, AT + 3000, us),
        UserSpeak(EVIL, AT + 9000, us, EVIL),
        SessionEnd(EVIL, AT + 20_000, us),
    ]

    async def record() -> None:
        store = SqliteStore(tmp_path / "calls.db")
        loaded = load([Path("hotline.yaml")])
        await Library(store).keep(loaded)
        dispatcher = Dispatcher(Catalog(loaded), store, recorder=Recorder())
        for event in call:
            await dispatcher.dispatch(event)
        await dispatcher.close()
        store.close()

    asyncio.run(record())
    main([*command, "--store", "sqlite:///calls.db"])
    told = capsys.readouterr()
    for text in (told.out, told.err):
        assert [c for c in text if not c.isprintable() and c != "\n"] == []
        assert not any(line.startswith("flow: other") for line in text.splitlines())
    assert told.out or told.err
