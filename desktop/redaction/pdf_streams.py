"""Content streams of PDF as bytes: marked content, comments and hidden layers taken out, all else left as it is."""

from __future__ import annotations

import re
from collections.abc import Callable

_NAME = rb"/[^\s/<>()\[\]{}%]*"
_STRING = rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))*\)"
_FLAT = rb"<<(?:[^<>()]|" + _STRING + rb"|<[0-9A-Fa-f\s]*>)*>>"
_DICT = rb"<<(?:[^<>()]|" + _STRING + rb"|<[0-9A-Fa-f\s]*>|" + _FLAT + rb")*>>"
_AFTER = rb"(?=[\s/<>()\[\]{}%]|$)"
_PARTS = re.compile(
    rb"(?P<string>"
    + _STRING
    + rb")|(?P<comment>%[^\r\n]*)"
    + rb"|(?P<tag>"
    + _NAME
    + rb")\s*(?:(?P<list>"
    + _NAME
    + rb"|"
    + _DICT
    + rb")\s*(?P<listed>BDC|DP)|(?P<plain>BMC|MP))"
    + _AFTER
    + rb"|(?<![^\s<>()\[\]{}%])(?P<end>EMC)"
    + _AFTER
    + rb"|(?<![^\s<>()\[\]{}%])(?P<image>BI\s.{0,400}?[\s>]ID\s.*?\sEI)"
    + _AFTER,
    re.DOTALL,
)
_MARKS = re.compile(rb"[BE]MC|BDC|[MD]P|%")
_SHOWN_FORM = re.compile(rb"(" + _NAME + rb")\s*Do" + _AFTER)
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")


def name_of(printed: bytes) -> str:
    """Return a name as it is meant: without its slash, its #-escapes resolved."""
    return _HEX.sub(lambda match: bytes([int(match[1], 16)]), printed[1:]).decode("latin-1")


def is_plain(stream: bytes) -> bool:
    """Tell whether a stream has neither marks nor comments for certain."""
    return _MARKS.search(stream) is None


def without_marks(stream: bytes, is_hidden: Callable[[str], bool]) -> bytes:
    """Return a content stream without the operators of marked content, comments, and what stands in hidden layers.

    `is_hidden` is asked for the name of each layer (the property list of /OC) that content is marked with.
    """
    if is_plain(stream):
        return stream
    parts: list[bytes] = []
    at = 0
    hidden: list[bool] = []
    for match in _PARTS.finditer(stream):
        if match["string"] is not None or match["image"] is not None:
            continue
        if not any(hidden):
            parts.append(stream[at : match.start()])
        at = match.end()
        if match["end"] is not None and hidden:
            hidden.pop()
        elif match["plain"] == b"BMC" or match["listed"] == b"BDC":
            layer = match["list"]
            is_layer = match["tag"] == b"/OC" and layer is not None and layer.startswith(b"/")
            hidden.append(is_layer and is_hidden(name_of(layer)))
        parts.append(b"\n" if match["comment"] is not None else b" ")
    if not any(hidden):
        parts.append(stream[at:])
    return b"".join(parts)


def forms_in(stream: bytes) -> set[str]:
    """Return the names of the forms and pictures that a content stream shows, and perhaps some that it does not."""
    return {name_of(match[1]) for match in _SHOWN_FORM.finditer(stream)}
