import pytest
from hypothesis import given

from engine.deck.cloze import find, masked, revealed
from engine.deck.markdown import parser
from engine.deck.note import BASIC, CLOZE, Deletion
from tests.engine.deck.reading import faults, only_note, read
from tests.engine.deck.strategies import hostile_texts


def _deletions(text: str) -> list[Deletion]:
    spans, found = find(text)
    assert found == ()
    return [span.deletion for span in spans]


def _complaint(text: str) -> str:
    (fault,) = faults(f"## N\n\n{text}\n")
    return fault


def test_a_note_with_a_deletion_is_a_cloze_note_and_its_heading_is_context() -> None:
    note = only_note("""
        ## CAP

        Under {{c1::a partition}} choose {{c2::consistency::c…}} or {{c2::availability}}.

        ---

        By Brewer.
        """)
    assert (note.kind, note.prompt) == (CLOZE, "CAP")
    assert note.answer.endswith("or {{c2::availability}}.\n\n---\n\nBy Brewer.")
    assert note.deletions == (
        Deletion(1, "a partition", ""),
        Deletion(2, "consistency", "c…"),
        Deletion(2, "availability", ""),
    )


def test_a_deletion_may_stand_in_the_heading_alone() -> None:
    note = only_note("## Ridge shrinks by {{c1::$\\frac{a}{b}$}}\n")
    assert (note.kind, note.answer) == (CLOZE, "")
    assert note.deletions == (Deletion(1, r"$\frac{a}{b}$", ""),)


@pytest.mark.parametrize(
    ("source", "answer", "hint"),
    [
        (r"{{c1::$\frac{a}{b}$}}", r"$\frac{a}{b}$", ""),
        ("{{c1::`a::b`::hint}}", "`a::b`", "hint"),
        ("{{c1::$a::b$::$h$}}", "$a::b$", "$h$"),
        ("{{c1::`}}`}}", "`}}`", ""),
        ("{{c1::[text](http://x::y)}}", "[text](http://x::y)", ""),
        ("{{c1::a [0] b]}}", "a [0] b]", ""),
        ("{{c1::**a::b**::hint}}", "**a::b**", "hint"),
        ("{{c1::a set {a}}}", "a set {a}", ""),
        ("{{c1::std::vector}}", "std", "vector"),
        ("{{c12::a\nb}}", "a\nb", ""),
        ("{{c1:: spaced :: out }}", "spaced", "out"),
    ],
)
def test_an_answer_may_hold_whole_inline_nodes(source: str, answer: str, hint: str) -> None:
    (deletion,) = _deletions(f"So {source} it is.")
    assert (deletion.answer, deletion.hint) == (answer, hint)


@pytest.mark.parametrize(
    "text",
    [
        "`{{c1::a}}`",
        "```\n{{c1::a}}\n```",
        "    {{c1::a}}",
        r"\{{c1::a}}",
        "<!-- {{c1::a}} -->",
        "{c1::a}",
        "[a::b]",
        "==a==",
    ],
)
def test_code_escapes_comments_and_bare_brackets_are_no_deletions(text: str) -> None:
    assert find(text) == ((), ())
    assert only_note(f"## N\n\nText.\n\n{text}\n").kind == BASIC


def test_deletions_are_found_in_quotes_lists_and_tables() -> None:
    text = "> a {{c1::b\n> c}}\n\n- x\n  1. {{c2::y}}\n\n| {{c3::a}} | `::` |\n|-|-|\n| {{c4::p\\|q}} | {{c5::r}} |\n"
    assert [one.number for one in _deletions(text)] == [1, 2, 3, 4, 5]
    assert masked(text, 5).endswith("| p\\|q | \\[…\\] |\n")
    assert masked(text, 1).startswith("> a \\[…\\]\n\n- x\n  1. y\n\n| a | `::` |")


def test_a_deletion_inside_maths_is_an_error_that_shows_the_rewrite() -> None:
    assert _complaint(r"So $\frac{ {{c1::a}} }{b}$.") == (
        r"3:12: error: a cloze deletion cannot stand inside maths: wrap the whole formula, "
        r"`{{c1::$\frac{ a }{b}$}}`"
    )
    assert _complaint("$$\nx = {{c2::y}}\n$$").startswith("4:5: error: a cloze deletion cannot")
    assert _complaint("$$\nx = {{c2::y}}\n$$").endswith("`{{c2::$$x = y$$}}`")


