"""The words by which structure is recognised, from `resources/lexicons/structure.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

import regex

from desktop import paths

# 云川市人民政府公报2024年第1期(总第59期)12
_COUNTING = regex.compile(r"[0-9０-９年第期总号()（）·.．|/—-]+")
_LIST_PUNCTUATION = frozenset("，。；：！？,;:!?《》“”\"'〔〕[]0123456789")


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon of structure; tuples, so that they go to `str.endswith` as they are."""

    genres: tuple[str, ...]
    enclosed: tuple[str, ...]
    ties: tuple[str, ...]
    organs: tuple[str, ...]
    column_endings: tuple[str, ...]
    column_headings: frozenset[str]
    masthead_endings: tuple[str, ...]
    masthead_owners: tuple[str, ...]
    publishers: tuple[str, ...]
    published_on: tuple[str, ...]
    imprint: tuple[str, ...]
    contents_columns: tuple[str, ...]
    contents_headings: frozenset[str]
    around_page: regex.Pattern[str]
    about_page: regex.Pattern[str]

    def ends_like_title(self, text: str) -> bool:
        """Tell whether a text ends as the title of an official document does, a bracketed note left aside."""
        return without_note(text).endswith(self.genres)

    def ends_like_heading(self, text: str) -> bool:
        """Tell whether a text ends as any title does, that of an enclosed or attached text too."""
        return without_note(text).endswith(self.genres + self.enclosed)

    def ends_like_organ(self, text: str) -> bool:
        """Tell whether a text ends as the name of an organ does."""
        return text.endswith(self.organs)

    def gazette_name(self, text: str) -> str | None:
        """Return the name of a gazette that a text without blanks prints, number and page left out; else None."""
        if "报" not in text:
            return None
        bare = str(_COUNTING.sub("", text))
        if not bare.endswith(self.masthead_endings) or not 4 <= len(bare) <= 30:
            return None
        owner = bare[:-2]
        is_name = owner.endswith(self.masthead_owners) or (bare.endswith("政报") and len(owner) <= 4)
        return bare if is_name else None

    def is_column(self, text: str) -> bool:
        """Tell whether a text without blanks has the form of a column of a gazette (市政府文件, 人事任免)."""
        return 3 < len(text) <= 16 and text.endswith(self.column_endings) and _LIST_PUNCTUATION.isdisjoint(text)

    def is_contents_column(self, text: str) -> bool:
        """Tell whether a text without blanks can be a column where only columns and titles stand (市政府令, 公告)."""
        return text in self.column_headings or (
            len(text) <= 12 and text.endswith(self.contents_columns) and _LIST_PUNCTUATION.isdisjoint(text)
        )

    def is_imprint(self, text: str) -> bool:
        """Tell whether a text without blanks begins with a label of the imprint (主办单位, 印刷时间)."""
        return text.startswith(self.imprint)


def without_note(text: str) -> str:
    """Return a title without the bracketed note at its end: (试行), （2023年5月4日）, quotes and blanks."""
    text = text.rstrip(' \u3000》”"')
    if text.endswith(("）", ")")):
        opened = max(text.rfind("（"), text.rfind("("))
        if opened > 0:
            return text[:opened].rstrip(' \u3000》”"')
    return text


@cache
def words() -> Words:
    """Return the lexicon, read once."""
    data = tomllib.loads((paths.resources() / "lexicons" / "structure.toml").read_text(encoding="utf-8"))
    titles, columns, masthead = data["titles"], data["columns"], data["masthead"]
    colophon, page = data["colophon"], data["page"]
    return Words(
        genres=tuple(titles["genres"]),
        enclosed=tuple(titles["enclosed"]),
        ties=tuple(titles["ties"]),
        organs=tuple(data["organs"]["endings"]),
        column_endings=tuple(columns["endings"]),
        column_headings=frozenset(columns["headings"]),
        masthead_endings=tuple(masthead["endings"]),
        masthead_owners=tuple(masthead["owners"]),
        publishers=tuple(colophon["publisher"]),
        published_on=tuple(colophon["published_on"]),
        imprint=tuple(colophon["labels"]),
        contents_columns=tuple(columns["contents_endings"]),
        contents_headings=frozenset(data["contents"]["headings"]),
        around_page=_any_of(page["around"]),
        about_page=_any_of(page["about"]),
    )


def _any_of(texts: list[str]) -> regex.Pattern[str]:
    return regex.compile("|".join(regex.escape(text) for text in texts))
