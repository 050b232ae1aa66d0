"""``make constraints``: resolve every dependency anew and write the hashed constraint files."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOW = (
    "--universal",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--python-version",
    "3.11",
)
FILES = {
    "constraints.txt": (),
    "constraints-dev.txt": ("--extra", "test", "--extra", "check", "-c", "constraints.txt"),
    "constraints-bench.txt": (
        *("--extra", "test", "--extra", "check", "--extra", "bench"),
        *("-c", "constraints-dev.txt"),
    ),
}


def main() -> int:
    """Write the files; gives the exit code."""
    uv = shutil.which("uv")
    if uv is None:
        sys.stderr.write("uv is not installed; `pipx install uv` brings it\n")
        return 3
    for name, options in FILES.items():
        _compile(uv, name, ("pyproject.toml", "-", *options), "hatchling>=1.27\n")
    _compile(uv, "constraints-clanki.txt", ("-",), "clanki>=0.1.4\n")
    return 0


def _compile(uv: str, name: str, sources: tuple[str, ...], more: str) -> None:
    command = [uv, "pip", "compile", "--quiet", *sources, *HOW, "-o", name]
    subprocess.run(command, cwd=ROOT, input=more, text=True, check=True)


if __name__ == "__main__":
    sys.exit(main())
