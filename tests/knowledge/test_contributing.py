"""The example that contributors copy is the real file."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_diff_that_is_shown_is_the_file() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    shown = re.search(
        r"```diff\n--- /dev/null\n\+\+\+ b/(?P<path>\S+)\n(?P<lines>.*?)```", text, re.DOTALL
    )
    assert shown is not None
    added = [line.removeprefix("+") for line in shown["lines"].splitlines()]
    assert added == (ROOT / shown["path"]).read_text(encoding="utf-8").splitlines()
