"""What cannot be done as the author wrote it: it never ends in silence, nor in an answer that nobody takes."""

from __future__ import annotations

import pytest

from callwright.platform.wire import check_answer
from tests.core.calls import Call
from tests.core.chain import CHAIN
from tests.core.menu import at_menu


def faults(call: Call) -> list[str]:
    """What the platform's strict reader says against the last answer."""
    return [str(f) for f in check_answer(call.answer, "call-1")[1]]


def test_apology_when_the_operator_fails() -> None:
    """When the operator's own words fail the caller hears the apology."""
    call = Call(
        """
        variables:
          name:
            type: digits
            value:
        anytime:
          operator: operator
        states:
          first:
            prompts: How can I help?
            transitions:
              yes: operator
          operator:
            prompts: Hello {{ name }}.
            hangup: yes
        """
    )
    call.listens()
    call.says("operator")
    assert "something went wrong" in call.said


def test_failed_walk_does_not_pile_up_protected_prompts() -> None:
    """What a walk that failed had queued is not said again and again."""
    call = Call(
        """
        variables:
          n: 0
        states:
          first:
            prompts: Shall we?
            transitions:
              yes: a
          a:
            prompts:
              text: Please note.
              barge_in: none
            choose:
              - when: n == 1
                go_to: first
              - go_to: b
          b:
            choose:
              - when: n == 2
                go_to: first
              - go_to: a
        """
    )
    call.listens()
    call.says("yes")
    text = " ".join(a.get("text", "") for a in call.answer)
    assert text.count("Please note.") <= 2


def test_a_check_that_fails_leaves_no_value() -> None:
    """A value whose check fails with an error is not kept."""
    call = Call(
        """
        variables:
          other:
            type: digits
            value:
        states:
          form:
            collect:
              slot: a
              type: digits
              length: 3
              prompts: First number?
              check:
                when: "(a | say) == (other | say)"
                prompts: No.
            on_error: last
            go_to: after
          last:
            prompts: Again?
            transitions:
              yes: form
          after:
            prompts: All good?
            transitions:
              yes: form
        """
    )
    call.listens()
    call.says("123")
    assert call.said == "Again?"
    assert "a" not in call.state.values


def test_sms_to_a_hidden_number() -> None:
    """A text message to a hidden number does not take the words with it."""
    call = Call(
        """
        states:
          first:
            send_sms:
              to: "{{ caller.number }}"
              message: Hello.
            prompts: Hello. Are you there?
            transitions:
              yes: first
        """,
        session={"id": "call-1", "from_phone_number": "", "to_phone_number": "49211556677"},
    )
    assert faults(call) == []


def test_transfer_without_our_own_number() -> None:
    """A transfer without a known number of ours is still one that the platform takes."""
    call = Call(CHAIN, session={"id": "call-1"})
    call.listens()
    call.says("operator")
    call.ended()
    assert call.kinds == ["transfer"]
    assert faults(call) == []


def test_transfer_to_nowhere() -> None:
    """A transfer whose number is empty goes to on_error."""
    call = Call(
        """
        variables:
          desk: ""
        states:
          first:
            prompts: One moment.
            transfer:
              to: "{{ desk }}"
            on_error: last
          last:
            prompts: Nobody there.
            hangup: yes
        """
    )
    call.ended()
    assert call.said == "Nobody there."


FAILING = """
    variables:
      name:
        type: digits
        value:
    states:
      first:
        prompts: Hi?
        {first}
        transitions:
          yes: {target}
        on_error: rescue
      second:
        {second}
        on_error: rescue
      rescue:
        prompts: Rescued.
        hangup: true
"""


def failing(first: str = "help: Hm.", target: str = "second", second: str = "go_to: first") -> Call:
    """A call in which one part of the flow cannot be rendered, led to where it waits for the first time."""
    call = Call(FAILING.format(first=first, target=target, second=second))
    call.listens()
    return call


