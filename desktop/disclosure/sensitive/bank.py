"""Numbers of bank cards and accounts (银行卡号、账号)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.disclosure.sensitive.candidate import LABELLED, PROVEN, Candidate
from desktop.disclosure.sensitive.checksums import fits_luhn
from desktop.disclosure.sensitive.labels import Label
from desktop.disclosure.sensitive.numbers import Number
from desktop.disclosure.sensitive.scene import Scene
from desktop.domain.finding import Advice, FindingKind

_CARD = re.compile("62[0-9]{14,17}")
"""A card of 银联 by its beginning; others look like too many things to be told without a label."""
_CARD_SIZES = range(16, 20)
_ACCOUNT_SIZES = range(12, 22)
_AROUND = 80
_ORGANISATION = re.compile(
    r"(?:户名|开户名称?|开户单位|账户名称?|帐户名称?|收款单位|单位名称|收款人)[: \t]{0,4}[^\n，,。；;:\t]{2,30}?"
    r"(?:公司|局|厅|委员会|中心|政府|办公室|学校|医院|协会|总会|基金会|集团|财政所|事务所|合作社|委|院|站|所|处|会|厂|行)"
)
_ORGANISATION_ENDS = re.compile(r"(?:财政局|总会|基金会|中心|公司|协会|捐款账户|财政专户|非税)")


def find(scene: Scene, number: Number) -> Iterator[Candidate]:
    """Yield the bank card or the account that a number is: by its label, or by its beginning and its check digit."""
    size = len(number.digits)
    if size not in _ACCOUNT_SIZES or (number.is_broken and size not in _CARD_SIZES):
        return
    fits = size in _CARD_SIZES and fits_luhn(number.digits)
    if not fits and not number.is_solid:
        return
    label = scene.label(number.start)
    if label is not None and label.kind == "bank" and (label.is_close or len(label.gap) < 12):
        if not fits and len(set(number.digits)) < 3:
            return
        yield _labelled(scene, number, label, fits)
    elif fits and label is None and not number.is_broken and _CARD.fullmatch(number.digits):
        known = f"{size}位号码，是银行卡的开头，校验位正确"
        yield Candidate(FindingKind.BANK_CARD, number.spans, LABELLED, Advice.MASK, known, "银行卡号应当遮盖")


def _labelled(scene: Scene, number: Number, label: Label, fits: bool) -> Candidate:
    told = f"{len(number.digits)}位号码，" + ("校验位正确，" if fits else "") + f"在“{label.word}”之后"
    around = scene.around(number.start, number.end, _AROUND)
    if not fits and (_ORGANISATION.search(around) or _ORGANISATION_ENDS.search(around)):
        advice, why = Advice.KEEP, "是单位的账户，可以保留"
    else:
        advice, why = Advice.MASK, "银行账号应当遮盖"
    certainty = PROVEN if fits else LABELLED
    return Candidate(FindingKind.BANK_CARD, number.spans, certainty, advice, told, why)
