"""Our cloze deletions as Anki's: found on the token tree, each ends where ours ends.

Anki searches the finished HTML for ``}}`` and ``::``, in formulas and in code too, so what is text
there is rewritten.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from markdown_it.token import Token

from engine.anki import escape, markup
from engine.deck.cloze_marks import TOKEN, Marks, inline_parser, markers
from engine.deck.cloze_spans import InlineSpan, read_inline

_OPEN, _NUMBERED, _HINT, _CLOSE = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
"""Stand for the marks while Markdown is rendered; ``escape.storable`` keeps them out of texts."""
_WRITTEN = re.compile(f"{_OPEN}(\\d+){_NUMBERED}([^{_OPEN}{_CLOSE}]*){_CLOSE}")
_SUFFIX = re.compile(r"c(\d+)")
_CLOSING: Final = re.compile(r"\}(?=\})|(?<=\})\}|\}\Z")
_COLON: Final = re.compile(r"^:|:(?=:)|(?<=:):|:\Z")


def field(prompt: str, body: str, place: markup.Place) -> tuple[str, tuple[int, ...]]:
    """The ``Text`` field of a cloze note and the ordinals of its cards; ``cN`` is card ``N - 1``.

    The heading is context and stands above; it may hold deletions too.
    """
    context, text = (_rendered(part, place) for part in (prompt, body))
    written = f'<div class="context">{context}</div>\n{text}' if context else text
    numbers: set[int] = set()
    pieces = []
    end = 0
    for match in _WRITTEN.finditer(written):
        numbers.add(int(match[1]))
        answer, _, hint = match[2].partition(_HINT)
        shown = f"{_inside(answer)}::{_inside(hint)}" if hint else _inside(answer)
        pieces += [escape.seal(written[end : match.start()]), f"{{{{c{int(match[1])}::{shown}}}}}"]
        end = match.end()
    pieces.append(escape.seal(written[end:]))
    return "".join(pieces), tuple(sorted(number - 1 for number in numbers))


def ordinals(suffixes: Iterable[str]) -> tuple[int, ...]:
    """The ordinals that card suffixes (``c1`` …) mean."""
    matches = (_SUFFIX.fullmatch(suffix) for suffix in suffixes)
    return tuple(sorted(int(match[1]) - 1 for match in matches if match))


def _inside(markup_: str) -> str:
    """Sealed HTML that holds nothing which ends a deletion or begins its hint."""
    sealed = _CLOSING.sub("&#125;", escape.seal(markup_))
    return _COLON.sub("&#58;", sealed)


def _rendered(markdown: str, place: markup.Place) -> str:
    environment: dict[str, Any] = {}
    stream = markup.tokens(markdown, environment)
    for token in stream:
        if token.type == "inline" and "{{c" in token.content:
            token.children = _marked(token, environment)
    return markup.render(stream, place)


def _marked(inline: Token, environment: Mapping[str, Any]) -> list[Token]:
    """The children of a block, with a token of its own for each sign of each deletion."""
    marks = Marks(inline.content, markers(inline.content))
    parser = inline_parser()
    children: list[Token] = []
    parser.inline.parse(inline.content, parser, {**environment, "cloze": marks}, children)
    signs = _signs(read_inline(marks, children)[0])
    marked = [child for child in inline.children or () if child.meta.get("box")]
    inside = False
    for child in children:
        if child.type == TOKEN:
            text = marks.found[child.meta["marker"]].text
            sign, skipped = signs.get(child.meta["marker"], ("", len(text)))
            inside = sign != _CLOSE and (inside or sign != "")
            rest = text[skipped + 2 :] if sign == _CLOSE else ""
            marked += [_text(text[:skipped]), Token("cloze", "", 0, content=sign), _text(rest)]
            continue
        if inside and child.type.startswith("math"):
            child.content = re.sub(r"\}(?=\})", "} ", child.content)
        marked.append(child)
    return _joined(marked)


def _joined(tokens: Iterable[Token]) -> list[Token]:
    """``tokens`` with neighbouring texts made one, as markdown-it does last of all."""
    joined: list[Token] = []
    for token in tokens:
        if token.type not in {"text", "text_special"}:
            if token.content or token.type != "cloze":
                joined.append(token)
        elif joined and joined[-1].type == "text":
            joined[-1] = _text(joined[-1].content + token.content)
        else:
            joined.append(_text(token.content))
    return joined


def _signs(spans: Iterable[InlineSpan]) -> dict[int, tuple[str, int]]:
    """What stands for each marker, and how many of its characters before that are text."""
    signs: dict[int, tuple[str, int]] = {}
    for span in spans:
        signs[span.opener] = (f"{_OPEN}{span.deletion.number}{_NUMBERED}", 0)
        signs[span.closer] = (_CLOSE, span.skipped)
        if span.separator is not None:
            signs[span.separator] = (_HINT, 0)
    return signs


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