@pytest.mark.parametrize(
    "second",
    [
        "prompts: Hello {{ name }}.\n        go_to: first",
        "set:\n          other: '{{ name }}!'\n        go_to: first",
        "choose:\n          - when: name | say == '1'\n            go_to: first\n          - go_to: first",
        "send_sms:\n          to: +49151234567\n          message: '{{ name }}'\n        go_to: first",
        "transfer:\n          to: '{{ name }}'",
        "transfer:\n          to: +49211\n          caller_id_name: '{{ name }}'",
        "hand_over:\n          system_prompt: '{{ name }}'",
        "collect:\n          slot: a\n          type: digits\n          prompts: '{{ name }}?'\n        go_to: first",
    ],
)
def test_every_part_of_a_state_fails_into_on_error(second: str) -> None:
    """Prompts, set, choose, text message, transfer, hand-over and the question of a form."""
    call = failing(second=second)
    call.says("yes")
    assert call.said == "Rescued."
    assert call.kinds[-1] == "speak"


@pytest.mark.parametrize(
    ("first", "words"),
    [("help: '{{ name }}'", "help"), ("no_match: '{{ name }}'", "purple"), ("no_input: '{{ name }}'", "")],
)
def test_help_and_rungs_fail_into_on_error(first: str, words: str) -> None:
    """What is said when the caller was not understood may fail like anything else."""
    call = failing(first=first)
    if words:
        call.says(words)
    else:
        call.timeout()
    assert call.said == "Rescued."


def test_a_target_fails_into_the_on_error_of_the_state_that_it_leads_away_from() -> None:
    """The state is not left by a target whose own words fail."""
    call = failing(target="\n            go_to: second\n            prompts: '{{ name }}'")
    call.says("yes")
    assert call.said == "Rescued."


def test_a_confirmation_fails_into_on_error() -> None:
    """The value was heard; the sentence that confirms it cannot be said."""
    call = failing(
        second="collect:\n          slot: a\n          type: digits\n          length: 3\n          prompts: Number?\n"
        "          confirm: '{{ name }}?'\n        go_to: first"
    )
    call.says("yes")
    call.listens()
    call.says("123")
    assert call.said == "Rescued."


def test_guards_of_which_none_holds_are_a_no_match() -> None:
    """Words, and keys, whose every target is guarded away climb the ladder."""
    text = """
        states:
          first:
            prompts: Shall we?
            transitions:
              yes:
                when: called.number == '1'
                go_to: first
            keys:
              1:
                when: called.number == '1'
                go_to: first
            otherwise:
              when: called.number == '1'
              go_to: first
    """
    for act in ("yes", "purple", "1"):
        call = Call(text)
        call.listens()
        if act == "1":
            call.key("1")
        else:
            call.says(act)
        assert call.state.streak == 1, act
        assert call.said == "Sorry, I did not get that. Shall we?"


def test_a_transfer_that_comes_back_twice() -> None:
    """The second return, while ``if_fails`` is being said, says it again; another transfer may fail again."""
    call = at_menu()
    for _ in range(2):
        call.says("operator")
        call.ended()
        assert call.kinds == ["transfer"]
        call.event("session_start", 21_000)
        assert call.said == "Nobody is free."
        call.event("session_start", 100)
        assert call.kinds == ["barge_in", "speak"]
        assert call.said == "Nobody is free."
        call.interrupts("main menu", 300)
        call.listens()
    assert call.state.state == "menu"


def test_hangup_never_shares_an_answer_with_words() -> None:
    """Words over the goodbye, and its ended twice: the hang-up is alone, and only one."""
    call = at_menu()
    call.says("goodbye")
    assert call.kinds == ["speak"]
    call.says("bye", 300)
    assert call.kinds == []
    call.ended()
    assert call.kinds == ["hangup"]
    assert call.event("assistant_speech_ended", 10) == []
