"""States, questions and forms: what each compiles to."""

from __future__ import annotations

import pytest

from callwright.core.model import Asks, Choose, Destination, Form, HandOver, HangUp, Question, Reprompt, Transfer
from tests.compiler.flows import EVERYTHING, HOTLINE, compiled, found

UNIVERSALS = {"repeat", "help", "main_menu", "wait", "back"}


def test_the_first_page_compiles_clean() -> None:
    """The flow of the language's first page has no finding, and means what it says."""
    flow = compiled(HOTLINE)
    assert found(HOTLINE) == []
    assert (flow.name, flow.title, flow.start, flow.language) == (
        "acme-hotline",
        "ACME customer hotline",
        "welcome",
        "en-US",
    )
    assert list(flow.states) == ["welcome", "hours", "billing", "operator", "all_busy", "farewell"]
    acts = [type(state.act) for state in flow.states.values()]
    assert acts == [Question, type(None), Form, Transfer, type(None), HangUp]
    assert flow.answers_everything


def test_a_question_listens_for_its_own_and_for_anytime() -> None:
    """What may win is the state's own, what ``anytime`` has, and the built-ins that are on."""
    flow = compiled(HOTLINE)
    welcome, order = flow.questions["welcome"], flow.questions["billing/order_number"]
    assert welcome.own == {"billing", "opening_hours"}
    assert welcome.listening == welcome.own | UNIVERSALS | {"operator", "goodbye", "cancel"}
    assert order.listening == UNIVERSALS | {"operator", "goodbye", "cancel"}
    assert flow.universals == UNIVERSALS | {"operator", "goodbye", "cancel"}
    assert set(flow.anytime) == {"operator", "goodbye"}


def test_built_ins_are_switched_off_or_replaced() -> None:
    """``off`` takes a built-in away, and a target takes its place."""
    flow = compiled(
        "anytime:\n  wait: off\n  main_menu: a\n  goodbye: off\nstates:\n  a:\n    transitions:\n      yes: a\n"
    )
    assert flow.universals == UNIVERSALS - {"wait", "main_menu"} | {"cancel"}
    assert set(flow.anytime) == {"main_menu"}
    assert "wait" not in flow.questions["a"].listening
    assert "main_menu" in flow.questions["a"].listening


def test_a_ladder_keeps_its_rungs() -> None:
    """Each rung says, asks again or leads away as it is written."""
    first, second, third = compiled(HOTLINE).questions["welcome"].no_match or ()
    assert first.prompts[0].texts[""][0].source == "Sorry, I did not get that. Billing or opening hours?"
    assert (first.reprompt, second.reprompt) == (Reprompt.NONE, Reprompt.HELP)
    assert third.go_to == Destination("operator")


def test_ladders_come_from_the_nearest_place() -> None:
    """A slot's ladder, else its state's, else the flow's; to confirm a value only the flow's."""
    flow = compiled(
        """
defaults:
  no_match: Flow.
  no_input: Flow.
states:
  a:
    no_match: State.
    collect:
      - slot: one
        type: digits
        prompts: One?
        confirm: Right?
        no_input: Slot.
      - slot: two
        type: digits
        prompts: Two?
    confirm: All right?
    go_to: b
  b:
    transitions:
      yes: a
"""
    )

    def says(question: str) -> tuple[str, str]:
        asked = flow.questions[question]
        assert asked.no_match
        assert asked.no_input
        ladders = (asked.no_match, asked.no_input)
        first, second = (ladder[0].prompts[0].texts[""][0].source for ladder in ladders)
        return first, second

    assert says("a/one") == ("State.", "Slot.")
    assert says("a/two") == ("State.", "Flow.")
    assert says("a/one/confirm") == says("a/confirm") == says("b") == ("Flow.", "Flow.")


