from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.deck.finding import Level
from engine.deck.note import DeckFile
from engine.deck.parse import parse
from engine.lint import lint
from engine.lint.rules import REFERENCE_RULES, RULES, WIDE_RULES
from engine.quiz.registry import fence_names

DECKS = Path(__file__).parents[3] / "decks"


def deck(text: str, file: str = "deck.md") -> DeckFile:
    return parse(text, file, fence_names())


def rules(*texts: str, root: Path | None = None) -> list[str]:
    decks = [deck(text, f"deck{number}.md") for number, text in enumerate(texts, 1)]
    return [finding.rule for finding in lint(decks, root)]


def basic(prompt: str, answer: str = "Because of the slope at zero.") -> str:
    return f"## {prompt}\n\n{answer}\n"


GOOD = basic("Why does the lasso give exact zeros?")


def test_a_good_card_has_no_findings() -> None:
    assert rules(GOOD) == []


def test_findings_of_reading_of_kinds_and_of_rules_come_sorted_by_line() -> None:
    text = f"{basic('Why is this so?', '')}\n## Name it, please, in one word\n\n```typed\n```\n\n{basic('One two')}"
    found = lint([deck(text)])
    assert [finding.rule for finding in found] == ["empty-answer", "typed", "short-prompt"]
    assert found == tuple(sorted(found))


def test_each_rule_says_why_it_is_there() -> None:
    names = [rule.name for rule in (*RULES, *WIDE_RULES, *REFERENCE_RULES)]
    assert len(set(names)) == len(names)
    assert all(rule.reason for rule in (*RULES, *WIDE_RULES, *REFERENCE_RULES))


# Answers


def test_an_answer_of_more_than_forty_words_is_too_long() -> None:
    assert rules(basic("Why does this go on?", "word " * 41)) == ["long-answer"]
    assert rules(basic("Why does this go on?", "word " * 40)) == []


def test_formulas_code_and_table_rows_count_as_one_word() -> None:
    formula = r"$\frac{a + b + c + d + e + f}{g + h + i + j}$ "
    code = "\n\n```python\n" + "x = 1\n" * 50 + "```\n"
    table = "\n\n| a | b |\n|---|---|\n" + "| one two three | four five six |\n" * 9
    assert rules(basic("Why does this go on?", formula * 20 + code + table)) == []


def test_the_explanation_of_a_checked_card_may_be_long() -> None:
    assert (
        rules(f"## Which number is this one?\n\n```numeric\nanswer: 5\n```\n\n{'word ' * 60}") == []
    )


def test_a_cloze_is_too_long_only_in_its_blanks() -> None:
    assert rules(basic("Context", f"{'word ' * 60}{{{{c1::short}}}}")) == []
    assert rules(basic("Context", f"{{{{c1::{'word ' * 41}}}}}")) == ["long-answer"]


def test_five_items_are_a_list_to_memorise() -> None:
    items = "- a\n- b\n- c\n- d\n"
    assert rules(basic("Which models belong here?", items)) == []
    assert rules(basic("Which models belong here?", f"{items}- e\n")) == ["long-list"]


def test_choices_and_orders_may_have_many_items() -> None:
    options = "- [x] a\n" + "".join(f"- [ ] {letter}\n" for letter in "bcdefg")
    order = "```ordering\n" + "".join(f"- {letter}\n" for letter in "abcdefg") + "```"
    assert rules(basic("Which of these is it?", options)) == []
    assert rules(basic("Order these by their size", order)) == []


@pytest.mark.parametrize(
    ("prompt", "found"),
    [
        ("How long does one round trip take?", True),
        ("How much memory does the index take?", True),
        ("How many milliseconds does one seek take?", True),
        ("What is the mean read latency with this cache?", True),
        ("How many replicas must a read contact?", False),
        ("By which factor does memory grow?", False),
        ("How many times longer is a cache miss?", False),
    ],
)
def test_a_quantity_wants_its_unit(prompt: str, found: bool) -> None:
    fence = "```numeric\nanswer: 5\n```"
    assert ("missing-unit" in rules(basic(prompt, fence))) is found
    assert rules(basic(prompt, fence.replace("5", "5\nunit: ms"))) == []


# Prompts


@pytest.mark.parametrize(
    "prompt",
    [
        "Is ridge regression convex in its weights?",
        "Does dropout help a linear model?",
        "Given a wide table, can boosting overfit it?",
        "True or false: dropout is an L2 penalty",
        "Isn't the lasso a convex problem too?",
    ],
)
def test_yes_or_no_is_no_question(prompt: str) -> None:
    assert rules(basic(prompt)) == ["yes-no-prompt"]


