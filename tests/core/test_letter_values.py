"""The letter of values: variables and their types, conditions, what is said of them, hours, languages, secrets."""

from __future__ import annotations

from pathlib import Path

import pytest

from callwright.compiler import compile_path
from callwright.core import record
from callwright.core.model import Flow
from tests.core.calls import Call

SHOP = """
    language: en-GB
    timezone: Europe/London
    variables:
      limit:
        type: money
        value: 100 GBP
      due:
        type: date
      opens:
        type: time
        value: "09:30"
      count: 1
      order: 0815
      free: yes
      names: [Ann, Bob, Cy]
      line:
        type: phone
        value: 020 7946 0123
      empty:
    intents:
      pay: [pay <amount:money>]
      dates: [compare the days]
      counts: [count them]
      unset: [is it there]
      words: [say that word]
      clear: [forget it all]
      all: [say them all]
    start: menu
    states:
      menu:
        prompts:
          text:
            one_of:
              - What now?
              - And now?
              - Anything else?
        transitions:
          pay:
            - when: amount > limit
              prompts: "{{ amount | say }} is more than {{ limit | say }}."
            - when: amount > 50
              prompts: "{{ amount | say }} is a lot."
            - when: amount == 20
              prompts: Just twenty.
            - set:
                limit: "{{ amount }}"
              prompts: From now on {{ limit | say }}.
          dates: dates
          counts: counts
          unset: unset
          clear: clear
          all: all
          words:
            prompts: "{{ empty }}"
      dates:
        set:
          due: "{{ today | plus(3, 'days') }}"
        choose:
          - when: due <= today or due < '2027-01-01'
            go_to: wrong
          - when: due == '2027-01-18' and '09:00' < opens < '10:00'
            go_to: right
          - go_to: wrong
      counts:
        set:
          count: "{{ count + 1 }}"
        prompts: "{{ count }}, {{ order }}, {{ 'free' if free else 'taken' }}, {{ names | length }}."
        go_to: menu
      unset:
        choose:
          - when: empty or empty == '' or empty > 3 or due > today or not true
            go_to: wrong
          - when: not empty
            go_to: right
          - go_to: wrong
      clear:
        forget: [limit, names]
        choose:
          - when: limit or names
            go_to: wrong
          - go_to: right
      all:
        prompts: "{{ names | say }}. {{ line | say }}. {{ opens | say }}. {{ order | digits }}. {{ limit | money }}."
        go_to: menu
      right:
        prompts: Right.
        go_to: menu
      wrong:
        prompts: Wrong.
        go_to: menu
"""


def said(*words: str, flow: str | Flow = SHOP) -> Call:
    """A call in which the caller has said these, each when they were asked."""
    call = Call(flow)
    for one in words:
        call.listens()
        call.says(one)
    return call


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("pay 200 pounds", "200 pounds is more than 100 pounds."),
        ("pay 60 pounds", "60 pounds is a lot."),
        ("pay 20 pounds", "Just twenty."),
        ("pay nineteen pounds ninety", "From now on 19 pounds and 90 pence."),
    ],
)
def test_money_compares_with_money_and_with_a_number(words: str, answer: str) -> None:
    """The conditions, the ``set`` and the sentence of a target see the value that the words bring."""
    assert said(words).said == answer


def test_a_variable_that_is_set_to_money_is_money() -> None:
    """The next comparison is with the new sum."""
    assert said("pay 10 pounds", "pay 11 pounds").said == "11 pounds is more than 10 pounds."


def test_dates_and_times_compare_as_text() -> None:
    """Whatever is earlier is less."""
    assert said("compare the days").said.startswith("Right.")


def test_a_plain_number_counts_and_an_order_number_does_not() -> None:
    """Without a type a plain number is one, and what begins with 0 stays text; true, false and lists are kept."""
    assert said("count them", "count them").said.startswith("3, 0815, free, 3.")


def test_what_has_no_value_is_false_in_every_comparison() -> None:
    """Neither greater nor less nor equal: and no error."""
    assert said("is it there").said.startswith("Right.")


