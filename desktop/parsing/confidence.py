"""How sure a claim is: five levels, each the share of such claims that annotated texts show to be right.

A rule states a level, it computes none. What raises a level is agreement of evidence that does not depend on each
other (signature and title, number and contents list, two places of the text); what lowers it is a rival value, or a
place where such a value does not usually stand.
"""

from __future__ import annotations

CERTAIN = 0.99
"""Two independent places agree, or the text holds nothing that could be a value."""

LIKELY = 0.95
"""One place, of the form and at the spot that the standard gives the element."""

FAIR = 0.88
"""One place of the right form at an unusual spot, or a value taken from the second-best place."""

DOUBTFUL = 0.7
"""A rival value, a broken form, or an element missing that a document should have."""

WEAK = 0.5
"""No better than a guess; a person has to decide."""

FLAG_BELOW = 0.9
"""Claims less sure than this are shown to the reviewer as doubtful."""


def is_doubtful(confidence: float) -> bool:
    """Tell whether a claim of this confidence is to be flagged."""
    return confidence < FLAG_BELOW
