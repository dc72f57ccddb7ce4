"""``callwright hear`` and ``callwright say``."""

from __future__ import annotations

import io
import json

import pytest

import callwright
from callwright.cli.main import main


def test_a_value_is_printed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """The value is one line of JSON on standard output, and why is one sentence on standard error."""
    assert main(["hear", "money", "nineteen euros ninety", "--language", "en-IE"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out) == {"amount": 19.9, "currency": "EUR"}
    assert told.err == "“nineteen euros ninety” is 19.9 EUR.\n"


def test_what_cannot_be_told_is_null(capsys: pytest.CaptureFixture[str]) -> None:
    """``null`` stands for asking back; that is no failure of the command."""
    assert main(["hear", "digits", "eight hundred five"]) == 0
    told = capsys.readouterr()
    assert told.out == "null\n"
    assert "cannot be told" in told.err


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (["date", "tomorrow", "--now", "2026-11-20"], "2026-11-21"),
        (["date", "the fifth of June", "--past", "--now", "2026-11-20T10:00"], "2026-06-05"),
        (["date", "the fifth of June", "--future", "--now", "2026-11-20T10:00"], "2027-06-05"),
        (["digits", "four seven for one", "--length", "4"], "4741"),
        (["digits", "1 2 3", "--length", "4-8"], None),
        (["digits", "1 2 3", "--min", "4", "--max", "8"], None),
        (["digits", "4111 1111 1111 1112", "--checksum", "luhn"], None),
        (["number", "twelve", "--min", "1", "--max", "9.5"], None),
        (["time", "two", "--min", "09:00", "--max", "17:00"], "14:00"),
        (["time", "two", "--min", "9:00"], "14:00"),
        (["money", "twenty", "--currency", "eur"], {"amount": 20, "currency": "EUR"}),
        (["money", "twenty euros", "--max", "10.50 EUR"], None),
        (["duration", "an hour", "--min", "90m"], None),
        (["spelling", "a b one two", "--pattern", "[A-Z]{2}[0-9]{2}"], "AB12"),
        (["choice", "the second one", "--options", "red,blue"], "blue"),
        (["choice", "my tooth", "--options", "pain=my tooth,it hurts", "other=something else"], "pain"),
    ],
)
def test_options(words: list[str], value: object, capsys: pytest.CaptureFixture[str]) -> None:
    """Each option says what the question asks for."""
    assert main(["hear", *words]) == 0
    assert json.loads(capsys.readouterr().out) == value


def test_lines(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """With --lines each line of standard input gives one line of JSON and nothing else."""
    monkeypatch.setattr("sys.stdin", io.StringIO("halb acht\n\nüberhaupt nicht\nViertel nach drei\n"))
    assert main(["hear", "time", "--lines", "--language", "de-DE"]) == 0
    told = capsys.readouterr()
    assert told.out == '"07:30"\nnull\nnull\n"03:15"\n'
    assert told.err == ""


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["hear", "dates", "tomorrow"], "There is no type “dates”; there are: yes_no, digits"),
        (["hear", "date"], 'which words? For example: callwright hear date "the third of June"'),
        (["hear", "date", "today", "--lines"], "with --lines the words come from standard input"),
        (["hear", "date", "today", "--now", "noon"], "“noon” is no moment; it is written as 2026-11-20T10:00"),
        (["hear", "digits", "1", "--length", "x"], "“x” is no length; write --length 6 or --length 4-8"),
        (["hear", "spelling", "a", "--pattern", "["], "“[” is no regular expression"),
        (
            ["hear", "digits", "1", "--length", "9-4"],
            "“9-4” is no length; it goes from 1 to 64, the smaller number first",
        ),
        (["hear", "number", "5", "--min", "abc"], "min cannot be “abc”: “abc” is no value of the type number; write"),
        (["hear", "number", "5", "--max", "1,5"], "max cannot be “1,5”: “1,5” is no value of the type number; write"),
        (["hear", "number", "5", "--min", "5", "--max", "2.5"], "min is 5 and max is 2.5; swap the two"),
        (["hear", "digits", "12", "--min", "x"], "min cannot be “x”; of digits it is how many there are, from 1 to 64"),
        (["hear", "digits", "12", "--min", "8", "--max", "4"], "min is 8 and max is 4; swap the two"),
        (["hear", "money", "5 euros", "--max", "abc"], "max cannot be “abc”: “abc” is no value of the type money"),
        (
            ["hear", "money", "5 euros", "--currency", "EURO"],
            "“EURO” is no currency; it has three letters, such as EUR",
        ),
        (["hear", "time", "two", "--min", "x"], "min cannot be “x”: “x” is no value of the type time; write hours"),
        (["hear", "time", "two", "--max", "25:00"], "max cannot be “25:00”: “25:00” is no value of the type time"),
        (["hear", "date", "today", "--min", "2026-13-40"], "min cannot be “2026-13-40”: There is no day 2026-13-40"),
        (
            ["hear", "date", "today", "--past", "--future"],
            "A day cannot be both past and future; leave one of them out",
        ),
        (["hear", "duration", "an hour", "--min", "two hours"], "min cannot be “two hours”: “two hours” is no value"),
        (["hear", "text", "hello", "--min", "2"], "A value of the type text has no min"),
        (["hear", "choice", "red"], "a choice needs its options, for example: --options red,blue"),
        (["say", "time", "25:00"], "“25:00” is no value of the type time; it is written as HH:MM, such as 15:30"),
        (["say", "yes_no", "maybe"], "written as true or false"),
        (["say", "clock", "15:30"], "There is no type “clock”"),
    ],
)
def test_wrong_usage(words: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong usage is one line that says what would do, and exit code 2."""
    assert main(words) == 2
    told = capsys.readouterr()
    assert says in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["date", "2012-11-04"], "November 4th, 2012"),
        (["date", "2012-11-04", "--language", "en-GB"], "the 4th of November 2012"),
        (["time", "15:30"], "3:30 PM"),
        (["time", "12:00"], "noon"),
        (["money", "523.18 USD"], "523 dollars and 18 cents"),
        (["money", '{"amount": 5.5, "currency": "GBP"}', "--language", "en-GB"], "5 pounds and 50 pence"),
        (["duration", "PT90M"], "1 hour and 30 minutes"),
        (["phone", "+12125550123"], "2 1 2, 5 5 5, 0 1 2 3"),
        (["digits", "123456"], "1 2 3, 4 5 6"),
        (["number", "-1234.5"], "minus 1,234.5"),
        (["spelling", "K7X"], "K, 7, X"),
        (["yes_no", "true"], "yes"),
        (["name", "Anna Lee"], "Anna Lee"),
    ],
)
def test_say(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A value is said as people say it in the language and region."""
    assert main(["say", *words]) == 0
    assert capsys.readouterr().out == f"{said}\n"


def test_from_python() -> None:
    """``callwright.hear`` and ``callwright.say`` are the same two; ``now`` is a moment, a day or text."""
    heard = callwright.hear("date", "tomorrow", now="2026-11-20T10:00")
    assert heard.value == "2026-11-21"
    assert heard.why == "“tomorrow” is Saturday, 2026-11-21."
    assert callwright.say("date", heard.value, language="en-GB") == "the 21st of November 2026"


def test_the_clock_is_read_where_nobody_says_when() -> None:
    """Without ``now`` a day is counted from today."""
    assert callwright.hear("date", "in two days").value > callwright.hear("date", "tomorrow").value
