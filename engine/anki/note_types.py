"""The two note types of every export. Frozen: Anki refuses updates of notes whose type changed.

Names, order and number of fields and cards, and the ids, must never change. Styling and the text of
the templates may: raise ``CHANGED`` with them, and Anki takes over the newer ones. ``Extra`` holds
the explanation; a later version may put more into it or into ``Source``, but adds no field.
"""

from dataclasses import dataclass
from typing import Final

from engine.anki.names import Family

CHANGED: Final = 1_767_225_600
"""UTC second in which styling or templates last changed (2026-01-01)."""

_FOOT = (
    '{{#Extra}}<div class="extra">{{Extra}}</div>{{/Extra}}'
    '{{#Source}}<div class="source">{{Source}}</div>{{/Source}}'
)
_TYPED = "{{#Typed}}{{type:Typed}}{{/Typed}}"


@dataclass(frozen=True, slots=True)
class CardTemplate:
    """One card of a note type: its name, question and answer in Anki's template language."""

    name: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class NoteType:
    """One note type: a fixed id, field names in order and the cards made from them."""

    id: int
    name: str
    fields: tuple[str, ...]
    templates: tuple[CardTemplate, ...]
    cloze: bool = False


NOTE_TYPES: Final = {
    Family.PLAIN: NoteType(
        id=1_767_225_600_101,
        name="Redrill",
        fields=("Front", "Back", "Reverse", "Typed", "Extra", "Source"),
        templates=(
            CardTemplate(
                "Forward",
                f"{{{{Front}}}}{_TYPED}",
                f"{{{{Front}}}}<hr id=answer>{_TYPED}{{{{Back}}}}{_FOOT}",
            ),
            CardTemplate(
                "Reverse",
                "{{#Reverse}}{{Back}}{{/Reverse}}",
                f"{{{{Back}}}}<hr id=answer>{{{{Front}}}}{_FOOT}",
            ),
        ),
    ),
    Family.CLOZE: NoteType(
        id=1_767_225_600_102,
        name="Redrill cloze",
        fields=("Text", "Extra", "Source"),
        templates=(CardTemplate("Cloze", "{{cloze:Text}}", "{{cloze:Text}}" + _FOOT),),
        cloze=True,
    ),
}

CSS: Final = """\
.card { font: 20px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: #1d2126;
  background: #fdfdfb; max-width: 42em; margin: 0 auto; padding: 0 .6em; text-align: left;
  overflow-wrap: anywhere; }
p, ul, ol, table, pre, blockquote { margin: .6em 0; }
h1, h2, h3, h4, h5, h6 { font-size: 1em; margin: .8em 0 .4em; }
ul, ol { padding-left: 1.4em; }
li.task { list-style: none; margin-left: -1.2em; }
img { max-width: 100%; height: auto; }
hr { border: 0; border-top: 1px solid #c9ccd1; margin: 1em 0; }
blockquote { border-left: 3px solid #c9ccd1; margin-left: 0; padding-left: .8em; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid #c9ccd1; padding: .2em .5em; overflow-wrap: normal; }
code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Roboto Mono", monospace; }
code { font-size: .85em; background: #eef0f2; border-radius: .25em; padding: .05em .25em; }
pre { font-size: .7em; line-height: 1.45; background: #eef0f2; border-radius: .4em;
  padding: .6em .7em; overflow-x: auto; white-space: pre; overflow-wrap: normal; }
pre code { font-size: inherit; background: none; padding: 0; }
.context { color: #5d6570; }
.cloze { font-weight: bold; color: #1f5fbf; }
.extra { border-top: 1px solid #e3e5e8; margin-top: .9em; font-size: .9em; }
.source { color: #767d87; font-size: .75em; margin-top: .9em; }
.hl-c { color: #68707a; font-style: italic; }
.hl-k { color: #8a3fa0; }
.hl-s { color: #2f7a35; }
.hl-m { color: #a3500b; }
.hl-f { color: #1f5fbf; }
.hl-o { color: #4d5661; }
.nightMode.card, .nightMode .card, .night_mode .card { color: #e4e6e9; background: #1c1e21; }
.nightMode code, .nightMode pre, .night_mode code, .night_mode pre { background: #2a2d31; }
.nightMode pre code, .night_mode pre code { background: none; }
.nightMode hr, .nightMode th, .nightMode td, .nightMode .extra, .night_mode hr, .night_mode th,
.night_mode td, .night_mode .extra { border-color: #454a51; }
.nightMode .context, .nightMode .source, .night_mode .context, .night_mode .source {
  color: #9aa2ac; }
.nightMode .cloze, .nightMode .hl-f, .night_mode .cloze, .night_mode .hl-f { color: #7fb0ff; }
.nightMode .hl-c, .night_mode .hl-c { color: #949ca6; }
.nightMode .hl-k, .night_mode .hl-k { color: #d59be6; }
.nightMode .hl-s, .night_mode .hl-s { color: #8fcf94; }
.nightMode .hl-m, .night_mode .hl-m { color: #f0a868; }
.nightMode .hl-o, .night_mode .hl-o { color: #b7bec7; }
"""
