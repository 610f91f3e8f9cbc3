"""Numbers of bank cards and accounts (银行卡号、账号)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.disclosure.sensitive.candidate import LABELLED, PROVEN, Candidate
from desktop.disclosure.sensitive.checksums import fits_luhn
from desktop.disclosure.sensitive.numbers import Number
from desktop.disclosure.sensitive.scene import Scene
from desktop.domain.finding import Advice, FindingKind

_PREFIXES = ("62", "4", "51", "52", "53", "54", "55", "35", "60", "9558", "9559", "9400", "9843", "9888")
"""What the numbers of cards begin with (银联, Visa, MasterCard, JCB, old cards of single banks)."""


def find(scene: Scene, number: Number) -> Iterator[Candidate]:
    """Yield the bank card that a number is."""
    if not 16 <= len(number.digits) <= 19:
        return
    fits = fits_luhn(number.digits)
    label = scene.label(number.start)
    is_labelled = label is not None and label.kind == "bank"
    if fits and is_labelled and label is not None:
        known = f"{len(number.digits)}位号码，校验位正确，在“{label.word}”之后"
        yield Candidate(FindingKind.BANK_CARD, number.spans, PROVEN, Advice.MASK, known, "银行卡号应当遮盖")
    elif fits and number.digits.startswith(("62",)) and label is None and not number.is_broken:
        known = f"{len(number.digits)}位号码，银行卡的开头，校验位正确"
        yield Candidate(FindingKind.BANK_CARD, number.spans, LABELLED, Advice.MASK, known, "银行卡号应当遮盖")
