"""What is installed: two packages, the decks beside them, and a command that finds both."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_two_packages_and_the_decks_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    data = {top for top in tops if top.endswith((".dist-info", ".data"))}
    assert tops - data == {"engine", "tui"}
    shared = [name for name in names if ".data/data/share/redrill/decks/" in name]
    assert any(name.endswith("/regularization.md") for name in shared)
    assert any(name.endswith("/LICENSE") for name in shared)
    assert "tui/app.tcss" in names


def test_an_installed_redrill_finds_its_decks_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    prefix = tmp_path / "prefix"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(prefix / "lib")
    (data,) = (prefix / "lib").glob("*.data/data/share")
    data.rename(prefix / "share")
    script = (
        "import sys, sysconfig; "
        f"sysconfig.get_path = lambda *_, **__: {str(prefix)!r}; "
        "from tui.cli import run; sys.exit(run(['list', '--json', '--limit', '1']))"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-c",
            f"import sys; sys.path.insert(0, {str(prefix / 'lib')!r}); {script}",
        ],
        cwd=tmp_path,
        env={"HOME": str(tmp_path / "home"), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert '"state": "new"' in done.stdout


def test_the_constraints_name_hashes_and_no_address() -> None:
    for path in ROOT.glob("constraints*.txt"):
        text = path.read_text()
        assert not re.search(r"https?://|--(extra-)?index-url|--find-links", text)
        pinned = re.findall(r"^[a-z0-9][\w.-]*==", text, re.MULTILINE)
        assert len(pinned) <= text.count("--hash=sha256:")
