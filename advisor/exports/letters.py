"""How wide a text is on a slide or sheet, so that it is broken as an office program breaks it.

Widths are those of Calibri, which office programs bring or replace by type of the same widths, in
thousandths of the type's size, for the letters from blank to tilde.
"""

from __future__ import annotations

FIRST = 32
OTHER = 620  # letters beyond the table; most are letters with accents, and narrower
WIDE = 905  # arrows and signs
SLACK = 1.02  # office programs hint letters to whole dots
PLAIN = (
    226, 326, 401, 498, 507, 715, 682, 221, 303, 303, 498, 498, 250, 306, 252, 386,
    507, 507, 507, 507, 507, 507, 507, 507, 507, 507, 268, 268, 498, 498, 498, 463,
    894, 579, 544, 533, 615, 488, 459, 631, 623, 252, 319, 520, 420, 855, 646, 662,
    517, 673, 543, 459, 487, 642, 567, 890, 519, 487, 468, 307, 386, 307, 498, 498,
    291, 479, 525, 423, 525, 498, 305, 471, 525, 229, 239, 455, 229, 799, 525, 527,
    525, 525, 349, 391, 335, 525, 452, 715, 433, 453, 395, 314, 460, 314, 498,
)  # fmt: skip
BOLD = (
    226, 326, 438, 498, 507, 729, 705, 233, 312, 312, 498, 498, 258, 306, 267, 430,
    507, 507, 507, 507, 507, 507, 507, 507, 507, 507, 276, 276, 498, 498, 498, 463,
    898, 606, 561, 529, 630, 488, 459, 637, 631, 267, 331, 547, 423, 874, 659, 676,
    532, 686, 563, 473, 495, 653, 591, 906, 551, 520, 478, 325, 430, 325, 498, 498,
    300, 494, 537, 418, 537, 503, 316, 474, 537, 246, 255, 480, 246, 813, 537, 538,
    537, 537, 355, 399, 347, 537, 473, 745, 459, 474, 397, 344, 475, 344, 498,
)  # fmt: skip


def width(text: str, *, bold: bool = False) -> float:
    """The width of a text on one line, in the size of its type."""
    table = BOLD if bold else PLAIN
    return SLACK * sum(_letter(ord(letter), table) for letter in text) / 1000


def _letter(code: int, table: tuple[int, ...]) -> int:
    at = code - FIRST
    if 0 <= at < len(table):
        return table[at]
    return OTHER if code < 0x2000 else WIDE


def lines(text: str, wide: float, *, bold: bool = False) -> int:
    """How many lines a text takes in a width given in the size of its type, words kept whole. A
    word that is wider than that is broken, as office programs do."""
    blank = width(" ", bold=bold)
    found, used = 1, 0.0
    for word in text.split():
        own = width(word, bold=bold)
        if used and used + blank + own > wide:
            found, used = found + 1, 0.0
        used += own + (blank if used else 0)
        while used > wide:
            found, used = found + 1, used - wide
    return found