def test_everything_compiles() -> None:
    """One of each thing that the language has, with what it means."""
    flow = compiled(EVERYTHING)
    welcome, forms, decide, talk, office = (
        flow.states[name] for name in ("welcome", "forms", "decide", "talk", "office")
    )
    assert flow.languages == ("en-US", "de-DE")
    assert set(flow.lexicons) == {"en-US", "de-DE"}
    assert flow.variables["pin"].value == "0211"
    assert flow.variables["agreed"].value is False
    assert flow.variables["tries"].value == 0
    assert flow.variables["names"].value == ["Ann", "Bob"]
    assert flow.secrets == {"pin", "order_number"}
    assert flow.types == {"pin": "digits", "agreed": "yes_no", "order_number": "digits"}
    assert flow.transcription is not None
    assert flow.transcription.provider == "DEEPGRAM"
    assert welcome.set_language == "de-DE"
    assert welcome.background is not None
    assert welcome.background.audio is None
    assert isinstance(welcome.act, Question)
    assert set(welcome.act.keys) == {"0", "star", "hash"}
    assert welcome.act.otherwise is not None
    assert welcome.act.yes_no
    assert welcome.act.transitions["billing"][0].go_to == Destination("office", "everything")
    assert isinstance(forms.act, Form)
    order, agreed = forms.act.slots
    assert order.options == {"length": (4, 8), "checksum": "luhn"}
    assert (order.end_key, order.key_pause) == ("hash", 3000)
    assert order.checks[0].reprompt is Reprompt.NONE
    assert order.confirm is not None
    assert (order.confirm.id, order.confirm.asks) == ("forms/order_number/confirm", Asks.CONFIRM_SLOT)
    assert forms.act.confirm is not None
    assert forms.act.confirm.asks is Asks.CONFIRM_FORM
    assert forms.act.keep == {"order_number"}
    assert agreed.question.yes_no
    assert not order.question.yes_no
    assert isinstance(decide.act, Choose)
    assert decide.forget == ("order_number",)
    assert isinstance(talk.act, HandOver)
    assert talk.act.temperature == 0.5
    assert isinstance(office.act, Transfer)
    assert (office.act.timeout, office.act.caller_id_name.source) == (20, "ACME")


def test_questions_are_found_by_their_ids() -> None:
    """The flow's questions are those of its states, by their own ids."""
    flow = compiled(EVERYTHING)
    assert {question.id: question for question in flow.questions.values()} == dict(flow.questions)
    assert set(flow.questions) == {
        "welcome", "forms/order_number", "forms/order_number/confirm", "forms/agreed", "forms/confirm",
    }  # fmt: skip


def test_a_form_does_not_listen_for_yes_and_no_as_intents() -> None:
    """The answer to a form's own question is its value; yes and no are intents only where a transition names them."""
    flow = compiled(EVERYTHING)
    assert not {"yes", "no"} & flow.questions["forms/agreed"].listening
    assert "yes" in flow.questions["welcome"].listening


def test_a_phrase_takes_the_type_of_its_slot() -> None:
    """``<order_number>`` has the type that its ``collect`` gives it."""
    phrase = compiled(EVERYTHING).intents["billing"].phrases[1]
    assert [(slot.name, slot.type) for slot in phrase.slots] == [("order_number", "digits")]


def test_a_slot_may_ask_with_the_prompts_of_its_state() -> None:
    """The first slot without prompts is asked for by those of the state."""
    form = "  a:\n    prompts: Code?\n    collect: {slot: code, type: digits}\n    go_to: b\n"
    flow = compiled(f"states:\n{form}  b:\n    hangup: yes\n")
    assert flow.questions["a/code"].prompts == ()
    assert flow.states["a"].prompts[0].texts[""][0].source == "Code?"


ACTS = {
    "transitions": "transitions: {yes: b}",
    "choose": "choose: b",
    "transfer": "transfer: +49 211 5566770",
    "hangup": "hangup: yes",
    "hand_over": "hand_over: Be kind.",
    "collect": "collect: {slot: x, type: digits, prompts: X?}\n    go_to: b",
}


@pytest.mark.parametrize("one", ACTS)
@pytest.mark.parametrize("other", ACTS)
def test_a_state_does_one_thing(one: str, other: str) -> None:
    """Of two acts in a state both are named; transitions may stand beside collect."""
    if one >= other:
        return
    written = f"states:\n  a:\n    {ACTS[one]}\n    {ACTS[other]}\n  b:\n    hangup: yes\n"
    codes = [code for code, _ in found(written)]
    assert codes == ([] if {one, other} == {"collect", "transitions"} else ["two-acts"])
