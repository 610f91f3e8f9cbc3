"""Above the fields: which document it is, how far it is, and what is left to look at."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.domain.fields import FIELDS
from desktop.domain.record import Record, Status
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import ElidedLabel, plain_label
from desktop.widgets.state_chip import StateChip

_LONGEST = 300
"""Code points of a title that are shown."""


class FieldsHead(QFrame):
    """Shows a record. Tells that changed fields are wanted first, all of the parser's values back, or the hints."""

    changed_first_toggled = Signal(bool)
    restore_all_wanted = Signal()
    hints_wanted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fieldsHead")
        self._title = ElidedLabel(appearance, "heading", bold=True, lines=3)
        self._state, self._marked = StateChip(appearance), StateChip(appearance)
        self._extent = plain_label(tone="muted", size="small")
        self._left = plain_label(size="small")
        self._changed_first, self._restore_all = quiet_button("先看改动"), quiet_button("全部恢复")
        self._changed_first.setCheckable(True)
        self._changed_first.setToolTip("把改动过的字段排在最前面")
        self._changed_first.toggled.connect(self.changed_first_toggled)
        self._restore_all.setToolTip("本件所有字段恢复为识别值，可以撤销")
        self._restore_all.clicked.connect(self.restore_all_wanted)
        self._hints = quiet_button()
        self._hints.setToolTip("打开“核对”")
        self._hints.clicked.connect(self.hints_wanted)
        self._compose()

    def _compose(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 12)
        column.setSpacing(8)
        column.addWidget(self._title)
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self._state, self._marked, self._extent):
            row.addWidget(part)
        row.addStretch(1)
        column.addLayout(row)
        rest = QHBoxLayout()
        rest.setSpacing(4)
        rest.addWidget(self._left)
        rest.addWidget(self._hints)
        rest.addStretch(1)
        rest.addWidget(self._changed_first)
        rest.addWidget(self._restore_all)
        column.addLayout(rest)

    def show_record(self, record: Record) -> None:
        """Show how far a record is."""
        self._title.set_text(str(record.value("title") or "（无标题）")[:_LONGEST])
        approved = record.status is Status.APPROVED
        self._state.show_state("已核准" if approved else "待核", "ok" if approved else "neutral")
        self._marked.show_state(record.disclosure.value if record.disclosure is not None else "", "accent")
        self._extent.setText(_extent(record))
        self._show_left(len(record.doubts))
        changed = sum(record.is_changed(spec.key) for spec in FIELDS)
        self._changed_first.setText(f"先看改动 {changed}")
        self._changed_first.setVisible(changed > 0 or self._changed_first.isChecked())
        self._restore_all.setVisible(changed > 0)
        self._hints.setText(f"{len(record.anomalies)} 条核对提示")
        self._hints.setVisible(bool(record.anomalies))

    def _show_left(self, doubts: int) -> None:
        tone = "warn" if doubts else "muted"
        self._left.setText(f"本件还剩 {doubts} 处存疑" if doubts else "本件没有存疑")
        if self._left.property("tone") != tone:
            self._left.setProperty("tone", tone)
            self._left.style().unpolish(self._left)
            self._left.style().polish(self._left)

    @property
    def left_words(self) -> str:
        """How many doubts are left, in words."""
        return self._left.text()

    @property
    def hints(self) -> QPushButton:
        """Says how many hints nobody answered, and leads to them."""
        return self._hints

    @property
    def changed_first(self) -> QPushButton:
        """Puts the changed fields first."""
        return self._changed_first

    @property
    def restore_all(self) -> QPushButton:
        """Gives all fields back to the parser."""
        return self._restore_all


def _extent(record: Record) -> str:
    document, attached = record.document, record.value("attachments")
    parts = [f"第 {record.number} 件"]
    if isinstance(attached, tuple) and attached:
        parts.append(f"附件 {len(attached)}")
    if document.tables:
        parts.append(f"表 {len(document.tables)}")
    return " · ".join(parts)


def quiet_button(words: str = "") -> QPushButton:
    """Return a button that looks like a link and never takes the keyboard."""
    button = QPushButton(words)
    button.setProperty("kind", "quiet")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button
