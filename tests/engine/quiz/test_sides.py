from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from engine.deck.cards import file_cards
from engine.deck.note import Card
from engine.deck.parse import parse
from engine.quiz import sides
from engine.quiz.attempt import Form
from engine.quiz.registry import fence_names, kind

DECK = """\
# Facts

## Why does **L1** give zeros at $w = 0$?
<!-- card: {reversed: true} -->

The slope of $|w|$ is $\\pm\\lambda$ there.

## Cost of an insertion

Into a heap {{c1::$O(\\log n)$::time}}, into a hash table {{c2::$O(1)$}} expected.

## Which latency is the lowest of these?

- [x] L1
- [ ] DRAM

It is on the chip.

## Number of bits in a byte of memory

```numeric
answer: 8
unit: bits
```
"""


def shown(side: Callable[[Card], str]) -> dict[str, str]:
    cards = file_cards(parse(DECK, "facts.md", fence_names()))
    return {card.suffix or card.kind: side(card) for card in cards}


def test_the_question_side_is_the_prompt_or_the_answer_when_turned() -> None:
    prompts = shown(sides.prompt)
    assert prompts["basic"] == "Why does **L1** give zeros at $w = 0$?"
    assert prompts["r"] == "The slope of $|w|$ is $\\pm\\lambda$ there."


def test_a_cloze_shows_its_heading_as_context_and_one_blank() -> None:
    prompts = shown(sides.prompt)
    assert prompts["c2"].startswith("Cost of an insertion\n\nInto a heap $O(\\log n)$, into")
    assert "[…" in prompts["c2"].replace("\\", "")
    assert "O(1)" not in prompts["c2"]
    assert "O(1)" in shown(sides.answer)["c2"]


def test_a_checked_card_answers_with_the_reference_and_the_explanation() -> None:
    answers = shown(sides.answer)
    assert answers["choice"] == "- L1\n\nIt is on the chip."
    assert answers["numeric"] == "**8 bits**"


def test_lists_show_plain_text_on_one_line() -> None:
    lines = shown(sides.one_line)
    assert lines["basic"] == "Why does L1 give zeros at w = 0?"
    assert lines["c1"] == "Cost of an insertion · Into a heap […], into a hash table O(1) expected."
    assert lines["c2"].endswith("into a hash table […] expected.")


def test_recalled_kinds_are_graded_by_the_learner() -> None:
    for card in file_cards(parse(DECK, "facts.md", fence_names())):
        its_kind = kind(card.kind)
        attempt = its_kind.start(its_kind.parse(card.note).spec, 1)
        if attempt.form is Form.RECALL:
            done = its_kind.answer(attempt, "")
            assert done.done
            assert (done.check, done.proposed) == (None, None)
            faces = its_kind.faces(card.note, attempt.spec, card.suffix)
            assert faces.front == sides.prompt(card)
            assert faces.back.endswith(sides.answer(card))


def test_the_answer_of_a_cloze_does_not_repeat_the_heading_that_stands_above_it() -> None:
    answers = shown(sides.answer)
    assert answers["c1"] == "Into a heap **$O(\\log n)$**, into a hash table $O(1)$ expected."


def test_an_empty_answer_leaves_nothing_to_study() -> None:
    (note,) = parse("## What is asked here?\n", "facts.md", fence_names()).notes
    parsed = kind("basic").parse(note)
    assert parsed.spec is None
    assert parsed.findings[0].rule == "empty-answer"


@given(st.text())
def test_one_line_is_short_and_safe_for_a_terminal(text: str) -> None:
    for card in file_cards(
        parse(f"## {text}\n\n{text} {{{{c1::x}}}}\n", "facts.md", fence_names())
    ):
        line = sides.one_line(card)
        assert len(line) <= 200
        assert line.isprintable() or not any(
            ord(character) < 32 or 127 <= ord(character) < 160 for character in line
        )


def test_a_long_cloze_is_cut_around_its_blank() -> None:
    text = f"## Context of the cloze\n\n{'before ' * 60}{{{{c1::blank}}}}{' after' * 60}\n"
    (card,) = file_cards(parse(text, "facts.md", fence_names()))
    line = sides.one_line(card)
    assert "before […] after" in line
    assert len(line) <= 200
