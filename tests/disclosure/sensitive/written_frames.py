"""The test set: passages as they stand in official documents, with invented persons whose numbers have valid checks.

A frame begins with a line "== …". {code} is filled with an invented number, {kind=…} holds a literal that must be
found, {-…} one that only looks like sensitive data. Whatever else is found in a frame is wrong too.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.finding import FindingKind
from tests.disclosure.sensitive.invented import Invented

FRAMES = Path(__file__).parent / "frames"
_PART = re.compile(r"\{([^{}]*)\}")
_LITERAL = {
    "address": FindingKind.ADDRESS,
    "birth": FindingKind.BIRTH_DATE,
    "minor": FindingKind.MINOR,
    "cond": FindingKind.CONDITION,
    "sign": FindingKind.SIGNATURE,
    "secret": FindingKind.SECRECY_MARK,
    "mark": FindingKind.INTERNAL_MARK,
}
_MADE: dict[str, tuple[FindingKind, Callable[[Invented], str]]] = {
    "id": (FindingKind.ID_CARD, Invented.id_card),
    "idx": (FindingKind.ID_CARD, lambda made: made.id_card("X")),
    "id15": (FindingKind.ID_CARD, Invented.old_id_card),
    "id_wrong": (FindingKind.ID_CARD, Invented.wrong_id_card),
    "idw": (FindingKind.ID_CARD, lambda made: made.wide(made.id_card())),
    "idb": (FindingKind.ID_CARD, lambda made: made.grouped(made.id_card(), (6, 8, 4), " ")),
    "idn": (FindingKind.ID_CARD, lambda made: made.grouped(made.id_card(), (11, 7), "\n")),
    "idt": (FindingKind.ID_CARD, lambda made: "\t".join(made.id_card())),
    "m": (FindingKind.MOBILE, Invented.mobile),
    "mb": (FindingKind.MOBILE, lambda made: made.grouped(made.mobile(), (3, 4, 4), " ")),
    "md": (FindingKind.MOBILE, lambda made: made.grouped(made.mobile(), (3, 4, 4), made.dash())),
    "mdot": (FindingKind.MOBILE, lambda made: made.grouped(made.mobile(), (3, 4, 4), ".")),
    "mw": (FindingKind.MOBILE, lambda made: made.wide(made.mobile())),
    "mn": (FindingKind.MOBILE, lambda made: made.grouped(made.mobile(), (5, 6), "\n")),
    "m86": (FindingKind.MOBILE, lambda made: "+86 " + made.mobile()),
    "p": (FindingKind.PHONE, lambda made: "0999-" + made.line()),
    "pw": (FindingKind.PHONE, lambda made: "0999" + made.dash() + made.line()),
    "pp": (FindingKind.PHONE, lambda made: "（0999）" + made.line()),
    "pl": (FindingKind.PHONE, Invented.line),
    "pn": (FindingKind.PHONE, lambda made: "0999－\n" + made.line()),
    "mail": (FindingKind.EMAIL, Invented.mail),
    "mailw": (FindingKind.EMAIL, lambda made: made.mail().replace("@", "＠")),
    "qq": (FindingKind.QQ, Invented.qq),
    "qqg": (FindingKind.QQ, Invented.qq),
    "wx": (FindingKind.WECHAT, Invented.wechat),
    "bank": (FindingKind.BANK_CARD, Invented.bank_card),
    "bankb": (FindingKind.BANK_CARD, lambda made: made.grouped(made.bank_card(), (4, 4, 4, 4, 3), " ")),
    "acct": (FindingKind.BANK_CARD, Invented.account),
    "pass": (FindingKind.PASSPORT, Invented.passport),
    "permit": (FindingKind.PERMIT, Invented.permit),
    "permit_tw": (FindingKind.PERMIT, Invented.taiwan_permit),
    "permit18": (FindingKind.PERMIT, lambda made: made.id_card(area="810000")),
    "plate": (FindingKind.PLATE, Invented.plate),
    "platen": (FindingKind.PLATE, Invented.green_plate),
    "plated": (FindingKind.PLATE, lambda made: made.plate("·")),
    "usc": (FindingKind.CREDIT_CODE, Invented.credit_code),
    "usc92": (FindingKind.CREDIT_CODE, lambda made: made.credit_code("92")),
}


@dataclass(frozen=True)
class Expected:
    """What must be found, and where it is printed."""

    kind: FindingKind
    start: int
    end: int


@dataclass(frozen=True)
class Frame:
    """A passage; `lookalikes` are places where nothing may be found."""

    title: str
    text: str
    expected: tuple[Expected, ...]
    lookalikes: tuple[tuple[int, int], ...]


def frames(name: str, seed: int = 7) -> tuple[Frame, ...]:
    """Return the frames of one lot of the set, filled with numbers that a seed decides."""
    made = Invented(random.Random(f"{name} {seed}"))
    return tuple(_frame(part, made) for part in _parts((FRAMES / f"{name}.txt").read_text("utf-8")))


def _parts(written: str) -> Iterator[str]:
    return (part for part in re.split(r"^== ", written, flags=re.MULTILINE) if part)


def _frame(part: str, made: Invented) -> Frame:
    title, _, template = part.partition("\n")
    text, expected, lookalikes, last = "", [], [], 0
    for match in _PART.finditer(template):
        text += template[last : match.start()]
        last, start = match.end(), len(text)
        code, _, literal = match[1].partition("=")
        if code.startswith("-"):
            text += match[1][1:]
            lookalikes.append((start, len(text)))
            continue
        kind = _LITERAL.get(code)
        if kind is None:
            kind, make = _MADE[code]
            literal = make(made)
        text += literal
        if code == "m86":
            start += len("+86 ")
        expected.append(Expected(kind, start, len(text)))
    return Frame(title, text + template[last:], tuple(expected), tuple(lookalikes))
