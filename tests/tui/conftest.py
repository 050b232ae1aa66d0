from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.collection import Collection
from engine.settings import Settings
from tests.tui.sample import collection

DECK = """\
---
deck: Ridge
---

## What does ridge shrink?

The weights, **towards zero**.

## Which penalty gives sparse weights?

```typed
lasso
L1 penalty
```

Its corners stand on the axes.

## What helps when bias dominates?

- [ ] A larger penalty
- [x] A smaller penalty
- [ ] More rows

## Which of these regularize?

- [x] Dropout
- [x] Early stopping
- [ ] A larger batch

## Order by latency, fastest first

```ordering
- L1 cache
- main memory
- network
```
"""

Make = Callable[..., Collection]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Collections in a temporary folder, closed at the end."""
    made: list[Collection] = []

    def build(decks: dict[str, str] | None = None, settings: Settings | None = None) -> Collection:
        chosen = {"ridge.md": DECK} if decks is None else decks
        made.append(collection(tmp_path / "collection", chosen, settings))
        return made[-1]

    yield build
    for each in made:
        each.close()
