"""Whatever the bytes, parsing never raises, and every line is a note's, prose, settings, or found fault."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.deck.cards import file_cards
from engine.deck.cloze import masked, revealed
from engine.deck.front_matter import read_front_matter
from engine.deck.note import DeckFile, Note
from engine.deck.parse import parse
from engine.deck.report import Report
from engine.deck.segment import Role, cut
from engine.deck.source import read as read_source
from tests.engine.deck.reading import KINDS
from tests.engine.deck.strategies import hostile_bytes, hostile_texts, sentences

_WORD = re.compile(r"[^\W_]+")


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text))


def _held(note: Note) -> set[str]:
    """Give every word that a note holds, its settings and the name of its kind included."""
    block = f"{note.fence.name}\n{note.fence.body}" if note.fence else ""
    options = "\n".join(option.text for option in note.options)
    return _words(f"{note.prompt}\n{note.answer}\n{block}\n{options}") | {"Q", "A", "x", "X"}


def _assert_all_is_told(data: bytes, deck: DeckFile) -> None:
    report = Report("")
    text = read_source(data, report)
    assert text is not None
    front = read_front_matter(text, "deck.md", report)
    if not front.is_deck:
        return
    page = cut(text, front.lines, front.settings.level)
    ends = [front.lines, *(segment.end for segment in page.segments)]
    starts = [*(segment.start for segment in page.segments), len(page.lines)]
    assert ends == starts, "the segments must follow each other without a gap"
    notes = {note.line: note for note in deck.notes}
    for segment in page.segments:
        if segment.role is Role.PROSE:
            continue
        note = notes.pop(segment.prompt + 1)
        reported = any(segment.start < one.line <= segment.end for one in deck.findings)
        for number in range(segment.start, segment.end):
            if number != segment.comment:
                missing = _words(page.lines[number]) - _held(note)
                assert not missing or reported, (page.lines[number], note)
    assert not notes


@settings(max_examples=300)
@given(hostile_bytes)
def test_no_bytes_make_parsing_fail_and_none_vanish(data: bytes) -> None:
    deck = parse(data, "deck.md", KINDS)
    assert "unreadable" not in [finding.rule for finding in deck.findings]
    _assert_all_is_told(data, deck)
    for card in file_cards(deck):
        for cut_out in card.note.deletions:
            masked(card.note.prompt, cut_out.number)
            revealed(card.note.answer, cut_out.number)


@given(hostile_texts)
def test_findings_stand_on_lines_that_exist(text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for finding in parse(text, "deck.md", KINDS).findings:
        assert 1 <= finding.line <= lines
        assert finding.column >= 1


@given(st.text())
def test_text_and_its_bytes_are_read_alike(text: str) -> None:
    encoded = text.encode("utf-8", "surrogatepass")
    assert parse(text, "deck.md", KINDS) == parse(encoded, "deck.md", KINDS)


@given(st.lists(st.tuples(sentences, sentences), min_size=1, max_size=6), st.data())
def test_a_word_written_under_a_heading_is_found_in_its_note(
    notes: list[tuple[str, str]], data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(notes) - 1))
    texts = [
        f"## {heading}\n\n{body}{' sentinel' if index == number else ''}\n\n"
        for index, (heading, body) in enumerate(notes)
    ]
    deck = parse("".join(texts), "deck.md", KINDS)
    assert [index for index, note in enumerate(deck.notes) if "sentinel" in note.answer] == [number]


def test_hostile_nesting_is_reported_and_not_followed_down() -> None:
    quotes = "## N\n\n" + "> " * 5000 + "deep\n\n## Next\n\nA.\n"
    deck = parse(quotes, "deck.md", KINDS)
    assert [finding.rule for finding in deck.findings] == ["nesting"]
    lists = "## N\n\n" + "".join("  " * depth + "- x\n" for depth in range(300))
    assert [finding.rule for finding in parse(lists, "deck.md", KINDS).findings] == ["nesting"]
    for text in ("[" * 5000, "{{c1::" * 3000 + "}}" * 3000, "*" * 5000 + "a", "$" * 5001):
        parse(f"## N\n\n{text}\n", "deck.md", KINDS)


def test_a_file_too_large_is_one_finding() -> None:
    deck = parse(b"x" * (16 * 1024 * 1024 + 1), "deck.md", KINDS)
    assert deck.notes == ()
    assert [finding.rule for finding in deck.findings] == ["too-large"]


def test_a_defect_on_the_way_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("engine.deck.parse.cut", fail)
    (finding,) = parse("## N\n", "deck.md", KINDS).findings
    assert finding.rule == "unreadable"
