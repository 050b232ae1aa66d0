from engine.deck.markdown import parser
from tests.engine.deck.reading import faults, only_note, read


def test_a_definition_elsewhere_in_the_file_is_carried_to_the_notes_that_use_it() -> None:
    deck = read("""
        ## See [the book][ESL]

        Or [Raft] and [x].

        ## Other

        Text.

        # Sources

        [esl]: http://esl.org "The \\"book\\""
        [Raft]: <http://raft.io/a b>
        """)
    one, other = deck.notes
    assert one.prompt == 'See [the book][ESL]\n\n[ESL]: <http://esl.org> "The \\"book\\""'
    assert one.answer == "Or [Raft] and [x].\n\n[RAFT]: <http://raft.io/a%20b>"
    assert other.answer == "Text."
    links = [child.attrs for token in parser().parse(one.prompt) for child in token.children or ()]
    assert {"href": "http://esl.org", "title": 'The "book"'} in links


def test_a_definition_in_the_note_itself_is_not_added_again() -> None:
    note = only_note("## N\n\nSee [a].\n\n[a]: http://a\n")
    assert note.answer == "See [a].\n\n[a]: http://a"


def test_what_is_carried_changes_no_identity() -> None:
    text = "## N\n\nSee [a].\n\n# Sources\n\n[a]: http://a\n"
    one, other = read(text).notes[0], read(text.replace("http://a", "http://b")).notes[0]
    assert one.content_hash == other.content_hash


def test_a_hostile_file_does_not_blow_up() -> None:
    long = "[a]: http://" + "x" * 30_000 + "\n\n"
    found = faults(long + "## [a]\n\nA.\n\n" * 50)
    assert found == [
        "1:1: warning: too many link definitions are used: some links will not show on cards"
    ]
