"""The exported package in a real Anki: everything here is what Anki says, not what we meant."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.anki.compose import compose
from engine.anki.export import export, write_package
from engine.anki.note_types import NOTE_TYPES
from engine.deck.cards import cards
from engine.deck.note import Note
from engine.deck.parse import parse
from engine.quiz.registry import fence_names
from tests.engine.anki.notes import basic, choice, cloze, fenced
from tests.engine.anki.test_cloze import CLOZES
from tests.engine.anki.test_markup import MARKDOWN
from tests.oracles.anki_collection import Anki, Imported, opened, shown

NOON = 1_800_000_000


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Anki]:
    with opened(tmp_path / "anki") as anki:
        yield anki


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "collection"
    (root / "decks" / "img").mkdir(parents=True)
    return root


def exported(root: Path, notes: Sequence[Note], now: int = NOON) -> Path:
    return export(notes, root, root / "x.apkg", {note.id: now for note in notes}).path


def sides(anki: Anki, guid: str, ordinal: int = 0) -> tuple[str, str]:
    card = anki.cards(guid)[ordinal]
    return shown(card.question()), shown(card.answer())


def test_a_basic_note_is_one_card_and_a_reversed_one_two(anki: Anki, root: Path) -> None:
    notes = [basic(id="g1", prompt="Bias?", answer="*Low*"), basic(id="g2", reversed=True)]
    assert anki.take(exported(root, notes)) == Imported(new=2)
    assert sorted(anki.cards("g1")) == [0]
    assert sides(anki, "g1") == ("Bias?", "Bias?<hr id=answer><em>Low</em>")
    assert sorted(anki.cards("g2")) == [0, 1]
    assert sides(anki, "g2", 1) == (
        "Its expected error.",
        "Its expected error.<hr id=answer>What is the bias of an estimator?",
    )


def test_a_typed_note_asks_for_typing_and_anki_compares(anki: Anki, root: Path) -> None:
    note = fenced("typed", "O(n < m)\nO(m)\n", id="g1", prompt="Cost?", answer="Because.")
    anki.take(exported(root, [note]))
    question, answer = sides(anki, "g1")
    assert question == "Cost?[[type:Typed]]"
    assert answer.startswith("Cost?<hr id=answer>[[type:Typed]]")
    assert "O(n &lt; m)" in answer
    assert '<div class="extra">Because.</div>' in answer
    expected = anki.notes()["g1"]["Typed"]
    assert "typeBad" not in anki.collection.compare_answer(expected, "O(n < m)")
    assert "typeBad" in anki.collection.compare_answer(expected, "O(n > m)")


def test_a_numeric_note_asks_for_typing(anki: Anki, root: Path) -> None:
    note = fenced("numeric", "answer: 24\ntolerance: 1\nunit: GB\n", id="g1", prompt="Memory?")
    anki.take(exported(root, [note]))
    question, answer = sides(anki, "g1")
    assert question == "Memory?[[type:Typed]]"
    assert "24" in answer


def test_a_choice_shows_its_options_and_then_the_right_ones(anki: Anki, root: Path) -> None:
    note = choice(("ridge",), ("lasso", "$L_0$"), id="g1", prompt="Which?", answer="Smooth.")
    anki.take(exported(root, [note]))
    question, answer = sides(anki, "g1")
    assert all(option in question for option in ("ridge", "lasso", r"\(L_0\)"))
    back = answer.partition("<hr id=answer>")[2]
    assert "ridge" in back
    assert "lasso" not in back
    assert "Smooth." in back


def test_an_ordering_shows_its_items_and_then_their_order(anki: Anki, root: Path) -> None:
    note = fenced("ordering", "- scale\n- fit\n- predict\n", id="g1", prompt="In order?")
    anki.take(exported(root, [note]))
    question, answer = sides(anki, "g1")
    assert all(item in question for item in ("scale", "fit", "predict"))
    back = answer.partition("<hr id=answer>")[2]
    assert back.index("scale") < back.index("fit") < back.index("predict")


@pytest.mark.parametrize(
    ("answer", "html"),
    [
        ("plain", "plain"),
        (r"$\frac{a}{b_{i}}$", r"\(\frac{a}{b_{i} }\)"),
        ("$a < b$", r"\(a &lt; b\)"),
        ("$a::b$", r"\(a&#58;&#58;b\)"),
        ("`{{}}`", "<code>&#123;&#123;&#125;&#125;</code>"),
        ("`std::move`", "<code>std&#58;&#58;move</code>"),
        ('a < b & "c"', 'a &lt; b &amp; "c"'),
        (
            "**a [b](https://x.y) `c`**",
            '<strong>a <a href="https://x.y">b</a> <code>c</code></strong>',
        ),
        (r"\{a}", "{a&#125;"),
        (r"{a\}", "{a&#125;"),
        ("( [ $ *", "( [ $ *"),
    ],
)
def test_a_deletion_holds_anything(anki: Anki, root: Path, answer: str, html: str) -> None:
    note = cloze(f"It is {{{{c1::{answer}::a hint}}}}, `}}}}`, and {{{{c3::more}}}}.", id="g1")
    anki.take(exported(root, [note]))
    assert sorted(anki.cards("g1.cloze")) == [0, 2]
    assert sorted(anki.notes()["g1.cloze"].cloze_numbers_in_fields()) == [1, 3]
    question, revealed = sides(anki, "g1.cloze")
    assert ">[a hint]</span>" in question
    assert f'<span class="cloze" data-ordinal="1">{html}</span>' in revealed
    assert revealed.endswith('and <span class="cloze-inactive" data-ordinal="3">more</span>.')
    question, revealed = sides(anki, "g1.cloze", 2)
    assert f'<span class="cloze-inactive" data-ordinal="1">{html}</span>' in question
    assert ">[...]</span>" in question
    assert '<span class="cloze" data-ordinal="3">more</span>' in revealed
    assert anki.empty_cards() == []


def test_decks_are_nested_and_tags_kept(anki: Anki, root: Path) -> None:
    note = basic(id="g1", deck='ML::::Linear "models"::Ridge', tags=("l1 norm", "a::b"), week=3)
    anki.take(exported(root, [note]))
    assert anki.deck("g1") == "ML::Linear 'models'::Ridge"
    assert anki.decks() == {"ML", "ML::Linear 'models'", "ML::Linear 'models'::Ridge"}
    assert anki.notes()["g1"].tags == ["a::b", "l1_norm", "week::3"]


def test_new_cards_keep_the_order_of_the_decks(anki: Anki, root: Path) -> None:
    notes = [basic(id=f"g{n}", prompt=f"{n}?") for n in (3, 1, 2)]
    anki.take(exported(root, notes))
    ids = anki.collection.find_cards("", order="c.due asc")
    assert [anki.collection.get_card(id_).note().guid for id_ in ids] == ["g3", "g1", "g2"]


def test_the_source_is_shown(anki: Anki, root: Path) -> None:
    anki.take(exported(root, [basic(id="g1", source="ESL <3.4>")]))
    assert sides(anki, "g1")[1].endswith('<div class="source">ESL &lt;3.4&gt;</div>')


def test_images_arrive_and_their_names_match(anki: Anki, root: Path) -> None:
    (root / "decks" / "img" / "my plot's é.png").write_bytes(b"plot")
    note = basic(id="g1", answer="![a plot](<img/my plot's é.png>)")
    anki.take(exported(root, [note]))
    assert anki.media() == {"my_plot_s_é.png": b"plot"}
    assert '<img src="my_plot_s_é.png" alt="a plot">' in sides(anki, "g1")[1]
    checked = anki.collection.media.check()
    assert (list(checked.missing), list(checked.unused)) == ([], [])


def test_the_shipped_decks_arrive_whole(anki: Anki, root: Path) -> None:
    here = Path(__file__).parents[2]
    files = sorted((here / "decks").glob("*.md"))
    parsed = [parse(file.read_bytes(), file.name, fence_names()) for file in files]
    notes = [note for file in parsed for note in file.notes]
    stamps = {note.id: NOON for note in notes}
    done = export(notes, here, root / "x.apkg", stamps)
    assert done.warnings == ()
    assert anki.take(done.path) == Imported(new=len(notes))
    for note in notes:
        guid = f"{note.id}.cloze" if note.deletions else note.id
        made = anki.cards(guid)
        assert len(made) == len(cards(note))
        assert anki.deck(guid) == note.deck
        for card in made.values():
            question, answer = shown(card.question()), shown(card.answer())
            assert question
            assert question != answer
            assert "{{" not in question + answer
            assert "$" not in re.sub(r"<code>.*?</code>|\\\(.*?\\\)", "", question, flags=re.DOTALL)
    assert anki.empty_cards() == []


def test_anki_finds_nothing_to_repair(anki: Anki, root: Path) -> None:
    notes = [basic(id="g1", reversed=True), cloze("{{c1::a}} {{c4::b}}", id="g2")]
    anki.take(exported(root, notes))
    report, sound = anki.collection.fix_integrity()
    assert sound, report
    assert anki.empty_cards() == []
    assert anki.collection.card_count() == 4
    types = {entry.name: entry.id for entry in anki.collection.models.all_names_and_ids()}
    for type_ in NOTE_TYPES.values():
        assert types[type_.name] == type_.id


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    prompts=st.lists(MARKDOWN, min_size=1, max_size=8),
    answers=st.lists(MARKDOWN, min_size=8, max_size=8),
    texts=st.lists(CLOZES, max_size=8),
)
def test_anki_stores_and_counts_what_we_do(
    prompts: list[str], answers: list[str], texts: list[str]
) -> None:
    notes = [
        basic(id=f"g{n}", prompt=prompt, answer=f"a {answer}", reversed=True)
        for n, (prompt, answer) in enumerate(zip(prompts, answers, strict=False))
    ]
    notes += [cloze(f"{{{{c1::x}}}}\n\n{text}", id=f"c{n}") for n, text in enumerate(texts)]
    with TemporaryDirectory() as folder, opened(Path(folder) / "anki") as anki:
        package = compose(notes, Path(folder))
        stamps = dict.fromkeys((note.note for note in package.notes), NOON)
        anki.take(write_package(package, Path(folder) / "x.apkg", stamps).path)
        stored = anki.notes()
        for note in package.notes:
            assert tuple(stored[note.guid].fields) == note.fields
            assert tuple(sorted(anki.cards(note.guid))) == note.ordinals
            for card in anki.cards(note.guid).values():
                assert shown(card.question())
                assert not card.question_av_tags() + card.answer_av_tags()
            numbers = stored[note.guid].cloze_numbers_in_fields()
            if note.guid.endswith(".cloze"):
                assert sorted(number - 1 for number in numbers) == list(note.ordinals)
        assert anki.empty_cards() == []
