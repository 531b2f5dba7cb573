"""What pages fold away comes back as it was, under a name that nobody guesses."""

from __future__ import annotations

import gzip
import json
import re

from advisor.wizard.folding import MOST, folded, found, hold


def test_texts_come_back_under_one_name_each() -> None:
    texts = ("<p>Zürich &amp; Łódź</p>", "", "</script>")
    folds = folded(texts)
    assert hold(folds) == f"folds/{folds.name}"
    back = found(folds.name)
    assert back
    assert json.loads(gzip.decompress(back.packed)) == list(texts)
    assert folded(list(texts)) == folds
    assert folded(texts[:2]).name != folds.name
    assert re.fullmatch("[0-9a-f]{32}", folds.name)


def test_the_oldest_goes_and_is_there_again_when_its_page_is_drawn_again() -> None:
    first = folded(("the first",))
    hold(first)
    for number in range(MOST):
        hold(folded((f"another {number}",)))
    assert found(first.name) is None
    hold(first)
    assert found(first.name) == first
