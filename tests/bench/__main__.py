"""``python -m tests.bench [NAME]...``: what the README claims about speed, measured now, as ratios."""

import argparse
import json
import tempfile
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

BENCHES = ("index", "grade", "counts", "startup", "keys", "memory")


def main() -> None:
    """Run the benches named, all of them by default. A missed budget is printed, not an error."""
    reader = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    reader.add_argument("names", nargs="*", choices=[[], *BENCHES], help=", ".join(BENCHES))
    reader.add_argument("--json", action="store_true", help="one JSON object a line")
    chosen = reader.parse_args()
    if not chosen.json:
        print(f"{'':46} {'ours':>9}     {'peer':>9}      ratio")
    with tempfile.TemporaryDirectory(prefix="redrill-bench-") as folder:
        for name in chosen.names or BENCHES:
            for figure in import_module(f"tests.bench.{name}").figures(Path(folder)):
                said = {**asdict(figure), "ratio": figure.ratio, "met": figure.met}
                print(json.dumps(said) if chosen.json else figure, flush=True)


main()
