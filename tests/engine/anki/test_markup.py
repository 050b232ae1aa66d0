import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.anki import markup
from engine.anki.media import Image, Missing


def nothing(source: str, alt: str) -> Image | Missing:
    return Missing("there is none")


def html(markdown: str) -> str:
    return markup.field(markdown, nothing)


def test_a_prompt_of_one_paragraph_has_no_paragraph_around_it() -> None:
    assert html("What is *bias*?") == "What is <em>bias</em>?"


def test_maths_is_for_mathjax_with_its_html_specials_escaped() -> None:
    assert html("if $a < b & c$ then") == r"if \(a &lt; b &amp; c\) then"
    assert html("$$\nx^2\n$$") == r"<p>\[x^2\]</p>"
    assert html("so $$x$$ follows") == r"so \[x\] follows"


def test_money_is_no_maths() -> None:
    assert html("$5 and then $10") == "$5 and then $10"


def test_html_of_a_deck_is_shown_as_text() -> None:
    assert html("a <script>alert(1)</script> b") == ("a &lt;script&gt;alert(1)&lt;/script&gt; b")
    assert html("<div onclick='x()'>\nhi\n</div>") == (
        "<p>&lt;div onclick='x()'&gt;\nhi\n&lt;/div&gt;</p>"
    )


def test_comments_are_left_out() -> None:
    assert html("a <!-- card: {id: x} --> b") == "a  b"
    assert html("<!-- one\ntwo -->\n\ntext") == "<p>text</p>"


def test_code_is_coloured_by_classes_and_escaped() -> None:
    assert html('```python\nif a < "b": pass  # <i>\n```') == (
        '<pre><code><span class="hl-k">if</span> a <span class="hl-o">&lt;</span> '
        '<span class="hl-s">"b"</span>: <span class="hl-k">pass</span>  '
        '<span class="hl-c"># &lt;i&gt;</span></code></pre>'
    )


@pytest.mark.parametrize("language", ["", "nosuchlanguage", "text"])
def test_code_of_no_known_language_stays_plain(language: str) -> None:
    assert html(f"```{language}\nif a:\n\tb\n```") == "<pre><code>if a:\n\tb</code></pre>"


def test_code_that_no_lexer_should_be_given_stays_plain() -> None:
    assert "<span" not in html("```python\n" + "if a: pass\n" * 5_000 + "```")


def test_a_task_list_shows_its_boxes() -> None:
    assert html("- [x] a\n- [ ] **b**") == (
        '<ul class="contains-task-list">\n<li class="task">☑ a</li>\n'
        '<li class="task">☐ <strong>b</strong></li>\n</ul>'
    )


def test_tables_keep_their_alignment() -> None:
    assert '<td style="text-align:right">2</td>' in html("| a | b |\n|:--|--:|\n| 1 | 2 |")


def test_a_link_to_the_web_stays_and_one_into_the_collection_is_text() -> None:
    assert html("[x](https://a.b/?q=1&r=2)") == '<a href="https://a.b/?q=1&amp;r=2">x</a>'
    assert html("[x](other.md) [y](https://a.b)") == ('<span>x</span> <a href="https://a.b">y</a>')


def test_an_image_is_called_by_its_flat_name() -> None:
    image = Image("plot.png", Path("plot.png"), "")
    assert markup.field('![a "b"](img/plot.png)', lambda source, alt: image) == (
        '<img src="plot.png" alt="a &quot;b&quot;">'
    )


def test_an_image_that_stays_behind_leaves_its_description() -> None:
    assert html("![a <b>](../x.png)") == "[a &lt;b&gt;]"
    assert html("![](x.png)") == "[x.png]"


def test_an_image_on_the_web_becomes_a_link() -> None:
    def remote(source: str, alt: str) -> Missing:
        return Missing("", remote=True)

    assert markup.field("![a](https://x.y/z.png)", remote) == '<a href="https://x.y/z.png">a</a>'


@pytest.mark.parametrize(
    "text", ["[sound:x.mp3]", "[latex]x", "`[$]x[$$]`", "[[type:Front]]", "[anki:tts lang=en]"]
)
def test_what_anki_would_act_on_is_text(text: str) -> None:
    assert "[" not in html(text)
    assert "[" not in html(f"`` {text} ``")


def test_a_literal_formula_delimiter_begins_no_formula() -> None:
    assert html(r"a \\(b\\) `\(c\)`") == (
        r"a &#92;<span>(</span>b&#92;<span>)</span> <code>&#92;(c&#92;)</code>"
    )


def test_two_braces_never_begin_a_cloze() -> None:
    assert "{{" not in html("{{c1::x}} `{{c1::y}}` {{{\n\n    {{c2::z}}\n\n$x{{c1::y}}$")
    assert "{{" not in html("{<!-- -->{c1::x}}")


def test_control_characters_are_stripped_and_lines_kept() -> None:
    assert html("a\x1fb\x00c\x1b[31m\r\nd\u2028e") == "abc[31m\nde"


_PIECES = st.sampled_from(
    [
        *"{}[]()<>&$`*_|:!#-~\\\"'\n \tx1\x1f\ufdd0",
        *("{{c1::", "}}", "::", "$$", "```", "<!--", "-->", "[sound:", "[latex]"),
        *("\\(", "\\]", "![a](b.png)", "- [x] ", "<b>"),
    ]
)
MARKDOWN = st.one_of(st.lists(_PIECES, max_size=40).map("".join), st.text(max_size=60))
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?: [a-z]+=\"[^\"<>]*\")*)>")
_VOID = {"br", "hr", "img"}


@given(MARKDOWN)
def test_any_markdown_gives_one_field_of_balanced_elements(text: str) -> None:
    field = html(text)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]|\{\{|\[sound:|\[latex\]", field)
    assert "<" not in _TAG.sub("", field)
    stack: list[str] = []
    for closing, name, _ in _TAG.findall(field):
        if closing:
            assert stack.pop() == name
        elif name not in _VOID:
            stack.append(name)
    assert stack == []
