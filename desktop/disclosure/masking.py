"""What is printed in the place of sensitive data: the masks that an office may choose from, kind by kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from desktop import paths
from desktop.domain.finding import FindingKind
from desktop.domain.section import Section, open_rules

BY_HAND = "passage"
"""The name under which the masks of a passage marked by hand are listed."""
_JOINTS = frozenset("-‐‑‒–—―－·•_/()（）")
_SURNAMES = frozenset(
    ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "长孙", "司徒", "端木")
)
"""The double surnames (复姓) in use."""
_NAME_PARTS = re.compile(r"([、，,；;\s]+)")
# 云川市青溪区花溪街道, 云川县白石镇, 云川县青云乡
_TOWNSHIP = re.compile(r"^.*?(?:[^市区县旗]{1,12}?(?:街道(?:办事处)?|民族乡|苏木|乡|镇))")
_COUNTY = re.compile(r"^.{1,30}[县区市旗]")
_ROADS = re.compile(r"[^市区县旗乡镇]{1,8}(?:路|街(?!道)|巷|大道|小区|村|号)")


class Rule(Enum):
    """How a mask treats a text; the value is its name in the file of masks."""

    ENDS = "ends"
    HEAD = "head"
    TAIL = "tail"
    SURNAME = "surname"
    TOWNSHIP = "township"
    MAILBOX = "mailbox"
    FIXED = "fixed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Mask:
    """One way to print sensitive data: `first` and `last` are the signs that stay, `sign` stands for those that go."""

    key: str
    label: str
    rule: Rule
    first: int = 0
    last: int = 0
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Masks:
    """All masks by their key, and those of each kind, the usual one first."""

    by_key: Mapping[str, Mask]
    by_kind: Mapping[str, tuple[Mask, ...]]

    def offered(self, kind: FindingKind | None) -> tuple[Mask, ...]:
        """Return the masks for a kind of finding, None for what is marked by hand; the usual one first."""
        return self.by_kind[kind.value if kind is not None else BY_HAND]


def masked(kind: FindingKind | None, text: str, preset: str = "") -> str:
    """Return what is printed for a text, by the mask of this key, or by the usual one of the kind.

    One line, and never the text itself: where a mask would leave it whole, every sign goes. Raises KeyError for an
    unknown mask.
    """
    known = masks()
    mask = known.by_key[preset] if preset else known.offered(kind)[0]
    printed = "".join(map(_in_line, _RULES[mask.rule](mask, text)))
    signs = bare(text)
    return (mask.sign[:1] or "●") * len(signs) if signs and signs in bare(printed) else printed


def _in_line(sign: str) -> str:
    return sign if sign.isprintable() or sign == "\u3000" else " "


def bare(text: str) -> str:
    """Return a text without blanks and joints, its full-width signs made narrow: what two prints have in common."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if not sign.isspace() and not is_joint(sign))


def is_joint(sign: str) -> bool:
    """Tell whether a sign only parts the groups of a number or a name."""
    return sign in _JOINTS


@cache
def masks() -> Masks:
    """Return the masks that ship with the program. Raises ProfileWrong."""
    return load_masks(paths.resources() / "redaction" / "masks.toml")


def load_masks(path: Path) -> Masks:
    """Return the masks of a file. Raises ProfileWrong with the line and the reason, OSError."""
    top = open_rules(path)
    by_key = {mask.key: mask for mask in top.by_key("masks", _mask).values()}
    names = {kind.value for kind in FindingKind} | {BY_HAND}
    by_kind: dict[str, tuple[Mask, ...]] = {}
    for section in top.sections("kinds"):
        name = section.text("key")
        if name not in names or name in by_kind:
            raise section.wrong(f"“{name}”不是敏感信息的类别，或者重复了", "key")
        keys = section.texts("masks")
        unknown = next((key for key in keys if key not in by_key), None)
        if unknown is not None or not keys:
            raise section.wrong(f"masks 里的“{unknown or ''}”没有定义", "masks")
        by_kind[name] = tuple(by_key[key] for key in keys)
        section.end()
    missing = sorted(names - by_kind.keys())
    if missing:
        raise top.wrong(f"没有列出“{missing[0]}”用什么写法")
    top.end()
    return Masks(by_key, by_kind)


def _mask(section: Section) -> Mask:
    rule = section.choice("rule", Rule)
    return Mask(
        section.text("key"),
        section.text("label"),
        rule,
        section.count("first") if rule in (Rule.ENDS, Rule.HEAD) else 0,
        section.count("last") if rule in (Rule.ENDS, Rule.TAIL) else 0,
        section.text("sign") if rule is not Rule.REMOVED else "",
    )


def _ends(mask: Mask, text: str) -> str:
    signs = bare(text)
    if len(signs) <= mask.first + mask.last:
        return mask.sign * len(signs)
    hidden = len(signs) - mask.first - mask.last
    return signs[: mask.first] + mask.sign * hidden + signs[len(signs) - mask.last :]


def _surname(mask: Mask, text: str) -> str:
    """王明 → 王●; 欧阳明 → 欧阳●; several names, parted by 、, each by itself."""
    return "".join(
        part if _NAME_PARTS.fullmatch(part) else _one_name(mask, part) for part in _NAME_PARTS.split(text.strip())
    )


def _one_name(mask: Mask, name: str) -> str:
    first = 2 if name[:2] in _SURNAMES and len(name) > 2 else 1
    return name[:first] + mask.sign * (len(name) - first) if len(name) > 1 else mask.sign * len(name)


def _township(mask: Mask, text: str) -> str:
    """云川市青溪区花溪街道和平路1号 → 云川市青溪区花溪街道●●●."""
    joined = "".join(text.split())
    found = _TOWNSHIP.match(joined)
    if found is None or _ROADS.search(found[0]):
        found = _COUNTY.match(_ROADS.split(joined, maxsplit=1)[0])
    return (found[0] if found is not None else "") + mask.sign


def _mailbox(mask: Mask, text: str) -> str:
    name, at, host = "".join(unicodedata.normalize("NFKC", text).split()).partition("@")
    return f"{name[:1]}{mask.sign}{at}{host}" if at and len(name) > 1 else mask.sign


def _fixed(mask: Mask, _text: str) -> str:
    return mask.sign


_RULES: Mapping[Rule, Callable[[Mask, str], str]] = {
    Rule.ENDS: _ends,
    Rule.HEAD: _ends,
    Rule.TAIL: _ends,
    Rule.SURNAME: _surname,
    Rule.TOWNSHIP: _township,
    Rule.MAILBOX: _mailbox,
    Rule.FIXED: _fixed,
    Rule.REMOVED: _fixed,
}
