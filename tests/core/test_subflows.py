"""Sub-flows: called, given values, returned from, failed in, cancelled; and small tasks in between."""

from __future__ import annotations

from callwright.compiler import compile_path
from callwright.core import codec
from callwright.core.model import Flow
from callwright.core.session import Phase
from tests.core.calls import Call

BANK = """
    language: en-US
    timezone: America/New_York
    intents:
      balance: [what is my balance, balance]
      pay: [pay <amount:money>, payment]
      about: [opening hours]
    variables:
      customer:
    anytime:
      balance:
        call: tell_balance
      operator: operator
    start: menu
    states:
      menu:
        prompts: Payment or opening hours?
        transitions:
          pay: pay
          about: about
      about:
        prompts: Always open.
        go_to: menu
      pay:
        call: identify
        with:
          purpose: payment
        save:
          customer: "{{ result.customer }}"
        if_fails:
          unknown: sorry
          any: operator
        on_cancel: stopped
        keep: number
        go_to: amount
      stopped:
        prompts: All right, we stop here.
        go_to: menu
      amount:
        collect:
          slot: amount
          type: money
          currency: USD
          prompts: How much, {{ customer }}?
        go_to: done
      done:
        prompts: You pay {{ amount | say }}.
        hangup: yes
      sorry:
        prompts: I do not know you.
        go_to: menu
      identify:
        collect:
          slot: number
          type: digits
          length: 4
          prompts: For your {{ purpose }}, please say your number.
        go_to: known
      known:
        choose:
          - when: number == '1111'
            return:
              customer: Ann
          - when: number == '3333'
            return:
              failed: locked
          - return:
              failed: unknown
      tell_balance:
        call: identify
        with:
          purpose: balance
        save:
          who: "{{ result.customer }}"
        if_fails:
          any: no_balance
        go_to: say_it
      no_balance:
        prompts: I cannot tell.
        return: yes
      say_it:
        prompts: "{{ who }}, you have twenty dollars."
        return: yes
      operator:
        prompts: A colleague.
        hangup: yes
"""


def said(*words: str) -> Call:
    """A call in which the caller has said these, one after the other."""
    call = Call(BANK)
    for one in words:
        call.listens()
        call.says(one)
    return call


def test_it_is_given_values_and_gives_back_its_result() -> None:
    """``with`` goes in, ``save`` comes out, and nothing else of it is left."""
    call = said("payment")
    assert call.said == "For your payment, please say your number."
    call.listens()
    call.says("1 1 1 1")
    assert call.said == "How much, Ann?"
    assert call.state.values == {"customer": "Ann"}
    assert call.state.stack == ()


def test_values_of_the_words_that_led_here_are_kept() -> None:
    """An amount that was said at the beginning is not asked for after the sub-flow."""
    assert said("pay 20 dollars", "1 1 1 1").said == "You pay 20 dollars."


def test_a_failure_with_a_name() -> None:
    """It goes where the calling state says for that name, else for any."""
    assert said("payment", "2 2 2 2").said.startswith("I do not know you.")
    assert said("payment", "3 3 3 3").said == "A colleague."


def test_it_asks_again_when_it_is_called_again() -> None:
    """What a sub-flow collected is gone, so the next caller of it asks anew."""
    call = said("payment", "2 2 2 2", "payment")
    assert call.said == "For your payment, please say your number."


def test_cancel_leaves_it() -> None:
    """The calling state says where to, and what is kept."""
    call = said("payment", "cancel")
    assert call.said.startswith("All right, we stop here.")
    assert call.state.stack == ()


def test_anytime_leads_out_of_it() -> None:
    """Who asks for the operator in a sub-flow leaves it."""
    call = said("payment", "operator")
    assert call.said == "A colleague."
    assert call.state.stack == ()


def test_another_small_task_in_the_middle() -> None:
    """A digression is done, and the open question is asked again; also from within a sub-flow."""
    call = said("payment", "1 1 1 1", "what is my balance", "1 1 1 1")
    assert call.said.replace(" | ", " ") == "Ann, you have twenty dollars. How much, Ann?"
    assert call.state.values == {"customer": "Ann"}
    call = said("payment", "balance", "1 1 1 1")
    assert call.said.replace(" | ", " ") == "Ann, you have twenty dollars. For your payment, please say your number."
    call.listens()
    call.says("1 1 1 1")
    assert call.said == "How much, Ann?"


def test_cancel_in_a_digression_comes_back() -> None:
    """The small task is given up, not the large one."""
    call = said("payment", "1 1 1 1", "balance", "cancel")
    assert "How much, Ann?" in call.said


def test_main_menu_leaves_all_of_them() -> None:
    """It goes to the start of the outermost flow."""
    call = said("payment", "balance", "main menu")
    assert call.said == "Payment or opening hours?"
    assert call.state.stack == ()


def test_digressions_do_not_pile_up() -> None:
    """Asked for thirty times, a small task ends each time."""
    call = said("payment", "1 1 1 1", *(["balance", "1 1 1 1"] * 30), "10 dollars")
    assert call.said == "You pay 10 dollars."


