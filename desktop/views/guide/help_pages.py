"""The help pages as texts: their order, titles, links, places for keys, and what is found in them. No Qt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop.views.keys.palette_ranking import fold

ORDER = (
    "start",
    "opening",
    "fields",
    "source",
    "disclosure",
    "redaction",
    "sensitive",
    "cases",
    "people",
    "compliance",
    "forms",
    "queue",
    "search",
    "register",
    "checks",
    "bounds",
    "bulk",
    "tables",
    "history",
    "export",
    "exchange",
    "shortcuts",
    "safety",
    "trouble",
)
"""The names of the pages, as the index lists them."""

_LINK = re.compile(r"(?<!!)\[[^\]\n]+\]\(([^)\s]+)\)")
_PICTURE = re.compile(r"!\[[^\]\n]*\]\(([^)\s]+)\)")
_KEYS = re.compile(r"\{([a-z0-9_-]+)\}")
_MARKUP = re.compile(r"[*`_>#|\\]")
_AROUND = 18
"""Characters before and after what was found that an excerpt shows."""


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page in Markdown. Links name other pages, pictures files, {…} the action whose keys stand there."""

    name: str
    text: str

    @property
    def title(self) -> str:
        """The heading at the top."""
        return self.text.partition("\n")[0].lstrip("# ").strip()

    @property
    def links(self) -> tuple[str, ...]:
        """The names of the pages that this one points to."""
        return tuple(_LINK.findall(self.text))

    @property
    def pictures(self) -> tuple[str, ...]:
        """The names of the pictures on it, each a file -light.png and a file -dark.png."""
        return tuple(_PICTURE.findall(self.text))

    @property
    def actions(self) -> tuple[str, ...]:
        """The names of the actions whose keys it names."""
        return places_of(self.text)


@dataclass(frozen=True, slots=True)
class Hit:
    """A page on which something was found, with the words around the first place."""

    page: HelpPage
    excerpt: str


def load_pages(folder: Path) -> dict[str, HelpPage]:
    """Read all pages, in the order of the index. Raises OSError."""
    return {name: HelpPage(name, (folder / f"{name}.md").read_text("utf-8")) for name in ORDER}


def places_of(text: str) -> tuple[str, ...]:
    """Return the names of the actions whose keys have a place in a text."""
    return tuple(_KEYS.findall(text))


def filled(page: HelpPage, words_of: Callable[[str], str]) -> str:
    """Return a page's Markdown with keys in the places for them."""
    return _KEYS.sub(lambda place: _literal(words_of(place[1])), page.text)


def search(pages: Iterable[HelpPage], words: str) -> list[Hit]:
    """Return the pages that have all the words; those with a word in the title come first."""
    terms = fold(words).split()
    hits = []
    for page in pages:
        said = " ".join(_MARKUP.sub("", _LINK.sub(_link_words, _PICTURE.sub("", page.text))).split())
        folded = fold(said)
        if terms and all(term in folded for term in terms):
            at = folded.find(terms[0], len(page.title))
            at = at if at >= 0 else 0
            excerpt = said[max(0, at - _AROUND) : at + len(terms[0]) + _AROUND]
            hits.append(Hit(page, f"…{excerpt}…"))
    hits.sort(key=lambda hit: not any(term in fold(hit.page.title) for term in terms))
    return hits


def page_for(names: Iterable[str | None]) -> str:
    """Return the page that fits: the first name, from the focus outwards, that is a page."""
    return next((name for name in names if name is not None and name in ORDER), ORDER[0])


def _link_words(link: re.Match[str]) -> str:
    return link[0][1:].partition("]")[0]


def _literal(keys: str) -> str:
    """Return keys so that Markdown takes none of them for its own."""
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", keys)