def test_a_deletion_that_is_not_closed_is_an_error_that_shows_the_rewrite() -> None:
    assert _complaint("So {{c1::a, b") == (
        "3:4: error: this deletion is not closed within its paragraph: write `{{c1::a, b}}`"
    )
    assert _complaint("So {{c1::a\n\nb}}.").startswith("3:4: error: this deletion is not closed")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{{c1::a {{c2::b}} c}}", "3:1: error: a deletion inside a deletion cannot be asked"),
        ("**a {{c1::b** c}}", "3:5: error: this deletion begins or ends in the middle of a bold"),
        ("{{c1::a **b}} c**", "3:1: error: this deletion begins or ends in the middle of a bold"),
        ("[a {{c1::b}}](x)", "3:4: error: a deletion cannot stand inside a link's text"),
        ("![{{c1::b}}](x)", "3:3: error: a cloze deletion cannot stand inside HTML or an image"),
        ("<div>{{c1::b}}</div>", "3:6: error: a cloze deletion cannot stand inside HTML"),
        ("{{c1::}}", "3:1: error: this deletion hides nothing: write `{{c1::answer}}`"),
        ("{{c0::a}}", "3:1: error: deletions are numbered from 1 to 500, not as in `{{c0::`"),
        ("{{c99999999999::a}}", "3:1: error: deletions are numbered from 1 to 500"),
    ],
)
def test_a_deletion_that_cannot_be_asked_is_an_error(text: str, complaint: str) -> None:
    assert _complaint(text).startswith(complaint)
    assert read(f"## N\n\n{text}\n").notes[0].faulty


def test_faults_are_located_in_headings_and_questions_too() -> None:
    assert faults("\n\n## So {{c1::a\n\nB.\n")[0].startswith("2:7: error: this deletion is not")
    assert faults("\n\nQ: So {{c1::a\nA: {{c2::b\n") == [
        "2:7: error: this deletion is not closed within its paragraph: write `{{c1::a}}`",
        "3:4: error: this deletion is not closed within its paragraph: write `{{c2::b}}`",
    ]


def test_one_good_deletion_keeps_a_note_with_a_bad_one_studied() -> None:
    deck = read("## N\n\n{{c1::a}} and {{c2::b\n")
    assert len(deck.findings) == 1
    assert deck.notes[0].deletions == (Deletion(1, "a", ""),)
    assert not deck.notes[0].faulty


def test_a_note_of_another_kind_cannot_hold_deletions() -> None:
    text = "## N\n\n{{c1::a}}\n\n```typed\nx\n```\n"
    assert faults(text) == [
        "3:1: error: a note of kind typed cannot hold cloze deletions: make two notes of it"
    ]
    assert read(text).notes[0].faulty


def test_masking_hides_what_is_asked_and_shows_the_rest() -> None:
    text = "The {{c1::ridge::R…}} adds {{c2::$\\lambda$}} to {{c1::`X`}}; `{{c1::a}}`."
    assert masked(text, 1) == "The \\[R…\\] adds $\\lambda$ to \\[…\\]; `{{c1::a}}`."
    assert masked(text, 2) == "The ridge adds \\[…\\] to `X`; `{{c1::a}}`."


def test_a_hint_is_never_a_link() -> None:
    tokens = parser().parse(masked("{{c1::x::y}}(z)", 1))
    assert [child.type for child in tokens[1].children or ()] == ["text"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The {{c1::ridge}} is", "The **ridge** is"),
        ("The {{c2::ridge}} is", "The ridge is"),
        ("{{c1::$x$}} is", "**$x$** is"),
        ("a{{c1::$x$}}b", "a**\u2060$x$\u2060**b"),
        ("{{c1::a **b**}} c", "**a **b**** c"),
        ("{{c1::- a}} c", "**- a** c"),
        ("nothing", "nothing"),
    ],
)
def test_revealing_emphasises_what_was_asked(text: str, shown: str) -> None:
    assert revealed(text, 1) == shown


def test_an_answer_that_would_begin_a_block_stays_text() -> None:
    assert masked("{{c1::1. a}} {{c2::b}}", 2) == "1\\. a \\[…\\]"


@given(hostile_texts)
def test_what_is_shown_holds_no_live_deletion(text: str) -> None:
    spans, _ = find(text)
    for number in {span.deletion.number for span in spans}:
        for shown in (masked(text, number), revealed(text, number)):
            assert shown != text
