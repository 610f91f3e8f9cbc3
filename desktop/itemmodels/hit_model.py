"""The hits of a search as a list that grows page by page."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.domain.search import Hit, HitPage

HIT_ROLE = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()


class HitModel(QAbstractListModel):
    """Rows are hits. `more_wanted` asks for the page that begins at a number of hits, once until it came."""

    more_wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: list[Hit] = []
        self._more = self._asked = False

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The hits that are there."""
        return tuple(self._hits)

    def show(self, page: HitPage) -> None:
        """Show the first page of a search, or what follows the hits that are there."""
        self._more, self._asked = page.more, False
        if page.offset == 0:
            self.beginResetModel()
            self._hits = list(page.hits)
            self.endResetModel()
        elif page.hits:
            first = len(self._hits)
            self.beginInsertRows(_ROOT, first, first + len(page.hits) - 1)
            self._hits += page.hits
            self.endInsertRows()

    def hit(self, row: int) -> Hit:
        """Return the hit of a row. Raises IndexError."""
        return self._hits[row]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._hits):
            return None
        hit = self._hits[index.row()]
        if role == HIT_ROLE:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.summary.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(hit)
        return None

    def canFetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> bool:
        return not parent.isValid() and self._more and not self._asked

    def fetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> None:
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit(len(self._hits))


def _spoken(hit: Hit) -> str:
    summary = hit.summary
    said = (summary.title or "无标题", summary.doc_number, summary.date, hit.source, f"正文里有 {hit.places} 处")
    first = "".join(text for text, _ in hit.excerpts[0].pieces) if hit.excerpts else ""
    return "，".join(part for part in (*said, first) if part)
