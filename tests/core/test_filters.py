"""Filters: values said as people say them, and dates, times and sums moved."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.core.sandbox import FILTERS
from callwright.core.templates import (
    MAX_OUTPUT,
    RenderError,
    TemplateProblem,
    compile_condition,
    compile_text,
    compile_value,
)
from callwright.understanding import hearing

EUROS = {"amount": 12.5, "currency": "EUR"}
SCOPE: dict[str, Any] = {
    "call": {"language": "en-US", "direction": "inbound"},
    "now": "2026-11-20T10:00",
    "today": "2026-11-20",
    "timezone_": "Europe/Berlin",
    "types_": {"account": "digits", "plan": "choice", "plate": "spelling", "agreed": "yes_no", "message": "text",
               "fee": "money", "seats": "number", "plans": "choice"},
    "labels_": {"plan": {"basic": "the basic plan"}, "plans": {"basic": "the basic plan", "gold": "Gold"}},
    "account": "123456",
    "plan": "basic",
    "plans": ["basic", "gold", "other"],
    "plate": "K7X",
    "agreed": True,
    "message": "2026-11-20",
    "fee": 5,
    "seats": "4",
    "balance": EUROS,
    "debt": {"amount": -3.005, "currency": "usd"},
    "sent": {"amount": "7.10", "currency": "EUR", "id": 4},
    "many": [EUROS, "2026-12-07", 3],
    "nothing": None,
}  # fmt: skip


def said(text: str, language: str = "en-US", **more: Any) -> str:
    """What a template becomes."""
    return compile_text(text).render({**SCOPE, **more, "call": {"language": language, "direction": "inbound"}})


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("account", "1 2 3, 4 5 6"),
        ("plan", "the basic plan"),
        ("plans", "the basic plan, Gold and other"),
        ("plate", "K, 7, X"),
        ("agreed", "yes"),
        ("message", "2026-11-20"),
        ("fee", "5"),
        ("balance", "12 euros and 50 cents"),
    ],
)
def test_a_slot_is_said_by_its_type(name: str, spoken: str) -> None:
    """A text is itself even where it looks like a date; what does not fit its type is said by its shape."""
    assert said(f"{{{{ {name} | say }}}}") == spoken


@pytest.mark.parametrize(
    ("value", "type"),
    [
        ("2028-12-07", "date"),
        ("1980-12-07", "date"),
        ("15:30", "time"),
        ("PT90M", "duration"),
        ("P2W", "duration"),
        ("+12125550123", "phone"),
        (12.5, "number"),
        (1000, "number"),
        (EUROS, "money"),
        (False, "yes_no"),
    ],
)
@pytest.mark.parametrize("language", ["en-GB", "de-DE"])
def test_what_no_slot_collected_is_said_by_its_shape(value: Any, type: str, language: str) -> None:
    """As the same value of a slot would be."""
    assert said("{{ x | say }}", language, x=value) == hearing.say(type, value, language=language)


@pytest.mark.parametrize(
    "text", ["2026-13-45", "24:10", "P", "PT", "+1", "Paul", "12345", "2026-02-30T09:00", "", "11.12."]
)
def test_text_that_has_no_such_shape_is_itself(text: str) -> None:
    """Nothing is guessed."""
    assert said("{{ x | say }}", x=text) == text


def test_a_list_is_said_item_by_item() -> None:
    """Each as it is said alone, with "and" before the last."""
    assert said("{{ many | say }}") == "12 euros and 50 cents, Monday, December 7th and 3"
    assert said("{{ many | say }}", "de-DE") == "12 Euro 50, Montag, 7. Dezember und 3"


@pytest.mark.parametrize(
    ("day", "english", "british", "german"),
    [
        ("2026-11-20", "Friday, November 20th", "Friday the 20th of November", "Freitag, 20. November"),
        ("2027-09-16", "Thursday, September 16th", "Thursday the 16th of September", "Donnerstag, 16. September"),
        ("2027-09-17", "September 17th, 2027", "the 17th of September 2027", "17. September 2027"),
        ("2026-09-21", "Monday, September 21st", "Monday the 21st of September", "Montag, 21. September"),
        ("2026-09-20", "September 20th, 2026", "the 20th of September 2026", "20. September 2026"),
    ],
)
def test_a_day_that_is_near_is_said_with_its_weekday(day: str, english: str, british: str, german: str) -> None:
    """Up to 300 days ahead and 60 back, and without its year; a birthday is said with it."""
    for language, spoken in (("en-US", english), ("en-GB", british), ("de-DE", german)):
        assert said("{{ x | say }}", language, x=day) == said("{{ x | date }}", language, x=day) == spoken
    assert said("{{ x | say }}", x=day, now=None) == hearing.say("date", day)


@pytest.mark.parametrize(
    ("moment", "english", "british", "german"),
    [
        ("2026-11-20T15:30", "today at 3:30 PM", "today at 3:30 PM", "heute um 15 Uhr 30"),
        ("2026-11-21T09:00", "tomorrow at 9 AM", "tomorrow at 9 AM", "morgen um 9 Uhr"),
        ("2026-11-23T09:00", "on Monday at 9 AM", "on Monday at 9 AM", "am Montag um 9 Uhr"),
        ("2026-11-26T09:00", "on Thursday at 9 AM", "on Thursday at 9 AM", "am Donnerstag um 9 Uhr"),
        (
            "2026-11-27T09:00",
            "on Friday, November 27th at 9 AM",
            "on Friday the 27th of November at 9 AM",
            "am Freitag, dem 27. November, um 9 Uhr",
        ),
        (
            "2028-12-07T12:00",
            "on Thursday, December 7th, 2028 at noon",
            "on Thursday the 7th of December 2028 at noon",
            "am Donnerstag, dem 7. Dezember 2028, um 12 Uhr",
        ),
        (
            "2026-11-19T09:00",
            "on Thursday, November 19th at 9 AM",
            "on Thursday the 19th of November at 9 AM",
            "am Donnerstag, dem 19. November, um 9 Uhr",
        ),
    ],
)
def test_a_day_with_a_time_is_as_near_as_it_is(moment: str, english: str, british: str, german: str) -> None:
    """Today, tomorrow, a weekday within six days, else the date; the year only where it is not clear."""
    for language, spoken in (("en-US", english), ("en-GB", british), ("de-DE", german)):
        assert said("{{ x | say }}", language, x=moment) == spoken


def test_a_moment_of_another_zone_is_told_in_the_call_s() -> None:
    """Services write UTC."""
    assert said("{{ x | say }}", x="2026-11-23T08:00:00Z") == "on Monday at 9 AM"
    assert said("{{ x | date }} {{ x | time }}", x="2026-11-22T23:30:00.5+00:00") == "Monday, November 23rd 12:30 AM"


def test_without_a_now_the_whole_date_is_said() -> None:
    """Nothing is near where nobody knows the day."""
    assert said("{{ x | say }}", x="2026-11-23", now=None) == "November 23rd, 2026"
    assert said("{{ x | say }}", x="2026-11-23T09:00", now=None) == "on Monday, November 23rd, 2026 at 9 AM"


@pytest.mark.parametrize("text", ["{{ balance }}", "You have {{ balance }}.", "{{ sent }}", "{{ balance + 1 }}"])
def test_a_sum_is_never_put_in_raw(text: str) -> None:
    """Money without a filter is said, in a sentence."""
    assert "{" not in said(text)
    assert "euros" in said(text)


def test_a_sum_alone_in_set_stays_a_sum() -> None:
    """Only what is spoken is said."""
    assert compile_value("{{ balance }}").value(SCOPE) == EUROS


def test_a_sum_below_nothing_is_said_with_minus() -> None:
    """Rounded to the cent."""
    assert said("{{ debt }}") == "minus 3 dollars and 1 cent"
    assert said("{{ balance - 100 }}", "de-DE") == "minus 87 Euro 50"


def test_money_says_a_number_with_its_currency() -> None:
    """A sum has its own; text that is a number counts as one."""
    assert said("{{ 3 | money('EUR') }}") == "3 euros"
    assert said("{{ '7.10' | money('EUR') }}") == "7 euros and 10 cents"
    assert said("{{ balance | money }}") == "12 euros and 50 cents"


def test_digits_and_spell_say_one_by_one() -> None:
    """What is neither a letter nor a digit is left out."""
    assert said("{{ '030-1234' | digits }}") == said("{{ '0301234' | digits }}")
    assert said("{{ 'Ann-Lee 7' | spell }}") == "A, N, N, L, E, E, 7"
    assert said("{{ 'Groß' | spell }}", "de-DE") == "G, R, O, scharfes S"


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("{{ today | plus(3, 'days') }}", "2026-11-23"),
        ("{{ today | plus(1, 'day') | plus(1, 'week') }}", "2026-11-28"),
        ("{{ today | plus(-20, 'days') }}", "2026-10-31"),
        ("{{ '2026-01-31' | plus(1, 'month') }}", "2026-02-28"),
        ("{{ '2026-12-31' | plus(2, 'months') }}", "2027-02-28"),
        ("{{ '2026-01-15' | plus(-1, 'month') }}", "2025-12-15"),
        ("{{ '2024-02-29' | plus(1, 'year') }}", "2025-02-28"),
        ("{{ now | plus(26, 'hours') }}", "2026-11-21T12:00"),
        ("{{ now | plus(1.5, 'hours') }}", "2026-11-20T11:30"),
        ("{{ now | plus(1, 'month') }}", "2026-12-20T10:00"),
        ("{{ '23:30' | plus(45, 'minutes') }}", "00:15"),
        ("{{ '00:15' | plus(-1, 'hour') }}", "23:15"),
        ("{{ 'PT90M' | plus(30, 'minutes') }}", "PT2H"),
        ("{{ 'P3D' | plus(1, 'week') }}", "P10D"),
        ("{{ 3 | plus(4) }}", "7"),
        ("{{ 0.1 | plus(0.2) }}", "0.3"),
        ("{{ balance | plus(sent) }}", "19 euros and 60 cents"),
        ("{{ balance | plus(-2.5) }}", "10 euros"),
    ],
)
def test_plus_moves_dates_times_lengths_and_sums(text: str, moved: str) -> None:
    """The last day of a month stays within the month; cents are exact."""
    assert said(text) == moved


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{{ today | plus(1, 'hour') }}", "a day is not moved by hour"),
        ("{{ '09:00' | plus(1, 'day') }}", "a time of day is not moved by day"),
        ("{{ 'Paul' | plus(1, 'day') }}", "a text is not moved by day"),
        ("{{ 4 | plus(1, 'day') }}", "a number is not moved by day"),
        ("{{ today | plus('x', 'days') }}", "moved by"),
        ("{{ today | plus(0.5, 'days') }}", "no whole number of days"),
        ("{{ today | plus(99999999999, 'days') }}", "moved by"),
        ("{{ today | plus(999999, 'years') }}", "calendar"),
        ("{{ '9999-12-31' | plus(1, 'day') }}", "calendar"),
        ("{{ '9999-12-01' | plus(1, 'month') }}", "calendar"),
        ("{{ 'P1D' | plus(-2, 'days') }}", "shorter"),
        ("{{ today | plus(missing, 'days') }}", "'missing' has no value"),
        ("{{ missing | plus(1, 'day') }}", "'missing' has no value"),
        ("{{ today | plus(1, plan) }}", "no unit"),
        ("{{ balance | plus(debt) }}", "reckoned"),
        ("{{ 'Paul' | money('EUR') }}", "no sum"),
        ("{{ 5 | money }}", "currency"),
        ("{{ 'Paul' | date }}", "no date"),
        ("{{ 5 | time }}", "no time"),
        ("{{ nothing | say }}", "no value"),
        ("{{ nothing }}", "no value"),
        ("{{ call | say }}", "several parts"),
        ("{{ missing | say }}", "'missing' has no value"),
        ("{{ missing | spell }}", "no value"),
        ("{{ plan | round }}", "does not fit"),
    ],
)
def test_what_cannot_be_done_is_told_plainly(text: str, why: str) -> None:
    """A call goes on to ``on_error``, and the log says this."""
    with pytest.raises(RenderError, match=why):
        said(text)


def test_an_error_tells_no_value() -> None:
    """It goes into logs, and what a caller said may be sensitive."""
    for text in ("account | date", "account | time", "account | money", "account | plus(1, 'day')", "account > 3",
                 "account | int + 'x'", "account | plus(account, 'days')", "account - 1"):  # fmt: skip
        with pytest.raises(RenderError) as error:
            said(f"{{{{ {text} }}}}")
        assert "123456" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("{{ today | plus }}", "plus(3, 'days')"),
        ("{{ today | plus(1, 'dayz') }}", ""),
        ("{{ today | plus(1, unit='days') }}", "plus(3, 'days')"),
        ("{{ balance | money('euro') }}", "money('EUR')"),
        ("{{ balance | money(3) }}", "money('EUR')"),
        ("{{ today | date('long') }}", "{{ day | date }}"),
        ("{{ account | digits(3) }}", "{{ number | digits }}"),
        ("{{ account | sprich }}", "say"),
    ],
)
def test_a_filter_that_is_written_wrong_is_found_before_any_call(text: str, help: str) -> None:
    """With what it looks like."""
    with pytest.raises(TemplateProblem) as problem:
        compile_text(text)
    assert help in problem.value.help


values: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.from_regex(r"\d{4}-\d\d-\d\d(T\d\d:\d\d)?|\d\d:\d\d|P\dD|PT\d+M|\+\d{1,9}", fullmatch=True)
    | st.fixed_dictionaries(
        {"amount": st.floats() | st.integers() | st.text(max_size=3), "currency": st.text(max_size=4)}
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=5,
)


@given(value=values, name=st.sampled_from(["x", *SCOPE["types_"]]), language=st.sampled_from(["en-US", "de-DE", "xx"]))
def test_no_value_breaks_a_filter(value: Any, name: str, language: str) -> None:
    """Whatever a caller, an event or a service brought: it is said, or refused politely."""
    for text in (
        *(f"{{{{ {name} | {one} }}}}" for one in sorted(FILTERS - {"plus", "money"})),
        f"{{{{ {name} | plus(2, 'days') }}}}{{{{ {name} | plus({name}) }}}}",
        f"{{{{ {name} | money('EUR') }}}}",
        f"{{{{ {name} }}}}{{{{ {name} + 1 }}}}",
        f"{{% if {name} > 3 or {name} == {name} %}}x{{% endif %}}",
    ):
        try:
            assert len(said(text, language, **{name: value})) <= MAX_OUTPUT
        except RenderError as error:
            assert str(error)


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("stay > 'PT1H'", True),
        ("stay > 'PT2H'", False),
        ("stay == 'PT1H30M'", True),
        ("stay < 'PT100M'", True),
        ("stay >= 'P1D'", False),
        ("stay != 'PT90M'", False),
    ],
)
def test_durations_compare_by_how_long_they_are(condition: str, holds: bool) -> None:
    """Ninety minutes are less than two hours, and as long as an hour and a half."""
    assert compile_condition(condition).holds({"stay": "PT90M"}) is holds
