"""Prompts: what is said, by which id, and in which language."""

from __future__ import annotations

import pytest

from callwright.core.prompt import Kind
from tests.compiler.flows import compiled, found

AS_WRITTEN = [
    "yes", "no", "on", "off", "null", "~", "12:30", "0211", "+49211", "1e3", "1.10", "0x1F", "1_000", "2024-01-02",
    "true", "Off we go.", "1", ".5", "None",
]  # fmt: skip


@pytest.mark.parametrize("raw", AS_WRITTEN)
def test_text_is_text(raw: str) -> None:
    """What stands without quotes is spoken, matched, set and sent as it was typed."""
    flow = compiled(
        f"""
intents:
  one: {raw if raw != "~" else "tilde"}
states:
  a:
    prompts: {raw}
    set:
      x: {raw if raw not in ("true", "1", "1.10") else "x"}
    send_sms:
      to: +49 211 5566770
      message: {raw}
    hangup: yes
"""
    )
    state = flow.states["a"]
    assert state.prompts[0].texts[""][0].source == raw
    assert state.send_sms is not None
    assert state.send_sms.message.source == raw
    if raw != "~":
        assert flow.intents["one"].phrases[0].source == raw
    if raw not in ("true", "1", "1.10"):
        assert state.sets[0].value.value({}) == raw


def test_ids_name_the_place() -> None:
    """The id of a prompt says where it stands, and the flow finds it by its id."""
    flow = compiled(
        """
states:
  a:
    prompts:
      - One.
      - Two.
    transitions:
      yes:
        prompts: Three.
    no_match:
      - Four.
    help: Five.
"""
    )
    assert set(flow.prompts) == {
        "a/prompts/0", "a/prompts/1", "a/transitions/yes/0/prompts/0", "a/no_match/0/prompts/0", "a/help/0",
    }  # fmt: skip
    assert all(flow.prompts[id].id == id for id in flow.prompts)


def test_sentences_by_language_are_found_by_the_flows_own_tags() -> None:
    """``de`` means the flow's German, and sentences in turn keep their order."""
    flow = compiled(
        """
languages: [de-DE, en-GB]
states:
  a:
    prompts:
      text:
        en: Hello.
        DE-de:
          one_of:
            - Hallo.
            - Guten Tag.
    hangup: yes
"""
    )
    texts = flow.states["a"].prompts[0].texts
    assert {tag: [text.source for text in some] for tag, some in texts.items()} == {
        "en-GB": ["Hello."],
        "de-DE": ["Hallo.", "Guten Tag."],
    }


def test_markup_is_a_template_too() -> None:
    """``ssml`` takes values, and escapes them."""
    flow = compiled("states:\n  a:\n    prompts:\n      ssml: <speak>{{ caller.number }}</speak>\n    hangup: yes\n")
    prompt = flow.states["a"].prompts[0]
    assert prompt.kind is Kind.SSML
    assert prompt.texts[""][0].render({"caller": {"number": "<1>"}}) == "<speak>&lt;1&gt;</speak>"


NAMED = """
prompts:
  notice:
    text: This call may be recorded.
    barge_in: none
    once: yes
  twice:
    - One.
    - text: Two.
states:
  a:
    prompts:
      - use: notice
      - use: twice
    transitions:
      yes: b
  b:
    barge_in: immediate
    prompts:
      - use: notice
      - use: twice
        barge_in: manual
      - use: notice
        once: no
        name: again
    hangup: yes
"""


def test_a_named_prompt_counts_over_the_whole_call() -> None:
    """Places that say a named prompt in the same way share its id, so that ``once`` is once in a call."""
    flow = compiled(NAMED)
    a, b = flow.states["a"].prompts, flow.states["b"].prompts
    assert a[0].id == b[0].id == "prompts/notice/0"
    assert a[0].name == "notice"
    assert [prompt.id for prompt in a[1:]] == ["prompts/twice/0", "prompts/twice/1"]


def test_what_stands_beside_use_counts_there() -> None:
    """Keys beside ``use`` change the prompt for this place, and the state's policy holds where it has none."""
    flow = compiled(NAMED)
    b = flow.states["b"].prompts
    assert [str(prompt.barge_in.strategy) for prompt in b] == ["none", "manual", "manual", "none"]
    assert (b[3].once, b[3].name, b[3].id) == (False, "again", "b/prompts/2/0")
    assert flow.prompts[b[3].id] == b[3]


def test_every_prompt_of_a_state_is_in_the_flow_by_its_id() -> None:
    """The flow's prompts and those of its states say the same."""
    flow = compiled(NAMED)
    for state in flow.states.values():
        for prompt in state.prompts:
            known = flow.prompts[prompt.id]
            assert (known.span, known.barge_in, known.once) == (prompt.span, prompt.barge_in, prompt.once)


def test_was_heard_knows_named_prompts() -> None:
    """``was_heard`` takes the name of a prompt or the key of a named one, wherever it stands."""
    good = NAMED.replace("transitions:", "transitions:\n      no:\n        when: was_heard('notice')\n        go_to: b")
    assert found(good) == []
    bad = NAMED.replace("use: twice\n    transitions", "text: Hi.\n        when: was_heard('x')\n    transitions")
    assert ("unknown-prompt", 15) in found(bad)
