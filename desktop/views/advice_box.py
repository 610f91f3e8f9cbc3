"""What the program suggests for the 公开属性, with its first reason, and all reasons on demand."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from desktop.disclosure.suggestion import Reason, Suggestion
from desktop.widgets.labels import plain_label

_LONGEST = 60
"""Code points of a reason in the menu."""


class AdviceBox(QWidget):
    """A sentence, and a menu of reasons. Tells which reason a person wants to see in the text."""

    reason_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._suggestion: Suggestion | None = None
        self._label = plain_label(tone="muted", size="small", wrap=True)
        self._all = QPushButton()
        self._all.setProperty("kind", "chip")
        self._all.setCursor(Qt.CursorShape.PointingHandCursor)
        self._all.clicked.connect(self._on_all_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._label, 1)
        row.addWidget(self._all, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_suggestion(self, suggestion: Suggestion | None) -> None:
        """Show a suggestion; nothing where there is none."""
        self._suggestion = suggestion
        self.setVisible(suggestion is not None)
        if suggestion is None:
            self._label.clear()
            return
        first, others = suggestion.reasons[0], len(suggestion.reasons) - 1
        head = f"建议 {suggestion.option.label}：" if suggestion.option is not None else ""
        self._label.setText(f"{head}{first.sentence}（{first.article.cited}）")
        against = len(suggestion.against_it)
        self._all.setText(f"{against} 条相反的理由" if against else f"另有 {others} 条理由" if others else "依据")
        self._all.setAccessibleName(f"公开属性建议的理由，共 {len(suggestion.reasons)} 条")
        self._all.setVisible(bool(others) or bool(first.spans))

    @property
    def words(self) -> str:
        """What is suggested, and why."""
        return self._label.text()

    def reasons_menu(self) -> QMenu:
        """Return the menu of all reasons, each leading to its evidence."""
        menu = QMenu(self)
        for reason in self._suggestion.reasons if self._suggestion is not None else ():
            action = menu.addAction(_line(reason).replace("&", "&&"))
            action.setEnabled(bool(reason.spans))
            action.triggered.connect(partial(self._on_reason_triggered, reason))
        return menu

    @Slot()
    def _on_all_clicked(self) -> None:
        menu = self.reasons_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._all.mapToGlobal(QPoint(0, self._all.height())))

    def _on_reason_triggered(self, reason: Reason, _checked: bool = False) -> None:
        self.reason_chosen.emit(reason.spans)


def _line(reason: Reason) -> str:
    for_what = reason.option.label if reason.option is not None else "不标注公开属性"
    sentence = reason.sentence if len(reason.sentence) <= _LONGEST else f"{reason.sentence[: _LONGEST - 1]}…"
    return f"{for_what}　{sentence}（{reason.article.cited}）"
