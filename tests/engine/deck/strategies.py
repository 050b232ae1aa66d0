"""Decks made up by Hypothesis: written notes with what they must be read as, and hostile text."""

from dataclasses import dataclass

from hypothesis import strategies as st

from engine.deck.content import ALPHABET
from engine.deck.note import Deletion, Option

_WORDS = ["ridge", "bias", "λ", "the quorum", "Raft", "naïve", "5", "state-of-the-art", "(x)"]
_INLINES = ["`a::b`", "$x_{1}$", "**bold**", "*soft*", r"$\frac{a}{b}$", "`{{c1::no}}`", "~~old~~"]
_HOSTILE = [
    *("## ", "# ", "### ", "Q: ", "A: ", "Q:", "---\n", "===\n", "- [x] ", "- [ ] ", "- ", "1. "),
    *("> ", "{{c1::", "{{c2::", "}}", "::", "$", "$$", "`", "```", "```typed\n", "~~~", "    "),
    *("<!-- card: {id: g2k9q4m7} -->", "<!-- card: {reversed: true} -->", "<!-- card: {", "-->"),
    *("<!--", "<div>", "**", "*", "_", "[a]", "[a]: http://x\n", "![i](", "](u)", "|", "|---|\n"),
    *("\n", "\n\n", "\r\n", "\r", "\t", "\0", "\x0c", "\u2028", "\ufeff", "\\", "{", "}", "word"),
    *("id: x\n", "week: 3\n", "level: 1\n", "two words"),
]

words = st.sampled_from(_WORDS)
sentences = st.lists(st.sampled_from(_WORDS + _INLINES), min_size=1, max_size=6).map(
    lambda parts: " ".join(["So", *parts])
)
note_ids = st.tuples(st.sampled_from(ALPHABET[16:]), st.text(ALPHABET, min_size=7, max_size=7)).map(
    "".join
)
tags = st.lists(st.sampled_from(["l1", "week-3", "maths"]), unique=True, max_size=3)
hostile_texts = st.lists(st.sampled_from(_HOSTILE), max_size=40).map("".join)
hostile_bytes = st.one_of(
    hostile_texts.map(str.encode),
    st.binary(max_size=200),
    st.tuples(hostile_texts, st.binary(max_size=4), hostile_texts).map(
        lambda parts: parts[0].encode() + parts[1] + parts[2].encode()
    ),
)


@dataclass(frozen=True)
class Written:
    """A note as an author writes it, and what it must be read as."""

    heading: str
    body: str
    kind: str
    prompt: str
    answer: str
    options: tuple[Option, ...] = ()
    deletions: tuple[Deletion, ...] = ()
    fence: tuple[str, str] | None = None
    id: str | None = None
    tags: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The note's Markdown."""
        settings = [f"id: {self.id}"] if self.id else []
        settings += [f"tags: [{', '.join(self.tags)}]"] if self.tags else []
        comment = f"<!-- card: {{{', '.join(settings)}}} -->\n" if settings else ""
        return f"## {self.heading}\n{comment}\n{self.body}\n"


@st.composite
def _basic(draw: st.DrawFn) -> Written:
    heading, blocks = draw(sentences), draw(st.lists(sentences, min_size=1, max_size=3))
    answer = "\n\n".join(blocks)
    context = draw(st.none() | sentences)
    if context is None:
        return Written(heading, answer, "basic", heading, answer)
    body = f"{context}\n\n---\n\n{answer}"
    return Written(heading, body, "basic", f"{heading}\n\n{context}", answer)


@st.composite
def _choice(draw: st.DrawFn) -> Written:
    heading, why = draw(sentences), draw(sentences)
    texts = draw(st.lists(sentences, min_size=2, max_size=4))
    rights = draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts)))
    rights[0] = True
    options = tuple(Option(text, right) for text, right in zip(texts, rights, strict=True))
    lines = "\n".join(f"- [{'x' if one.right else ' '}] {one.text}" for one in options)
    return Written(heading, f"{lines}\n\n{why}", "choice", heading, why, options=options)


@st.composite
def _fenced(draw: st.DrawFn) -> Written:
    heading, before, after = draw(sentences), draw(sentences), draw(sentences)
    name = draw(st.sampled_from(["typed", "numeric", "ordering"]))
    lines = draw(st.lists(st.one_of(sentences, st.just("---"), st.just("## no")), min_size=1))
    fence = "".join(f"{line}\n" for line in lines)
    body = f"{before}\n\n```{name}\n{fence}```\n\n{after}"
    return Written(heading, body, name, f"{heading}\n\n{before}", after, fence=(name, fence))


@st.composite
def _cloze(draw: st.DrawFn) -> Written:
    heading = draw(sentences)
    inlines = st.sampled_from([text for text in _INLINES if "c1" not in text] + _WORDS)
    hints = st.sampled_from(["", "a hint"])
    deletions = draw(
        st.lists(st.builds(Deletion, st.integers(1, 9), inlines, hints), min_size=1, max_size=4)
    )
    parts = [draw(sentences)]
    for one in deletions:
        hint = f"::{one.hint}" if one.hint else ""
        parts += [f"{{{{c{one.number}::{one.answer}{hint}}}}}", draw(words)]
    body = " ".join(parts)
    return Written(heading, body, "cloze", heading, body, deletions=tuple(deletions))


@st.composite
def written_notes(draw: st.DrawFn) -> Written:
    """A note of any kind, with or without settings."""
    note = draw(st.one_of(_basic(), _choice(), _fenced(), _cloze()))
    note_id, note_tags = draw(st.none() | note_ids), draw(tags)
    return Written(**{**vars(note), "id": note_id, "tags": tuple(note_tags)})


decks = st.lists(
    written_notes(), min_size=1, max_size=5, unique_by=lambda note: note.id or id(note)
)