@pytest.mark.parametrize(
    "prompt",
    [
        "Why is ridge regression convex in its weights?",
        "HNSW or IVF-PQ for a billion vectors?",
        "Is it the L1 or the L2 penalty that gives zeros?",
        "In which case does dropout help?",
        'What is missing in the question "is this linearizable?"',
        "What does a model do that is not calibrated?",
        "Can, may, must: the words of an RFC",
        "Score a payment inline or after accepting it?",
    ],
)
def test_what_only_looks_like_yes_or_no_is_left_alone(prompt: str) -> None:
    assert rules(basic(prompt)) == []


def test_a_choice_may_ask_for_yes_or_no() -> None:
    text = basic("Two reads overlap: is this history linearizable?", "- [x] yes, it is\n- [ ] no")
    assert rules(text) == []


@pytest.mark.parametrize(
    "prompt",
    [
        "What does ridge do? How does the lasso differ?",
        "What is the VIF, and when is it too large?",
        "Which of the two fails first, and why?",
    ],
)
def test_two_questions_are_two_cards(prompt: str) -> None:
    assert rules(basic(prompt)) == ["two-questions"]


@pytest.mark.parametrize(
    "prompt",
    [
        "What differs between what the model predicts and what users see?",
        "Which features are stale, and which to drop first, is unclear",
        "Who must see which writes and in what order?",
        'The interviewer asks "why?" and "how?": what do you say?',
        "What do you ask first (how many users? how fast?) in a design?",
    ],
)
def test_one_question_with_several_question_words_is_one(prompt: str) -> None:
    assert "two-questions" not in rules(basic(prompt))


def test_a_prompt_under_four_words_does_not_stand_alone() -> None:
    assert rules(basic("What is PACELC?")) == ["short-prompt"]
    assert rules(basic("What does $p$ mean?")) == []
    assert rules(basic("PACELC", "It is {{c1::CAP}} and more.")) == []


@pytest.mark.parametrize(
    "text",
    [
        basic("Which model is called the lasso?", "the lasso"),
        basic("What is called patience here?", "```typed\npatience\n```"),
        basic("Context", "The {{c1::bandwidth}} is limited, so bandwidth matters."),
        basic("The bandwidth of memory", "It is limited by its {{c1::bandwidth}}."),
    ],
)
def test_an_answer_in_the_prompt_is_read_off(text: str) -> None:
    assert rules(text) == ["leaked-answer"]


@pytest.mark.parametrize(
    "text",
    [
        basic("Ridge or lasso for correlated features?", "Ridge."),
        basic("Which norm is the L1 penalty's?", "L1"),
        basic("Context", "From {{c1::$n$}} rows and $n$ columns to {{c2::one}} number."),
        basic("What does regularization cost?", "A regularizer costs some bias, never free."),
        basic("Context", "First the {{c1::encoder}}, then the decoder."),
    ],
)
def test_a_word_that_must_stand_in_the_prompt_is_no_leak(text: str) -> None:
    assert "leaked-answer" not in rules(text)


# Maths


@pytest.mark.parametrize(
    "answer",
    [
        r"It is $\frac{a}{b$ then.",
        r"It is $a}$ then.",
        r"It is $\left( a$ then.",
        r"It is $\begin{matrix} a \end{vmatrix}$ then.",
        "It is\n\n$$\n\\begin{matrix} a\n$$\n",
    ],
)
def test_a_formula_that_does_not_close_is_an_error(answer: str) -> None:
    (finding,) = lint([deck(basic("Why is it so?", answer))])
    assert (finding.rule, finding.level) == ("unbalanced-maths", Level.ERROR)


@pytest.mark.parametrize(
    "answer",
    [
        "It is $x^2 and no more.",
        r"It is \frac{a}{b}$ and no more.",
        "It is $ x^2 $ with spaces.",
        "It is $$x without an end.",
    ],
)
def test_a_dollar_without_its_partner_is_seen(answer: str) -> None:
    assert rules(basic("Why is it so?", answer)) == ["lone-dollar"]


@pytest.mark.parametrize(
    "answer",
    [
        "It costs $5 and then $10 a month.",
        "It costs US$ 5, or 5$ here.",
        "Set $HOME and `$x^2` and \\$x^2 right.",
        r"A set $\{a, b\}$ and $\left\{ a \right.$ and $\left. b \right|$ close.",
        r"Then $x^2$ costs $5, and $\text{price}_{\$}$ more.",
        "```sh\necho $x^2\n```",
        r"$\begin{aligned} a &= b \\ c &= d \end{aligned}$ is fine.",
    ],
)
def test_money_shells_and_code_are_no_maths(answer: str) -> None:
    assert rules(basic("Why is it so?", answer)) == []


