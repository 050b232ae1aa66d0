import subprocess
import sys

import pytest

from engine.errors import UsageError
from engine.quiz import registry


def test_every_kind_is_found_under_its_own_name() -> None:
    for name in registry.names():
        assert registry.kind(name).name == name


def test_fences_are_the_kinds_that_a_block_names() -> None:
    assert registry.fence_names() == {"typed", "numeric", "ordering"}


def test_an_unknown_kind_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(UsageError, match=r"'essay'.*basic.*ordering"):
        registry.kind("essay")


def test_asking_for_the_names_loads_no_kind() -> None:
    script = (
        "import sys; from engine.quiz import registry; registry.names(); registry.fence_names();"
        "print([name for name in sys.modules if name.startswith(('engine.quiz.', 'markdown_it'))])"
    )
    run = [sys.executable, "-c", script]
    loaded = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert "numeric" not in loaded
    assert "markdown_it" not in loaded
