"""The command line as scripts see it: exit codes and JSON."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tui import cli

DECK = """\
---
deck: Bench
---

## Why does L1 give exact zeros?
<!-- card: {id: g2k9q4m7, tags: [l1]} -->

Its slope at 0 is not 0.

## Which tree rebalances by rotation after every insert?
<!-- card: {id: h2k9q4m7} -->

```typed
AVL tree
```

## How many bytes are 2 KiB?
<!-- card: {id: j2k9q4m7} -->

```numeric
answer: 2048
unit: bytes
```

## Which penalty shares the weight between twins?
<!-- card: {id: k2k9q4m7} -->

- [ ] L1
- [x] L2

## Order these latencies, fastest first
<!-- card: {id: m2k9q4m7} -->

```ordering
- L1 cache
- DRAM
- NVMe
```
"""


class Shell:
    """Runs commands on one collection and keeps what they print."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self._capsys = capsys

    def __call__(self, *words: str, code: int = 0) -> str:
        self._capsys.readouterr()
        found = cli.run(["--collection", str(self.root), *words])
        self.out, self.err = self._capsys.readouterr()
        assert found == code, self.out + self.err
        return self.out

    def json(self, *words: str, code: int = 0) -> Any:
        return json.loads(self(*words, "--json", code=code))


@pytest.fixture
def shell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Shell:
    monkeypatch.setenv("REDRILL_NOW", "2027-01-20T09:00:00+01:00")
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / "bench.md").write_text(DECK, encoding="utf-8")
    (tmp_path / "redrill.toml").touch()
    return Shell(tmp_path, capsys)


def feed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    import io

    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_list_gives_every_card_with_the_documented_keys(shell: Shell) -> None:
    cards = shell.json("list")
    assert [each["card"] for each in cards] == [f"{letter}2k9q4m7" for letter in "ghjkm"]
    assert cards[0] == {
        "card": "g2k9q4m7",
        "note": "g2k9q4m7",
        "deck": "Bench",
        "kind": "basic",
        "prompt": "Why does L1 give exact zeros?",
        "state": "new",
        "due": None,
        "stability": None,
        "difficulty": None,
        "reps": 0,
        "lapses": 0,
        "suspended": False,
        "flagged": False,
        "tags": ["l1"],
    }


def test_due_is_a_utc_time_in_steps_and_a_study_date_after(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, "\n3\nAVL tree\n4\n:q\n")
    shell("review", "--plain", "g2k9q4m7", "h2k9q4m7")
    basic, typed, *_ = shell.json("list")
    assert basic["state"] == "learning"
    assert basic["due"].startswith("2027-01-20T08:1")
    assert basic["due"].endswith("+00:00")
    assert typed["state"] == "review"
    assert typed["due"] > "2027-01-20"
    assert len(typed["due"]) == 10


@pytest.mark.parametrize(
    ("card", "answer", "verdict", "rating"),
    [
        ("h2k9q4m7", "avl  TREE", "right", 3),
        ("h2k9q4m7", "AVL trie", "close", 1),
        ("h2k9q4m7", "heap", "wrong", 1),
        ("j2k9q4m7", "2 KiB", "right", 3),
        ("j2k9q4m7", "2000", "wrong", 1),
        ("j2k9q4m7", "many", "invalid", None),
        ("k2k9q4m7", "L2", "right", 3),
        ("k2k9q4m7", "L1", "wrong", 1),
        ("m2k9q4m7", "L1 cache\nDRAM\nNVMe", "right", 3),
        ("m2k9q4m7", "DRAM\nL1 cache\nNVMe", "wrong", 1),
    ],
)
def test_grade_judges_without_writing_to_the_history(
    shell: Shell, card: str, answer: str, verdict: str, rating: int | None
) -> None:
    judged = shell.json("grade", card, "--answer", answer)
    assert list(judged) == ["card", "kind", "verdict", "message", "diagnosis", "rating"]
    assert (judged["verdict"], judged["rating"]) == (verdict, rating)
    assert shell.json("list")[0]["reps"] == 0


def test_a_card_that_nobody_can_check_or_that_is_not_there_is_a_usage_error(shell: Shell) -> None:
    shell("grade", "g2k9q4m7", "--answer", "x", code=2)
    shell("show", "zzzzzzzz", code=2)
    assert "redrill list" in shell.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("retention = 0.5", "0.70-0.99"),
        ("colour = 1", "unknown setting"),
        ("x = [", "redrill.toml"),
    ],
)
def test_bad_settings_are_named_with_file_and_key(shell: Shell, text: str, said: str) -> None:
    (shell.root / "redrill.toml").write_text(text)
    shell("today", code=2)
    assert said in shell.err
    assert "Traceback" not in shell.err


