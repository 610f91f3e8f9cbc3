"""From what is printed on a page, and where, to its text in reading order. Pure geometry: no document library."""

from desktop.parsing.readers.layout.area import UNKNOWN, TypeArea
from desktop.parsing.readers.layout.page import set_page
from desktop.parsing.readers.layout.printed import Rule, Run
from desktop.parsing.readers.layout.set_text import Piece, SetPage

__all__ = ["UNKNOWN", "Piece", "Rule", "Run", "SetPage", "TypeArea", "set_page"]
