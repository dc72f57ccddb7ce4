"""The test script of the small flow that the commands are tried with."""

from __future__ import annotations

SCRIPT = """\
flow: small
tests:
  - name: Straight to the bill
    steps:
      - assistant: may be recorded
      - assistant: billing
      - caller: my bill
        interrupts_after: 1.2s
        cuts: yes
      - assistant: Bills are sent
      - hangup
  - name: Says nothing
    steps:
      - assistant: billing
      - silence
"""