def test_a_bad_clock_is_a_usage_error(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDRILL_NOW", "noon")
    shell("today", code=2)
    assert "2027-01-20T08:30" in shell.err


def test_a_damaged_history_is_an_environment_error(shell: Shell) -> None:
    (shell.root / "redrill.db").write_bytes(b"no database at all " * 300)
    shell("today", code=3)
    assert "no database" in shell.err


def test_check_is_clean_or_lists_findings_or_refuses_the_path(shell: Shell) -> None:
    shell("check", str(shell.root / "decks"))
    bad = shell.root / "decks" / "bad.md"
    bad.write_text("## What is the price of this?\n\nContext\n---\nAnswer.\n")
    out = shell("check", str(bad), code=1)
    assert out.startswith(f"{bad}:4:1: error: ")
    assert "blank line before ---" in out
    (finding,) = shell.json("check", str(bad), code=1)
    assert (finding["line"], finding["level"]) == (4, "error")
    shell("check", str(shell.root / "nowhere.md"), code=2)


def test_stamp_writes_ids_once_and_says_what_it_would_do(shell: Shell) -> None:
    path = shell.root / "decks" / "new.md"
    path.write_text("## What is a new note without an id?\n\nThis one.\n")
    (card,) = (each["card"] for each in shell.json("list", "deck:new"))
    assert "would get" in shell("stamp", "--dry-run")
    assert "card:" not in path.read_text()
    shell("stamp")
    assert f"<!-- card: {{id: {card}}} -->" in path.read_text()
    assert "every note has its id" in shell("stamp")


def test_add_appends_a_stamped_note_to_the_inbox(shell: Shell) -> None:
    out = shell("add", "--text", "## What did I learn at work today?\n\nThat caches lie.\n")
    (row,) = shell.json("list", "deck:inbox")
    assert row["card"] in out
    assert row["card"] in (shell.root / "decks" / "inbox.md").read_text()
    shell("add", "--text", "no heading", code=2)
    assert "nothing was added" in shell.err


def test_undo_lists_and_takes_back(shell: Shell) -> None:
    shell("flag", "g2k9q4m7")
    shell("suspend", "h2k9q4m7")
    assert [each["text"].split()[0] for each in shell.json("undo", "--list")] == [
        "suspended",
        "flagged",
    ]
    flagged = shell.json("undo", "--list")[1]["id"]
    shell("undo", flagged)
    shell("undo", flagged, code=2)
    rows = shell.json("list")
    assert (rows[0]["flagged"], rows[1]["suspended"]) == (False, True)
    shell("undo")
    assert "nothing to undo" in shell("undo")


def test_backup_and_merge_bring_two_devices_together(shell: Shell, tmp_path: Path) -> None:
    shell("flag", "g2k9q4m7")
    copy = tmp_path / "copy.db"
    shell("backup", str(copy))
    shell("backup", str(copy), code=2)
    shell("undo")
    assert "0 new events" in shell("merge", str(copy))
    assert sqlite3.connect(copy).execute("SELECT count(*) FROM events").fetchone() == (2,)


def test_doctor_names_every_path_and_a_key_clash(shell: Shell) -> None:
    facts = shell.json("doctor")
    assert facts["integrity"] == "ok"
    assert facts["history"] == str(shell.root / "redrill.db")
    assert facts["faults"] == []
    (shell.root / "redrill.toml").write_text('[keys]\nundo = "f"\n')
    faults = shell.json("doctor", code=3)["faults"]
    assert "undo" in faults[0]
    assert "flag" in faults[0]


def test_today_counts_what_is_to_do(shell: Shell) -> None:
    now = shell.json("today")
    assert (now["day"], now["new"], now["due"]) == ("2027-01-20", 5, 0)
    assert now["decks"][0]["kinds"] == {
        "basic": 1,
        "typed": 1,
        "numeric": 1,
        "choice": 1,
        "ordering": 1,
    }
    assert "Bench" in shell("today")


def test_export_writes_where_it_is_told(shell: Shell, tmp_path: Path) -> None:
    assert "5 notes, 5 cards" in shell("export", "-o", str(tmp_path / "out.apkg"))
    assert (tmp_path / "out.apkg").read_bytes()[:2] == b"PK"
    shell("export")
    assert (shell.root / "exports" / "redrill.apkg").read_bytes() == (
        tmp_path / "out.apkg"
    ).read_bytes()
    shell("export", "Nowhere", code=2)
    assert "Bench" in shell.err


def test_an_unknown_command_is_a_usage_error(shell: Shell) -> None:
    shell("reviw", code=2)


@pytest.mark.parametrize("words", [["--help"], ["check", "decks"]])
def test_light_commands_load_neither_the_app_nor_the_database(
    shell: Shell, words: list[str]
) -> None:
    script = (
        "import sys; from tui import cli; "
        f"cli.run({words!r}); "
        "print([name for name in ('textual', 'sqlalchemy', 'rich', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=shell.root,
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(Path(cli.__file__).parents[1])},
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_engine_never_loads_the_terminal() -> None:
    script = (
        "import importlib, pkgutil, sys, engine; "
        "[importlib.import_module(each.name) for each in pkgutil.walk_packages(engine.__path__, 'engine.')]; "
        "print([name for name in ('textual', 'rich', 'click') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(cli.__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_render_lays_a_formula_out_and_points_at_what_it_cannot_read(shell: Shell) -> None:
    assert [line.strip() for line in shell("render", r"\frac{a}{b}").splitlines()] == [
        "a",
        "───",
        "b",
    ]
    assert shell("render", "--inline", r"\frac{a}{b}") == "a/b\n"
    assert shell("render", "--ascii", "--inline", r"\lambda").isascii()
    shell("render", r"\frac{a}{b", code=1)
    assert "column" in shell.err
