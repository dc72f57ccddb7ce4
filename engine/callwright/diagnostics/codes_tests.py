"""The codes of faults in test scripts (``NAME.test.yaml``)."""

from __future__ import annotations

from callwright.diagnostics.entry import Entry

TEST_CODES: tuple[Entry, ...] = (
    Entry(
        code="test-unknown-key",
        title="A key that a test script does not have",
        explanation=(
            "A test has `name`, `call`, `services` and `steps`. Each step is one thing that somebody does:"
            " `assistant`, `caller`, `keys`, `silence`, `noise`, `transfer`, `sms`, `hand_over`,"
            " `hangup` or `caller_hangs_up`."
        ),
        example_bad="steps:\n  - asistant: How can I help you?\n",
        example_good="steps:\n  - assistant: How can I help you?\n",
    ),
    Entry(
        code="test-shape",
        title="A part of a test script has the wrong form",
        explanation="Tests are a list, steps are a list, and each step is a word or one key with what belongs to it.",
        example_bad="steps:\n  caller: my bill\n",
        example_good="steps:\n  - caller: my bill\n",
    ),
    Entry(
        code="test-value",
        title="A value that a test script cannot use",
        explanation=(
            "Times are written `500ms`, `1.2s` or `2m`; dates `2026-11-20 10:00`; keys with the digits, `*` and `#`"
            " of a telephone."
        ),
        example_bad="steps:\n  - caller: my bill\n    interrupts_after: 1200\n",
        example_good="steps:\n  - caller: my bill\n    interrupts_after: 1.2s\n",
    ),
    Entry(
        code="test-missing",
        title="Something that a test script needs is missing",
        explanation="A script has a list `tests`, and each test a list `steps`.",
        example_bad="flow: acme-hotline\n",
        example_good="flow: acme-hotline\ntests:\n  - name: A caller says nothing\n    steps:\n      - silence\n",
    ),
    Entry(
        code="test-unknown-name",
        title="A test script names a flow, a service or an event that there is not",
        explanation=(
            "A script is for a flow of its folder, answers for the services that this flow asks, and sends events that"
            " it listens for. A test that sends an event which nothing listens for says so: `refused: yes`."
        ),
        example_bad="flow: acme-hotlin\ntests:\n  - name: A caller says nothing\n    steps:\n      - silence\n",
        example_good="flow: acme-hotline\ntests:\n  - name: A caller says nothing\n    steps:\n      - silence\n",
    ),
    Entry(
        code="test-script",
        title="A test script where a flow is expected",
        explanation="`check` reads flows. A test script is played by `callwright call FLOW --script FILE`.",
        example_bad="# callwright check hotline.test.yaml\n",
        example_good="# callwright call hotline.yaml --script hotline.test.yaml\n",
    ),
)
