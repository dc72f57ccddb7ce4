"""The codes of the files that a flow is made from."""

from __future__ import annotations

from callwright.diagnostics.entry import Entry

FILE_CODES: tuple[Entry, ...] = (
    Entry(
        code="unknown-file",
        title="A file that is not there",
        explanation="Paths are relative to the file that they stand in; upper and lower case count.",
        example_bad=("include: not_there.yaml\nstates:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"),
        example_good=("states:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"),
    ),
    Entry(
        code="outside-project",
        title="A path that leads out of the project",
        explanation="A flow uses files of its own folder and of the folders below.",
        example_bad=("include: ../secrets.yaml\nstates:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"),
        example_good=("states:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"),
    ),
    Entry(
        code="unreadable-file",
        title="A file that cannot be read",
        explanation="The file is there, but its rights or the disk keep it from being read.",
        example_bad=(
            "include: locked.yaml  # a file without the right to read it\n"
            "states:\n"
            "  welcome:\n"
            "    prompts: Hello.\n"
            "    hangup: yes\n"
        ),
        example_good=("states:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"),
    ),
    Entry(
        code="include-cycle",
        title="A file that includes itself",
        explanation="Files may include each other, but not in a circle.",
        example_bad=(
            "include: flow.yaml  # the file itself\nstates:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"
        ),
        example_good=("states:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"),
    ),
    Entry(
        code="not-in-include",
        title="A key that counts only in the flow's own file",
        explanation="An included file adds intents, prompts, variables and states.",
        example_bad=("# a file that is included\nlanguage: en-US\n"),
        example_good=("# a file that is included\nintents:\n  billing: my bill\n"),
    ),
    Entry(
        code="bad-audio",
        title="A recording that cannot be played",
        explanation="Recordings are WAV files (PCM), up to three minutes long.",
        example_bad=("states:\n  welcome:\n    prompts:\n      audio: welcome.mp3\n    hangup: yes\n"),
        example_good=("states:\n  welcome:\n    prompts:\n      audio: welcome.wav\n    hangup: yes\n"),
    ),
    Entry(
        code="no-flows",
        title="A folder without a flow",
        explanation="A flow is a YAML file with states.",
        example_bad="# a folder without any YAML file\n",
        example_good=("states:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"),
    ),
)
