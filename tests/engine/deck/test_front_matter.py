import pytest

from engine.deck.front_matter import default_deck
from engine.deck.note import DeckSettings
from tests.engine.deck.reading import faults, read


@pytest.mark.parametrize(
    ("file", "deck"),
    [
        ("regularization.md", "Regularization"),
        ("systems/fraud.md", "Systems::Fraud"),
        ("systems/feature-stores.md", "Systems::Feature stores"),
        ("a/b/C.MD", "A::B::C"),
        (".md", "Deck"),
    ],
)
def test_a_deck_is_named_after_its_path(file: str, deck: str) -> None:
    assert default_deck(file) == deck
    assert read("## N\n\nA.\n", file).notes[0].deck == deck


def test_front_matter_sets_the_deck() -> None:
    deck = read("""
        ---
        deck: "Systems :: Fraud"
        week: 3
        block: afternoon
        tags: [a, b, a]
        retention: 0.85
        new_per_day: 0
        level: 3
        ---
        ### N

        A.
        """)
    assert deck.findings == ()
    assert deck.settings == DeckSettings(
        deck="Systems::Fraud",
        week=3,
        block="afternoon",
        tags=("a", "b"),
        retention=0.85,
        new_per_day=0,
        level=3,
    )
    assert deck.notes[0].line == 10


def test_a_plan_is_no_deck() -> None:
    deck = read("---\nkind: plan\nanything: goes\n---\n## Week 1\n\nText.\n")
    assert (deck.is_deck, deck.notes, deck.findings) == (False, (), ())


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("colour: red", "2:1: warning: `colour` means nothing here; known are deck, week, block,"),
        ("retention: 0.5", "2:12: error: `retention` must be from 0.70 to 0.99"),
        ("retention: 1", "2:12: error: `retention` must be from 0.70 to 0.99"),
        ("retention: nan", "2:12: error: `retention` must be from 0.70 to 0.99"),
        ("retention: high", "2:12: error: `retention` must be from 0.70 to 0.99"),
        ("retention: 0.96", "2:12: warning: a retention above 0.95 multiplies the reviews"),
        ("week: 0", "2:7: error: `week` must be a whole number from 1 to 8"),
        ("block: night", "2:8: error: `block` must be morning, afternoon or evening"),
        ("level: 7", "2:8: error: `level` must be a whole number from 1 to 6"),
        ("new_per_day: -1", "2:14: error: `new_per_day` must be a whole number from 0 to 9999"),
        ('deck: "A::"', "2:7: error: `A::` is no deck name: write it as in `Systems::Fraud`"),
        ("kind: quiz", "2:7: error: `kind` must be plan or deck, not `quiz`"),
        ("deck: [", "2:8: error: the front matter cannot be read"),
        ("just text", "2:1: error: the front matter cannot be read"),
    ],
)
def test_a_fault_in_front_matter_is_reported_where_it_stands(line: str, fault: str) -> None:
    text = f"---\n{line}\n---\n\n## N\n\nA.\n"
    (found,) = faults(text)
    assert found.startswith(fault)
    assert [note.prompt for note in read(text).notes] == ["N"]


def test_front_matter_that_is_never_closed_is_an_error_and_hides_nothing() -> None:
    text = "---\nweek: 1\n\n## N\n\nA.\n"
    assert faults(text) == [
        "1:1: error: the front matter is never closed: put `---` on a line of its own below it"
    ]
    assert [note.prompt for note in read(text).notes] == ["N"]
