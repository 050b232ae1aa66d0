"""Big collections for measuring: realistic notes of every kind, the same on every run."""

import random
from pathlib import Path

WORDS = (
    "gradient",
    "variance",
    "ridge",
    "lasso",
    "kernel",
    "margin",
    "entropy",
    "shard",
    "quorum",
    "replica",
    "watermark",
    "window",
    "latency",
    "budget",
    "cache",
    "shuffle",
    "skew",
    "straggler",
    "checkpoint",
    "offset",
    "label",
    "drift",
    "recall",
    "precision",
)


def _sentence(draw: random.Random, words: int) -> str:
    return " ".join(draw.choice(WORDS) for _ in range(words))


def _note(number: int, draw: random.Random) -> str:
    prompt = f"Card {number}: what does {_sentence(draw, 5)} cost?"
    answer = f"{_sentence(draw, 14)}, since $\\lambda_{{{number % 9}}} = \\sigma^2/\\tau^2$ and *n* grows."
    match number % 8:
        case 0:
            return f"## {prompt}\n\nThe cost is {{{{c1::$O(n \\log n)$}}}} because {answer}\n"
        case 1:
            return f"## {prompt}\n\n- [ ] {_sentence(draw, 3)}\n- [x] {_sentence(draw, 4)}\n\n{answer}\n"
        case 2:
            return f"## {prompt}\n\n```typed\n{_sentence(draw, 2)}\n```\n\n{answer}\n"
        case 3:
            return f"## {prompt}\n\n```numeric\nanswer: {number}\ntolerance: 1%\n```\n\n{answer}\n"
        case 4:
            return f"## {prompt}\n\n{answer}\n\n```python\nx = {number}\nprint(x ** 2)\n```\n"
        case _:
            return f"## {prompt}\n\n{answer}\n\n$$\n\\frac{{a_{{{number}}}}}{{1 + b}}\n$$\n"


def write(folder: Path, cards: int, files: int = 20) -> None:
    """Fill ``folder`` with ``files`` decks that hold ``cards`` cards in all."""
    folder.mkdir(parents=True, exist_ok=True)
    draw = random.Random(7)
    share = cards // files
    for part in range(files):
        notes = [_note(part * share + number, draw) for number in range(share)]
        text = f"---\ndeck: Bench::Part {part:02}\n---\n\n# Part {part}\n\n" + "\n".join(notes)
        (folder / f"part-{part:02}.md").write_text(text, encoding="utf-8")
