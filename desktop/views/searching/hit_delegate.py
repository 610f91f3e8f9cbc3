"""How a hit is painted: title, what tells it from others, state, and the excerpts with what was found."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.domain.fields import SPEC
from desktop.domain.search import HEAD, Excerpt, Hit
from desktop.itemmodels.hit_model import HIT_ROLE
from desktop.itemmodels.queue_rows import chip
from desktop.views.searching.hit_text import Lines, about_pieces, title_pieces
from desktop.widgets.appearance import Appearance
from desktop.widgets.state_chip import chip_size, paint_chip
from desktop.widgets.theme import Theme

_SIDE, _TOP, _GAP, _BAR = 20, 12, 4, 3
_KEPT = 400
"""Hits whose lines are remembered."""


@dataclass(frozen=True, slots=True)
class _Laid:
    """A hit laid out: its lines, and the tops of its excerpts below the row's top, in pixels."""

    title: Lines
    about: Lines
    excerpts: tuple[tuple[int, Excerpt, Lines], ...]
    height: int


class HitDelegate(QStyledItemDelegate):
    """Paints the rows of a list of hits; knows over which excerpt a point lies."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self._look = appearance
        self._width = 600
        self._known: dict[int, tuple[Hit, _Laid]] = {}
        self._laid_as: tuple[Theme, int] | None = None

    def set_width(self, width: int) -> None:
        """Set the width, in pixels, that the rows are laid out for."""
        self._width = width

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hit = index.data(HIT_ROLE)
        return QSize(self._width, self._laid(hit).height if isinstance(hit, Hit) else 0)

    def excerpt_at(self, hit: Hit, rect: QRect, point: QPoint) -> Excerpt | None:
        """Return the excerpt under a point of the row at `rect`, None above and below them."""
        below = point.y() - rect.top()
        for top, excerpt, lines in self._laid(hit).excerpts:
            if top <= below < top + lines.height:
                return excerpt
        return None

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        hit = index.data(HIT_ROLE)
        if not isinstance(hit, Hit):
            return
        look, rect, laid = self._look, option.rect, self._laid(hit)
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.color("accent-soft" if selected else "hover"))
        if selected:
            painter.fillRect(QRect(rect.left(), rect.top(), look.px(_BAR), rect.height()), look.color("accent"))
        painter.setPen(look.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        ground, left, top = look.color("evidence-date"), rect.left() + look.px(_SIDE), rect.top() + look.px(_TOP)
        laid.title.paint(painter, QPointF(left, top), look.color("text"), ground)
        self._paint_chip(painter, rect, top, hit)
        below = top + laid.title.height
        laid.about.paint(painter, QPointF(left, below), look.color("muted"), ground)
        for place, _, lines in laid.excerpts:
            lines.paint(painter, QPointF(left, rect.top() + place), look.color("text"), ground)
        painter.restore()

    def _paint_chip(self, painter: QPainter, rect: QRect, top: int, hit: Hit) -> None:
        said = chip(hit.summary)
        size = chip_size(said.text, self._look)
        left = rect.right() - self._look.px(_SIDE) - size.width()
        paint_chip(painter, QRectF(left, top, size.width(), size.height()), said.text, said.tone, self._look)

    def _laid(self, hit: Hit) -> _Laid:
        """Lay a hit out, once for a width and a theme."""
        now = self._look.theme, self._width
        if self._laid_as != now or len(self._known) > _KEPT:
            self._known, self._laid_as = {}, now
        known = self._known.get(hit.summary.id)
        if known is None or known[0] is not hit:
            known = self._known[hit.summary.id] = hit, self._lay_out(hit)
        return known[1]

    def _lay_out(self, hit: Hit) -> _Laid:
        look = self._look
        room = max(80, self._width - 2 * look.px(_SIDE))
        beside = room - chip_size(chip(hit.summary).text, look).width() - look.px(_SIDE)
        title = Lines(title_pieces(hit), look.sans("body", bold=True), max(60, beside), 2)
        about = Lines(about_pieces(hit), look.sans("small"), room, 2)
        top = look.px(_TOP) + title.height + about.height + look.px(_GAP)
        excerpts = []
        for excerpt in hit.excerpts:
            if excerpt.key not in HEAD:
                lines = Lines(_with_place(excerpt), look.sans("note"), room, 2)
                excerpts.append((top, excerpt, lines))
                top += lines.height + look.px(_GAP)
        return _Laid(title, about, tuple(excerpts), top + look.px(_TOP) - look.px(_GAP))


def _with_place(excerpt: Excerpt) -> tuple[tuple[str, bool], ...]:
    if excerpt.line is not None:
        return ((f"第 {excerpt.line} 行　", False), *excerpt.pieces)
    spec = SPEC.get(excerpt.key)
    return ((f"{spec.label if spec is not None else '表格'}　", False), *excerpt.pieces)
