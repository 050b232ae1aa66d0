import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.anki import cloze
from engine.anki.media import Image, Missing
from tests.engine.anki.test_markup import MARKDOWN


def nothing(source: str, alt: str) -> Image | Missing:
    return Missing("there is none")


def text(markdown: str) -> str:
    return cloze.field("", markdown, nothing)[0]


def test_a_deletion_keeps_its_number_its_answer_and_its_hint() -> None:
    assert text("It is {{c2::*low*::high or **low**}}.") == (
        "It is {{c2::<em>low</em>::high or <strong>low</strong>}}."
    )


def test_the_card_of_a_number_is_the_ordinal_below_it() -> None:
    assert cloze.field("", "{{c1::a}} {{c3::b}} {{c1::c}}", nothing)[1] == (0, 2)


def test_the_heading_is_context_and_may_hold_deletions() -> None:
    assert cloze.field("The {{c2::bias}}", "is {{c1::low}}", nothing) == (
        '<div class="context">The {{c2::bias}}</div>\nis {{c1::low}}',
        (0, 1),
    )


@pytest.mark.parametrize(
    ("markdown", "field"),
    [
        (r"{{c1::$\frac{a}{b_{i}}$}}", r"{{c1::\(\frac{a}{b_{i} }\)}}"),
        (r"{{c1::$$\sqrt{x_{y_{z}}}$$}}", r"{{c1::\[\sqrt{x_{y_{z} } }\]}}"),
        (r"{{c1::$f{:}:x$}}", r"{{c1::\(f{:}:x\)}}"),
        (r"{{c1::$a::b$}}", r"{{c1::\(a&#58;&#58;b\)}}"),
        ("{{c1::`{{}}`}}", "{{c1::<code>&#123;&#123;&#125;&#125;</code>}}"),
        ("{{c1::`std::move`::C++}}", "{{c1::<code>std&#58;&#58;move</code>::C++}}"),
        ("{{c1::a < b & c}}", "{{c1::a &lt; b &amp; c}}"),
        (
            r"{{c1::std\:\:vec\\(a\\)}}",
            r"{{c1::std&#58;&#58;vec&#92;<span>(</span>a&#92;<span>)</span>}}",
        ),
        (r"{{c1::\{a}}}", "{{c1::{a&#125;}}"),
        (
            "- [x] {{c1::a}} [b]\n\n[b]: https://x.y",
            (
                '<ul class="contains-task-list">\n'
                '<li class="task">☑ {{c1::a}} <a href="https://x.y">b</a></li>\n</ul>'
            ),
        ),
        ("{{{c1::a}}}", "&#123;{{c1::a}}}"),
        (
            "outside `}}` and $x_{y_{z}}$ {{c1::a}}",
            r"outside <code>}}</code> and \(x_{y_{z}}\) {{c1::a}}",
        ),
        (
            "`{{c2::code}}` is no {{c1::cloze}}",
            "<code>&#123;&#123;c2::code}}</code> is no {{c1::cloze}}",
        ),
        ("{{c1::**a}}**", "&#123;&#123;c1::<strong>a}}</strong>"),
        ("open {{c2::for ever, {{c1::a}}", "open &#123;&#123;c2::for ever, &#123;&#123;c1::a}}"),
    ],
)
def test_nothing_inside_ends_a_deletion_early(markdown: str, field: str) -> None:
    assert text(markdown) == field


_BITS = st.sampled_from(
    [
        *"}{:$`a[<\\ \n\ufdd0\x1f",
        *("{{c1::", "{{c2::", "{{c10::", "{{c0::", "}}", "::", "**", "\n\n", "- ", "](u)"),
        *("$x_{y_{z}}$", "`}}`", "`a::b`"),
    ]
)
CLOZES = st.one_of(st.lists(_BITS, max_size=25).map("".join), MARKDOWN)


@given(CLOZES, CLOZES)
def test_whatever_is_written_every_deletion_is_closed_and_counted(prompt: str, body: str) -> None:
    field, ordinals = cloze.field(prompt, body, nothing)
    found = re.findall(r"\{\{c(\d+)::((?:(?!\{\{|\}\}).)*)\}\}", field, re.DOTALL)
    assert len(found) == field.count("{{")
    assert tuple(sorted({int(number) - 1 for number, _ in found})) == ordinals
    assert all(content.count("::") <= 1 for _, content in found)
    assert not re.search("[\x1f\ufdd0-\ufdef]", field)