def test_a_bare_formula_of_unknown_letters_says_nothing() -> None:
    formula = r"$$\beta = (A^\top A + \lambda I)^{-1} A^\top b$$"
    assert rules(basic("Closed form of the gizmo update", formula)) == ["undefined-symbols"]
    asked = r"Closed form of $\beta$ for rows $A$, targets $b$ and strength $\lambda$"
    assert rules(basic(asked, formula)) == []
    assert (
        rules(basic("Closed form of the gizmo update", f"{formula}\n\nwith what they mean.")) == []
    )


# References


def test_an_image_must_be_there_and_inside_the_collection(tmp_path: Path) -> None:
    decks = tmp_path / "collection" / "decks"
    (decks / "img").mkdir(parents=True)
    (decks / "img" / "a b.png").write_bytes(b"")
    (tmp_path / "secret.png").write_bytes(b"")
    images = [
        "img/a%20b.png",
        "https://example.org/x.png",
        "img/no.png",
        "../../secret.png",
        "/etc/passwd",
    ]
    text = basic("Why is it so?", " ".join(f"![x]({image})" for image in images))
    messages = [finding.message for finding in lint([deck(text)], decks)]
    assert messages == [
        "the image '../../secret.png' lies outside the collection: copy it beside the deck",
        "the image '/etc/passwd' lies outside the collection: copy it beside the deck",
        "the image 'img/no.png' is not there",
    ]
    assert lint([deck(text)]) == ()


def stamped(name: str, after: str = "") -> str:
    prompt = f"Why does the {name} come here?"
    settings = f"id: {name}" + (f", after: [{after}]" if after else "")
    return f"## {prompt}\n<!-- card: {{{settings}}} -->\n\nIt has the reason {name} alone.\n"


def test_an_id_in_two_files_is_an_error_that_names_the_other_place() -> None:
    one, other = stamped("g2k9q4m7"), stamped("g2k9q4m7").replace("Why", "When")
    (finding,) = lint([deck(one, "a.md"), deck(other, "b.md")])
    assert (finding.rule, finding.file, finding.level) == ("duplicate-id", "b.md", Level.ERROR)
    assert "a.md:1" in finding.message


def test_a_prerequisite_must_exist() -> None:
    assert rules(stamped("g2k9q4m7", "h2k9q4m7")) == ["dangling-after"]
    assert rules(stamped("g2k9q4m7", "h2k9q4m7"), stamped("h2k9q4m7")) == []


def test_a_prerequisite_in_a_deck_that_is_not_judged_counts() -> None:
    judged, other = deck(stamped("g2k9q4m7", "h2k9q4m7"), "a.md"), deck(stamped("h2k9q4m7"), "b.md")
    assert lint([judged], context=[judged, other]) == ()


def test_notes_that_wait_for_one_another_are_an_error() -> None:
    texts = (
        stamped("g2k9q4m7", "h2k9q4m7"),
        stamped("h2k9q4m7", "j2k9q4m7"),
        stamped("j2k9q4m7", "g2k9q4m7"),
    )
    assert set(rules(*texts)) == {"after-cycle"}
    assert rules(stamped("g2k9q4m7", "g2k9q4m7")) == ["after-cycle"]


def test_a_long_chain_of_prerequisites_is_no_trouble() -> None:
    ids = [f"g{number:07d}" for number in range(3000)]
    text = "\n".join(stamped(one, other) for one, other in pairwise(ids))
    found = {finding.rule for finding in lint([deck(f"{text}\n{stamped(ids[-1])}")])}
    assert "after-cycle" not in found
    assert "dangling-after" not in found


# Likeness


def test_one_prompt_has_one_card_across_all_decks() -> None:
    other = GOOD.replace("Because", "Owing to")
    (finding,) = lint([deck(GOOD, "a.md"), deck(f"{other}", "b.md")])
    assert (finding.rule, finding.file) == ("same-prompt", "b.md") or finding.rule == "same-answer"


