"""Which characters leave ink on paper."""

from __future__ import annotations

UNSEEN = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad")
"""Characters that print nothing, beside blanks."""
_LAST_BLANK = 0x3000
NO_INK = UNSEEN | {blank for blank in map(chr, range(_LAST_BLANK + 1)) if blank.isspace()}
"""Characters that leave no ink: those, and all blanks of Unicode."""


def printed(char: str) -> bool:
    """Tell whether a character leaves ink."""
    return char not in NO_INK