def test_leaving_by_anytime_does_not_pile_up() -> None:
    """Thirty sub-flows that are left for another state leave nothing on the stack."""
    call = said(*(["payment", "main menu"] * 30))
    assert call.state.stack == ()


def test_it_survives_the_store() -> None:
    """Who waits is stored with the call, as it is."""
    call = said("payment", "balance")
    assert len(call.state.stack) == 3
    assert codec.load(codec.dump(call.state)) == call.state


def test_sub_flows_that_call_each_other_for_ever() -> None:
    """They end in the apology, never in a call that spins."""
    call = Call("""
        language: en-US
        states:
          one:
            choose:
              - when: caller.number == ''
                return: yes
              - go_to: two
          two:
            call: one
            go_to: end
          end:
            hangup: yes
    """)
    call.listens()
    assert call.state.phase is Phase.HUNG_UP


def project(tmp_path: object, **files: str) -> Flow:
    """The flow ``main`` of a folder of files."""
    from pathlib import Path

    folder = Path(str(tmp_path))
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text)
    compiled = compile_path(folder)
    assert compiled.project is not None, [f"{d.span}: {d.message}" for d in compiled.diagnostics]
    return compiled.project.entry()


MAIN = """\
flow: main
language: en-US
answers: everything
intents:
  stop: [stop it all]
  joke: [tell me a joke]
anytime:
  stop: stopped
  joke:
    prompts: Two cows stand in a field.
states:
  first:
    prompts: Hello.
    call: flow:ask
    with:
      what: colour
    save:
      answer: "{{ result.answer }}"
    if_fails: stopped
    go_to: told
  told:
    prompts: You said {{ answer }}.
    hangup: yes
  stopped:
    prompts: Stopped.
    hangup: yes
"""

ASK = """\
flow: ask
language: en-US
variables:
  what: thing
intents:
  none: [i have none]
states:
  ask:
    collect:
      slot: answer
      type: text
      prompts: Which {{ what }}?
    transitions:
      none:
        return:
          failed: none
    go_to: back
  back:
    return:
      answer: "{{ answer }}"
"""


def test_another_file_as_sub_flow(tmp_path: object) -> None:
    """It has variables of its own, and comes back to the file that called it."""
    call = Call(project(tmp_path, main=MAIN, ask=ASK))
    assert call.said == "Hello. Which colour?"
    call.listens()
    call.says("a dark red")
    assert call.said == "You said a dark red."
    assert call.state.flow == "main"


def test_the_callers_anytime_is_added(tmp_path: object) -> None:
    """What the calling flow listens for at any time works in a sub-flow, with its own sentences and its own states."""
    call = Call(project(tmp_path, main=MAIN, ask=ASK))
    call.listens()
    call.says("tell me a joke")
    assert call.said == "Two cows stand in a field."
    assert call.state.flow == "ask"
    call.listens()
    call.says("stop it all")
    assert call.said == "Stopped."
    assert (call.state.flow, call.state.stack) == ("main", ())


def test_a_transition_returns(tmp_path: object) -> None:
    """``return`` in place of ``go_to``, here with a failure."""
    call = Call(project(tmp_path, main=MAIN, ask=ASK))
    call.listens()
    call.says("i have none")
    assert call.said == "Stopped."


def test_the_best_of_those_who_listen_wins(tmp_path: object) -> None:
    """What the caller's flow knows word for word is not taken for something like it in the sub-flow."""
    main = MAIN.replace("stop it all", "say that once more from the top")
    call = Call(project(tmp_path, main=main, ask=ASK))
    call.listens()
    call.says("say that once more from the top")
    assert call.said == "Stopped."


LEFT = """
    language: en-US
    intents:
      menu: [the menu]
      order: [order]
      weather: [the weather]
    anytime:
      weather:
        call: weather
    start: menu
    states:
      menu:
        prompts: Order?
        transitions:
          order: order
          menu: menu
      order:
        call: inner
        if_fails: menu
        go_to: menu
      inner:
        prompts: Which one?
        transitions:
          menu: menu
          order:
            return:
              failed: none
      weather:
        prompts: Which city?
        otherwise: told
      told:
        prompts: It rains.
        return: yes
"""


def test_a_sub_flow_that_is_left_by_go_to_does_not_wait_for_ever() -> None:
    """Its caller calls again, thirty times, and only one of them waits."""
    call = Call(LEFT)
    for _ in range(30):
        call.listens()
        call.says("order")
        assert call.said == "Which one?"
        call.listens()
        call.says("the menu")
        assert call.said == "Order?"
    assert len(call.state.stack) <= 1


def test_the_small_task_that_we_are_in_is_not_called_again() -> None:
    """Who asks for the weather at the weather's own question is asked it again, and then comes back once."""
    call = Call(LEFT)
    for words in ("the weather", "the weather"):
        call.listens()
        call.says(words)
        assert call.said == "Which city?"
    assert len(call.state.stack) == 1
    call.listens()
    call.says("Berlin")
    assert call.said.replace(" | ", " ") == "It rains. Order?"
