"""The codes of faults that are found before anything is known about flows: in the bytes and in the YAML."""

from __future__ import annotations

from callwright.diagnostics.entry import Entry
from callwright.diagnostics.model import Severity

YAML_CODES: tuple[Entry, ...] = (
    Entry(
        code="file-too-large",
        title="The file is too large",
        explanation="A file may have up to 1 MB. A large flow is easier to keep in several files, joined by `include`.",
        example_bad="# a file of more than 1 MB\n",
        example_good="include:\n  - intents.yaml\n",
    ),
    Entry(
        code="not-utf8",
        title="The file is not saved as UTF-8",
        explanation=(
            "Letters such as ä and é are stored differently by different programs. Files are read as UTF-8, which"
            " every editor can save. UTF-16 with its mark at the start is read as well."
        ),
        example_bad="title: Gesch\udce4ft\n",
        example_good="title: Geschäft\n",
    ),
    Entry(
        code="control-character",
        title="A character that cannot be seen or spoken",
        explanation=(
            "Control characters come into a file by copying from other programs. They cannot be spoken; delete them."
        ),
        example_bad="title: ACME\x07 hotline\n",
        example_good="title: ACME hotline\n",
    ),
    Entry(
        code="invisible-character",
        title="An invisible character where only ordinary blanks are understood",
        explanation=(
            "No-break spaces and zero-width characters come into a file by copying from web pages and chats. They"
            " look like a blank, or like nothing, but a name with one in it is another name. Type the line again."
        ),
        example_bad="states:\n\u00a0\u00a0welcome: {}\n",
        example_good="states:\n  welcome: {}\n",
    ),
    Entry(
        code="tab-indent",
        title="A line is indented with a tab",
        explanation="Lines are indented with blanks, two for each level. A tab is as wide as each editor likes.",
        example_bad="states:\n\twelcome: {}\n",
        example_good="states:\n  welcome: {}\n",
    ),
    Entry(
        code="empty-file",
        title="The file is empty",
        explanation="There is nothing in the file, or only comments.",
        example_bad="# to be written\n",
        example_good="states:\n  welcome:\n    prompts: Hello.\n    hangup: true\n",
    ),
    Entry(
        code="not-a-mapping",
        title="The file does not begin with `name: value` lines",
        explanation="At the top of a file stand keys such as `flow:`, `intents:` and `states:`, not a list or a text.",
        example_bad="- welcome\n- goodbye\n",
        example_good="states:\n  welcome: {}\n",
    ),
    Entry(
        code="second-document",
        title="A second document in one file",
        explanation="A line `---` begins another document. One file holds one flow; delete the line.",
        example_bad="flow: one\n---\nflow: two\n",
        example_good="flow: one\n",
    ),
    Entry(
        code="yaml-version",
        title="A line that begins with % at the top",
        explanation="Files are YAML 1.2, as editors read them. Lines that switch to other rules are refused.",
        example_bad="%YAML 1.1\n---\nflow: one\n",
        example_good="flow: one\n",
    ),
    Entry(
        code="duplicate-key",
        title="The same name twice",
        explanation="Inside one block each name may stand once; otherwise one of the two would silently be lost.",
        example_bad="states:\n  welcome: {}\n  welcome: {}\n",
        example_good="states:\n  welcome: {}\n  welcome_again: {}\n",
    ),
    Entry(
        code="merge-key",
        title="The merge key <<",
        explanation=(
            "`<<` is not part of YAML 1.2, and programs differ in what they make of it. What many states share"
            " stands in `defaults`, shared prompts in `prompts`."
        ),
        example_bad="base: &base\n  a: 1\nmore:\n  <<: *base\n",
        example_good="base: &base\n  a: 1\nmore: *base\n",
    ),
    Entry(
        code="alias-unknown",
        title="A text that begins with *",
        explanation="Without quotes, `*name` repeats what `&name` marked. A text that begins with * needs quotes.",
        example_bad="title: *acme\n",
        example_good='title: "*acme"\n',
    ),
    Entry(
        code="alias-of-itself",
        title="A value that contains itself",
        explanation="`*name` stands inside the very value that is marked `&name`, which would never end.",
        example_bad="states: &all\n  welcome: *all\n",
        example_good="states:\n  welcome: {}\n",
    ),
    Entry(
        code="too-many-aliases",
        title="Repeats that grow without measure",
        explanation="Written out, what the `*name` repeats stand for would be more than any program can hold.",
        example_bad="a: &a [x, x]\nb: &b [*a, *a]\n# and so on, twenty times\n",
        example_good="a: &a [x, x]\nb: *a\n",
    ),
    Entry(
        code="too-deep",
        title="Nested too deeply",
        explanation="Lists and mappings may stand inside each other 100 levels deep. A flow needs about ten.",
        example_bad="a: " + "[" * 101 + "]" * 101 + "\n",
        example_good="a: []\n",
    ),
    Entry(
        code="tag",
        title="A text that begins with !",
        explanation="Without quotes, a word that begins with ! is a tag, an instruction to YAML. Flows have none.",
        example_bad="title: !Important notice\n",
        example_good='title: "!Important notice"\n',
    ),
    Entry(
        code="anchor-unused",
        title="A text that begins with &",
        explanation=(
            "Without quotes, `&name` marks a value to be repeated by `*name`, and is not part of the text. Nothing"
            " repeats this one, so it is probably meant as text."
        ),
        example_bad="title: &Co Hotline\n",
        example_good='title: "&Co Hotline"\n',
        severity=Severity.WARNING,
    ),
    Entry(
        code="template-not-quoted",
        title="{{ }} at the start of a text without quotes",
        explanation="A { at the start of a value begins a mapping. A text that begins with {{ needs quotes.",
        example_bad="title: {{ name }}\n",
        example_good='title: "{{ name }}"\n',
    ),
    Entry(
        code="key-not-text",
        title="A name that is a list or a mapping",
        explanation="What stands before a colon is a name. A text that begins with [ or { needs quotes.",
        example_bad="[billing, hours]: menu\n",
        example_good='"[billing, hours]": menu\n',
    ),
    Entry(
        code="cut-by-comma",
        title="A comma cut a text inside { }",
        explanation="Inside { } a comma ends the value. Write the text on lines of its own, or in quotes.",
        example_bad="welcome: {text: Hello, how are you?}\n",
        example_good='welcome: {text: "Hello, how are you?"}\n',
    ),
    Entry(
        code="list-cut-by-comma",
        title="A comma cut a text inside [ ]",
        explanation="Inside [ ] a comma begins the next item. Write each text on a line of its own, or in quotes.",
        example_bad="prompts: [Sorry, we are closed.]\n",
        example_good='prompts: ["Sorry, we are closed."]\n',
        severity=Severity.WARNING,
    ),
    Entry(
        code="colon-in-text",
        title="A colon inside a text without quotes",
        explanation="A colon with a blank behind it ends a name. A text that contains one needs quotes.",
        example_bad="prompts: Please note: we are closed.\n",
        example_good='prompts: "Please note: we are closed."\n',
    ),
    Entry(
        code="cut-by-comment",
        title="A # cut a text",
        explanation=(
            "Without quotes, a # after a blank begins a comment, and the rest of the line is not spoken. Put the text"
            " in quotes; if it is a comment, put it on a line of its own."
        ),
        example_bad="prompts: Please press # now.\n",
        example_good='prompts: "Please press # now."\n',
        severity=Severity.WARNING,
    ),
    Entry(
        code="hash-key-is-comment",
        title="The key # without quotes",
        explanation='A line that begins with # is a comment. The # key of the telephone is written `hash` or `"#"`.',
        example_bad="keys:\n  1: billing\n  #: operator\n",
        example_good="keys:\n  1: billing\n  hash: operator\n",
    ),
    Entry(
        code="special-first-character",
        title="A text begins with a character that has a meaning of its own",
        explanation="A text that begins with one of @ ` % * & ! | > ? [ { or a dash and a blank needs quotes.",
        example_bad="title: @home\n",
        example_good='title: "@home"\n',
    ),
    Entry(
        code="foreign-mark",
        title="A mark that came along from another program",
        explanation=(
            "A mail marks with > what it quotes, a word processor puts • or – before the lines of a list, and"
            " programmers begin notes with //. Here a list has short dashes, and a note begins with #."
        ),
        example_bad="intents:\n  hours:\n    • opening hours\n    - when are you open\n",
        example_good="intents:\n  hours:\n    - opening hours\n    - when are you open\n",
    ),
    Entry(
        code="text-after-quote",
        title="Text after the closing quote",
        explanation="What is in quotes must be the whole value. Quotes inside a text go well inside the other kind.",
        example_bad='prompts: "Hello" she said.\n',
        example_good="prompts: '\"Hello\" she said.'\n",
    ),
    Entry(
        code="quote-not-closed",
        title="A quote that is not closed",
        explanation="The text begins with a quote, and no such quote ends it where it should.",
        example_bad='prompts: "Hello.\n',
        example_good='prompts: "Hello."\n',
    ),
    Entry(
        code="bracket-not-closed",
        title="A bracket that is not closed",
        explanation="A [ or { begins a list or a mapping; the ] or } that ends it is missing.",
        example_bad="phrases: [billing, my bill\n",
        example_good="phrases: [billing, my bill]\n",
    ),
    Entry(
        code="unknown-escape",
        title="A backslash inside double quotes",
        explanation="Inside double quotes a backslash has a meaning of its own. Use single quotes, or write it twice.",
        example_bad='title: "a\\d"\n',
        example_good="title: 'a\\d'\n",
    ),
    Entry(
        code="typographic-quotes",
        title="Typographic quotes",
        explanation=(
            "Only the straight quotes \" and ' mark a text. Typographic ones are part of the text itself: a name with"
            " them is another name."
        ),
        example_bad="start: “welcome”\n",
        example_good='start: "welcome"\n',
        severity=Severity.WARNING,
    ),
    Entry(
        code="missing-colon",
        title="A line without a colon",
        explanation="A line is `name: value`, or `- item`, or goes on with the text above and is then indented.",
        example_bad="flow: one\nwelcome\nstart: welcome\n",
        example_good="flow: one\nstart: welcome\n",
    ),
    Entry(
        code="missing-blank",
        title="No blank after the colon",
        explanation="Between the colon and the value stands a blank.",
        example_bad="flow:one\nstart: welcome\n",
        example_good="flow: one\nstart: welcome\n",
    ),
    Entry(
        code="indentation",
        title="A line that is not in line with its neighbours",
        explanation="Lines of one block begin in the same column; what belongs to one is indented by two blanks more.",
        example_bad="states:\n  welcome: {}\n goodbye: {}\n",
        example_good="states:\n  welcome: {}\n  goodbye: {}\n",
    ),
    Entry(
        code="yaml-syntax",
        title="A line that cannot be read",
        explanation="The line does not follow the rules of YAML. Most often quotes around a text are the mend.",
        example_bad="phrases: [billing, , hours]\n",
        example_good="phrases: [billing, hours]\n",
    ),
)