def test_clozes_are_compared_with_their_blanks() -> None:
    one = basic("Heaps", "A push into a heap takes {{c1::log}} time and {{c2::no}} space.")
    other = basic("Heaps", "A push into a heap takes {{c1::linear}} time and {{c2::no}} space.")
    assert rules(one) == []
    assert rules(one, other) == ["same-prompt"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "What does ridge do to correlated features?",
            "What does the ridge do to correlated feature?",
        ),
        ("Why is regularisation needed in boosting?", "Why is regularization needed in boosting"),
        ("Why does gradient clipping stabilize it?", "Why does gradient cliping stabilize it?"),
    ],
)
def test_almost_the_same_prompt_is_seen(one: str, other: str) -> None:
    assert rules(basic(one, "Reason one."), basic(other, "Reason two.")) == ["near-duplicate"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "What does ridge do to correlated features?",
            "What does lasso do to correlated features?",
        ),
        ("Worst case cost of a hash table insert", "Average case cost of a hash table insert"),
        ("Why does precision fall with the threshold?", "Why does recall fall with the threshold?"),
        ("How large is the cache with 8 heads?", "How large is the cache with 32 heads?"),
        ("Which cost has $O(n)$ against $O(n^2)$?", "Which cost has $O(n^2)$ against $O(n)$?"),
        ("Why does A wait for the write of B?", "Why does B wait for the write of A?"),
        ("Why is the derivative of $f$ needed?", "When is the derivative of $f$ needed?"),
    ],
)
def test_pairs_that_are_contrasted_on_purpose_are_left_alone(one: str, other: str) -> None:
    assert rules(basic(one, "Reason one."), basic(other, "Reason two.")) == []


def test_the_same_question_about_two_histories_is_two_questions() -> None:
    history = "```text\nA |--w(1)--|\nB    |--r(1)--|\n```\n\n---\n\n- [x] yes, it is\n- [ ] no"
    moved = history.replace("B    |", "B            |")
    prompt = "Which verdict does this history deserve?"
    one, other = (
        f"## {prompt}\n<!-- card: {{id: {name}}} -->\n\n{text}\n"
        for name, text in (("g2k9q4m7", history), ("h2k9q4m7", moved))
    )
    assert rules(one, other) == []


def test_one_answer_of_several_prompts_asks_for_the_difference() -> None:
    answer = "It keeps the reads in order."
    texts = (
        basic("What does monotonic reading give?", answer),
        basic("What does PRAM give?", answer),
    )
    assert rules(*texts) == ["same-answer"]


def test_short_answers_are_shared_by_right() -> None:
    texts = (
        basic("Cost of a heap push", "$O(\\log n)$"),
        basic("Cost of a tree insert", "$O(\\log n)$"),
    )
    assert rules(*texts) == []


# Clusters


def cluster(*prompts: str) -> str:
    return "".join(
        f"## {prompt}\n<!-- card: {{tags: [quorum]}} -->\n\nFact number {number} of them.\n\n"
        for number, prompt in enumerate(prompts)
    )


def test_a_cluster_of_facts_wants_a_reason() -> None:
    facts = [
        f"Name of the {name} quorum rule" for name in ("first", "second", "third", "last", "odd")
    ]
    assert rules(cluster(*facts)) == ["missing-why"]
    assert rules(cluster(*facts[:4])) == []
    assert rules(cluster(*facts, "Why must two quorums overlap?")) == []


def test_a_tag_of_the_whole_deck_is_no_cluster() -> None:
    facts = [
        f"Name of the {name} quorum rule" for name in ("first", "second", "third", "last", "odd")
    ]
    assert rules(f"---\ntags: [quorum]\n---\n\n{cluster(*facts)}") == []


# Whole decks


@pytest.mark.parametrize("path", sorted(DECKS.glob("*.md")), ids=lambda path: path.name)
def test_the_shipped_decks_have_no_errors(path: Path) -> None:
    found = lint([parse(path.read_bytes(), path.name, fence_names())], DECKS)
    known = {"dangling-after", "missing-image"}
    assert [
        str(each) for each in found if each.level is Level.ERROR and each.rule not in known
    ] == []


@given(st.text())
def test_any_text_is_judged_without_a_crash(text: str) -> None:
    lint([deck(text)])


@given(
    st.lists(
        st.sampled_from(
            [
                "## What is this about?\n",
                "\n",
                "$x^{",
                "$",
                "$$",
                "}",
                "{{c1::",
                "::h}}",
                "}}",
                "`",
                "```typed\n",
                "```numeric\n",
                "```ordering\n",
                "```\n",
                "answer: 1e9\n",
                "- a\n",
                "- [x] b\n",
                "---\n",
                "![i](j.png)",
                "<!-- card: {after: [a]} -->\n",
                "| a |\n|---|\n",
                "> q\n",
                "Q: a?\n",
                "A: b\n",
                "\\",
                "\x1b[31m",
            ]
        ),
        max_size=30,
    )
)
def test_any_mixture_of_syntax_is_judged_without_a_crash(parts: list[str]) -> None:
    lint([deck("".join(parts))], Path("/nonexistent/decks"))


@pytest.mark.parametrize(
    "piece", ["$ a ", "“", "(", "why ", "{{c1::", "a? ", "$x_", "\\text{", "- [ ] "]
)
def test_a_huge_note_is_judged_at_once(piece: str) -> None:
    lint([deck(f"## {piece * 20_000}\n\n{piece * 20_000}\n")])
