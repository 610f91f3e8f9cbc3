"""Text inside of XML and HTML: inert and legal, and elements written one after another."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import quote

from desktop.export.cells import legible


def text(value: str) -> str:
    """Return text between tags."""
    return escape(legible(value), quote=False)


def attribute(value: str) -> str:
    """Return text inside of double quotes; line breaks become blanks, as every reader would read them."""
    return escape(legible(value).replace("\n", " ").replace("\t", " "))


def tag(name: str, attributes: Mapping[str, str] | None = None, content: str | None = None) -> str:
    """Return an element with markup as its content, an empty one where there is none; names are ours and trusted."""
    told = "".join(f' {key}="{attribute(value)}"' for key, value in (attributes or {}).items())
    return f"<{name}{told}/>" if content is None else f"<{name}{told}>{content}</{name}>"


def path_part(value: str) -> str:
    """Return a text as one part of an address: only what is safe there, nothing that leads elsewhere."""
    return quote(" ".join(legible(value).split()), safe="").replace(".", "%2E") or "-"