def test_what_has_no_value_cannot_be_spoken() -> None:
    """The caller hears the apology, and the trace names the line."""
    call = said("say that word")
    assert "went wrong" in call.said
    assert any("'empty' has no value" in trace.detail and trace.span for trace in call.steps[-1].trace)


def test_forget_empties() -> None:
    """A list and a sum that are forgotten are false afterwards."""
    assert said("forget it all").said.startswith("Right.")


def test_each_is_said_as_what_it_is() -> None:
    """A list with "and", a number group by group, a time as people say it, digits one by one, a sum in words."""
    assert said("say them all").said.startswith(
        "Ann, Bob and Cy. 0 2 0 7, 9 4 6, 0 1 2 3. 9:30 AM. 0 8 1 5. 100 pounds."
    )


def test_one_of_takes_turns() -> None:
    """Each time another sentence, and after the last the first again."""
    call = Call(SHOP)
    heard = [call.said]
    for _ in range(3):
        call.listens()
        call.says("repeat")
        heard.append(call.said)
    assert heard == ["What now?", "And now?", "Anything else?", "What now?"]


TONGUES = """
    language: en-GB
    languages: [en-GB, de-DE]
    timezone: Europe/Berlin
    intents:
      german: [German, Deutsch]
    anytime:
      german: german
    start: ask
    states:
      german:
        set_language: de-DE
        go_to: ask
      ask:
        collect:
          - slot: number
            type: digits
            length: 6
            prompts:
              text:
                en: Your number?
                de: Ihre Nummer?
          - slot: amount
            type: money
            currency: EUR
            prompts:
              text:
                en: How much?
                de: Wie viel?
          - slot: day
            type: date
            future: yes
            prompts:
              text:
                en: On which day?
                de: An welchem Tag?
        confirm:
          text:
            en: "{{ number | say }}, {{ amount | say }}, {{ day | say }}?"
            de: "{{ number | say }}, {{ amount | say }}, {{ day | say }}?"
        go_to: done
      done:
        prompts:
          text:
            en: Done.
            de: Fertig.
        hangup: yes
"""


def test_another_language_in_the_middle_of_a_form() -> None:
    """The recogniser and the voice follow, the open question is asked in it, and what was known is kept."""
    call = said("1 2 3 4 5 6", "German", flow=TONGUES)
    listen, speak = call.answer
    assert listen["languages"] == ["de-DE"]
    assert speak["text"] == "Wie viel?"
    assert speak["tts"]["language"] == "de-DE"
    assert call.state.values == {"number": "123456"}


def test_values_are_heard_and_said_in_the_language_of_now() -> None:
    """What was said in English is read back in German, and a German correction mends it."""
    call = said("1 2 3 4 5 6", "nineteen euros ninety", "German", "nächsten Freitag", flow=TONGUES)
    assert call.said == "1 2 3, 4 5 6, 19 Euro 90, Freitag, 22. Januar?"
    call.listens()
    call.says("nein, zwanzig Euro")
    assert call.said == "1 2 3, 4 5 6, 20 Euro, Freitag, 22. Januar?"
    call.listens()
    call.says("ja, genau")
    assert call.said == "Fertig."


def test_another_language_in_the_middle_of_a_number() -> None:
    """The beginning that was said in the other language is not kept, and the number is asked for anew."""
    call = said("1 2 3", "German", flow=TONGUES)
    assert call.said == "Ihre Nummer?"
    call.listens()
    call.says("zwo drei vier fünf sechs sieben")
    assert call.state.values["number"] == "234567"


def project(folder: Path, **files: str) -> Flow:
    """The flow that answers, of a folder of files."""
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text)
    compiled = compile_path(folder)
    assert compiled.project is not None, [f"{d.span}: {d.message}" for d in compiled.diagnostics]
    return compiled.project.entry()


