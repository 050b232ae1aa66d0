"""Markdown as the HTML of an Anki field: formulas for MathJax, coloured code, flat images.

Text, code, formulas and HTML of a deck are all escaped: nothing a deck says can run or style
anything in Anki.
"""

import re
from collections.abc import Callable, MutableMapping, Sequence
from functools import cache
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from engine.anki import escape, highlight
from engine.anki.media import Image, Missing
from engine.deck.markdown import parser

Place = Callable[[str, str], "Image | Missing"]
"""Gives the image for an address and its description, or why there is none."""
Environment = MutableMapping[str, Any]

_PLACE: Final = "place"
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BOXES: Final = {False: "\N{BALLOT BOX} ", True: "\N{BALLOT BOX WITH CHECK} "}
_BOX: Final = {"box": True}
"""What tells the token of a ballot box from text of the deck."""
_OUTSIDE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


def field(markdown: str, place: Place) -> str:
    """``markdown`` as sealed HTML; a single paragraph, as in most prompts, without its ``p``."""
    return escape.seal(render(tokens(markdown), place))


def tokens(markdown: str, environment: Environment | None = None) -> list[Token]:
    """The token tree of a field's text, with ballot boxes in its task lists.

    ``environment`` takes up the link definitions of the text.
    """
    stream: list[Token] = []
    box: Token | None = None
    for token in parser().parse(escape.storable(markdown), environment):
        if box is not None and token.type != "paragraph_open":
            if token.type == "inline":
                token.children = [box, *(token.children or ())]
            else:
                stream.append(box)
            box = None
        if "checked" in token.meta:
            box = Token("text", "", 0, content=_BOXES[token.meta["checked"]], meta=_BOX)
            token.meta, token.attrs = {}, {"class": "task"}
        stream.append(token)
    return stream


def render(stream: Sequence[Token], place: Place) -> str:
    """The HTML of a token tree, not yet sealed."""
    if [token.type for token in stream] == ["paragraph_open", "inline", "paragraph_close"]:
        stream = stream[1:2]
    html: str = _renderer().render(stream, _options(), {_PLACE: place})
    return html.strip("\n")


@cache
def _renderer() -> "FieldRenderer":
    return FieldRenderer()


@cache
def _options() -> OptionsDict:
    return MarkdownIt("commonmark", {"html": False, "xhtmlOut": False, "breaks": False}).options


class FieldRenderer(RendererHTML):
    """The renderer of markdown-it for Anki: each public method renders the tokens of its name."""

    def text(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Environment
    ) -> str:
        """Running text, escaped."""
        del options, env
        return escape.text(tokens[idx].content)

    def code_inline(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Environment
    ) -> str:
        """Code within a line."""
        del options, env
        return f"<code>{escape.code(tokens[idx].content)}</code>"

    def code_block(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Environment
    ) -> str:
        """An indented block of code, of no known language."""
        del options, env
        return highlight.block(tokens[idx].content)

    def fence(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Environment
    ) -> str:
        """A fenced block, coloured when its first word names a language."""
        del options, env
        return highlight.block(tokens[idx].content, (tokens[idx].info.split() or [""])[0])

    def math_inline(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Environment
    ) -> str:
        """A formula in a line."""
        del options, env
        return escape.maths(tokens[idx].content)

    def math_inline_double(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Environment
    ) -> str:
        """A displayed formula inside a paragraph."""
        del options, env
        return escape.maths(tokens[idx].content, display=True)

    def math_block(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Environment
    ) -> str:
        """A displayed formula."""
        del options, env
        return f"<p>{escape.maths(tokens[idx].content, display=True)}</p>\n"

    math_block_label = math_block

    def html_inline(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Environment
    ) -> str:
        """HTML of the deck: shown as text, its comments left out."""
        del options, env
        return escape.text(_COMMENT.sub("", tokens[idx].content))

    def html_block(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Environment
    ) -> str:
        """A block of HTML: shown as text, its comments left out."""
        del options, env
        content = _COMMENT.sub("", tokens[idx].content).strip()
        return f"<p>{escape.text(content)}</p>\n" if content else ""

    def image(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Environment
    ) -> str:
        """An image that travels along; a link, or its description, when it cannot."""
        source = str(tokens[idx].attrGet("src") or "")
        alt = self.renderInlineAsText(tokens[idx].children or [], options, env)
        found = env[_PLACE](source, alt)
        if isinstance(found, Image):
            return f'<img src="{escape.attribute(found.name)}" alt="{escape.attribute(alt)}">'
        label = escape.text(alt or source)
        if found.remote and _OUTSIDE.match(source):
            return f'<a href="{escape.attribute(source)}">{label}</a>'
        return f"[{label}]"

    def link_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Environment
    ) -> str:
        """A link to the web; one into the collection leads nowhere in Anki and stays plain text."""
        del options, env
        target = str(tokens[idx].attrGet("href") or "")
        return f'<a href="{escape.attribute(target)}">' if _OUTSIDE.match(target) else "<span>"

    def link_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Environment
    ) -> str:
        """The end of a link, in the element that began it."""
        del options, env
        opened = next(token for token in reversed(tokens[:idx]) if token.type == "link_open")
        return "</a>" if _OUTSIDE.match(str(opened.attrGet("href") or "")) else "</span>"

    def renderToken(  # noqa: N802 (markdown-it calls it so)
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Environment
    ) -> str:
        """Any other element; a token of a plugin that is none keeps its text."""
        if tokens[idx].tag:
            return super().renderToken(tokens, idx, options, env)
        return escape.text(tokens[idx].content)