MAIN = """
flow: main
language: en-US
answers: everything
include: common.yaml
timezone: Europe/Berlin
intents:
  german: [the german line]
states:
  menu:
    prompts: We are {{ 'open' if open('office') else 'closed until ' + (opens_next('office') | say) }}.
    transitions:
      german: call
      yes: ask
  call:
    call: flow:deutsch
    if_fails: menu
    go_to: menu
  ask:
    request:
      service: bank
      path: /x
    if_fails: menu
    go_to: menu
"""
COMMON = """
services:
  bank:
    url: https://bank.example
hours:
  office:
    timezone: Europe/Berlin
    weekly:
      mon-fri: 22:00-02:00
    holidays: DE-NW
    closed: [2027-01-18]
"""
GERMAN = """
flow: deutsch
language: de-DE
intents:
  zurueck: [zum Anfang]
states:
  frage:
    prompts: Sie sprechen mit uns.
    transitions:
      zurueck:
        return: yes
"""


def test_hours_and_services_may_be_included(tmp_path: Path) -> None:
    """They are as if they stood in the file itself."""
    call = Call(project(tmp_path, main=MAIN, common=COMMON, deutsch=GERMAN))
    assert call.said == "We are closed until today at 10 PM."
    call.listens()
    call.says("yes")
    assert call.state.inquiry is not None
    assert call.state.inquiry.service == "bank"


def test_a_flow_in_another_language_has_a_voice_of_its_own(tmp_path: Path) -> None:
    """The voice of the line speaks the language in which the call began; any other one is named."""
    call = Call(project(tmp_path, main=MAIN, common=COMMON, deutsch=GERMAN))
    assert "tts" not in call.answer[0]
    call.listens()
    call.says("the german line")
    listen, speak = call.answer
    assert listen["languages"] == ["de-DE"]
    assert speak["tts"]["language"] == "de-DE"
    call.listens()
    call.says("zum Anfang")
    listen, speak = call.answer
    assert listen["languages"] == ["en-US"]
    assert "tts" not in speak


def test_the_recogniser_follows_where_a_flow_has_words_of_its_own(tmp_path: Path) -> None:
    """``transcription`` without ``languages`` says nothing of the language, so that of the flow is told with it."""
    words = "\ndefaults:\n  transcription:\n    vocabulary: [{}]\nstates:"
    main, german = (
        MAIN.replace("\nstates:", words.format("Callwright")),
        GERMAN.replace("\nstates:", words.format("Fahrt")),
    )
    call = Call(project(tmp_path, main=main, common=COMMON, deutsch=german))
    call.listens()
    listen = call.says("the german line")[0]
    assert (listen["languages"], listen["custom_vocabulary"]) == (["de-DE"], ["Fahrt"])
    call.listens()
    listen = call.says("zum Anfang")[0]
    assert (listen["languages"], listen["custom_vocabulary"]) == (["en-US"], ["Callwright"])


HIDDEN = """
    language: en-US
    states:
      ask:
        collect:
          slot: code
          type: digits
          length: 4
          sensitive: yes
          prompts: Your code, please. It is on the card that we sent you.
          check:
            when: code == '0000'
            prompts: The code is not {{ code }}.
          confirm: I heard {{ code | say }}. Is that right?
        go_to: done
      done:
        prompts: Thank you for {{ code }}.
        hangup: yes
"""


@pytest.mark.parametrize("words", [("4711",), ("0000",), ("4711", "no, 4712"), ("4711", "yes"), ("47", "11")])
def test_a_sensitive_value_is_in_no_trace_and_no_account(words: tuple[str, ...]) -> None:
    """Refused, confirmed, corrected, in pieces: neither why the turns went so nor the account of the call tells it."""
    call = said(*words, flow=HIDDEN)
    call.event("user_speech_started", 200)
    told = str([str(trace) for step in call.steps for trace in step.trace]) + str(record.of(call.flow, call.state))
    assert "4711" not in told
    assert "4 7 1 1" not in told
    assert "0000" not in told.replace("1800000000000", "").replace(str(call.at), "")
