"""One field: label, value, how sure, reason, the parser's value beside a correction, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.domain.fields import FieldSpec, Form
from desktop.widgets.appearance import Appearance
from desktop.widgets.chips import ChipFlow
from desktop.widgets.field_face import FieldFace
from desktop.widgets.labels import ElidedLabel, plain_label
from desktop.widgets.state_chip import StateChip
from desktop.widgets.value_edit import ValueEdit

_LABEL_WIDTH, _CHIP_WIDTH = 92, 44
_HINTS = {Form.TRUTH: "是 / 否", Form.DATE: "年-月-日", Form.EFFECTIVE: "年-月-日，或：自印发之日起施行"}


class FieldRow(QFrame):
    """Shows a FieldFace. Texts are told as typed; what they mean is decided elsewhere."""

    reached = Signal(str)
    entered = Signal(str, str)
    left = Signal(str, str)
    confirm_wanted = Signal(str)
    restore_wanted = Signal(str)

    def __init__(self, spec: FieldSpec, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self._look = appearance
        self._face: FieldFace | None = None
        self.setObjectName("fieldRow")
        self._label = plain_label(spec.label, tone="muted", size="note")
        self._edit = ValueEdit(many_lines=spec.form.is_list)
        self._edit.setAccessibleName(spec.label)
        self._chips = ChipFlow(appearance)
        self._chips.setAccessibleName(spec.label)
        self._grade = StateChip(appearance)
        self._reason = plain_label(tone="warn", size="small", wrap=True)
        self._was = ElidedLabel(appearance, "small", token="muted", strike=True)
        self._was_line = _line(plain_label("原识别", tone="muted", size="small"), self._was)
        self._confirm = _quiet_button("确认无误")
        self._restore = _quiet_button("恢复识别值")
        self._keys = plain_label(tone="muted", size="small")
        self._acts = _line(self._confirm, self._restore, self._keys)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._edit)
        column.addWidget(self._chips)
        inset = QVBoxLayout()
        inset.setContentsMargins(6, 0, 0, 2)
        inset.setSpacing(2)
        for part in (self._was_line, self._reason, self._acts):
            inset.addWidget(part)
        column.addLayout(inset)
        grid = QGridLayout(self)
        grid.setContentsMargins(18, 5, 14, 5)
        grid.setHorizontalSpacing(4)
        self._label.setFixedWidth(_LABEL_WIDTH)
        self._label.setContentsMargins(0, 6, 0, 0)
        grid.addWidget(self._label, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(column, 0, 1)
        slot = QWidget()
        slot.setFixedWidth(_CHIP_WIDTH)
        holder = QVBoxLayout(slot)
        holder.setContentsMargins(0, 5, 0, 0)
        holder.addWidget(self._grade, 0, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(slot, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        self._edit.reached.connect(self._on_edit_reached)
        self._edit.entered.connect(self._on_edit_entered)
        self._edit.left.connect(self._on_edit_left)
        self._edit.abandoned.connect(self._on_edit_abandoned)
        self._chips.clicked.connect(self.edit)
        self._confirm.clicked.connect(self._on_confirm_clicked)
        self._restore.clicked.connect(self._on_restore_clicked)

    @property
    def face(self) -> FieldFace | None:
        """What is shown."""
        return self._face

    @property
    def typed(self) -> str:
        """The text in the editor."""
        return self._edit.toPlainText()

    @property
    def changed(self) -> bool:
        """Tell whether something was typed that has not been taken over."""
        return self._face is not None and self.typed != self._face.text

    def show_face(self, face: FieldFace, keep_typing: bool = False) -> None:
        """Show a field's state. What was typed and not taken over is dropped, unless the value is still the same."""
        if face == self._face and (keep_typing or not self.changed):
            return
        kept = keep_typing and self.changed and self._face is not None and self._face.text == face.text
        self._face = face
        if not kept:
            self._edit.set_text(face.text)
        self._edit.setPlaceholderText("原文未写明" if not self._edit.hasFocus() else self._hint())
        self._chips.set_texts(face.items)
        self._grade.show_state(face.grade, face.tone)
        self._grade.setToolTip(_GRADE_HELP.get(face.grade, ""))
        self._was.set_text(face.parsed_text or "")
        self._was_line.setVisible(face.parsed_text is not None)
        self.refuse(None)
        self._follow_focus()

    def refuse(self, sentence: str | None) -> None:
        """Say why what was typed cannot be the value; None takes it back."""
        refused = sentence is not None
        self._edit.setProperty("refused", refused)
        self._reason.setProperty("tone", "bad" if refused else "warn")
        for part in (self._edit, self._reason):
            part.style().unpolish(part)
            part.style().polish(part)
        shown = sentence or (self._face.reason if self._face is not None else "")
        self._reason.setText(shown)
        self._reason.setVisible(bool(shown))

    def edit(self) -> None:
        """Put the cursor into the value; all of it is selected, so that typing replaces it."""
        self._chips.hide()
        self._edit.show()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.changed:
            self._edit.selectAll()

    def set_current(self, current: bool) -> None:
        """Show that this is the field at hand."""
        if self.property("current") != current:
            self.setProperty("current", current)
            self.style().unpolish(self)
            self.style().polish(self)
            self._follow_focus()

    def revert(self) -> None:
        """Drop what was typed."""
        if self._face is not None:
            self._edit.set_text(self._face.text)
        self.refuse(None)

    def _hint(self) -> str:
        return _HINTS.get(
            self.spec.form, "每行一项（Shift+Enter 换行）" if self.spec.form.is_list else "填写后按 Enter"
        )

    def _follow_focus(self) -> None:
        face = self._face
        if face is None:
            return
        editing = self._edit.hasFocus()
        as_chips = bool(face.items) and not editing
        self._chips.setVisible(as_chips)
        self._edit.setVisible(not as_chips)
        self._edit.setPlaceholderText(self._hint() if editing else "原文未写明")
        current = bool(self.property("current"))
        self._confirm.setVisible(face.doubtful)
        self._restore.setVisible(face.corrected and current)
        self._keys.setText("Enter" if face.doubtful and current else "")
        self._keys.setVisible(bool(self._keys.text()))
        self._acts.setVisible(face.doubtful or (face.corrected and current))

    @Slot()
    def _on_edit_reached(self) -> None:
        self._follow_focus()
        self.reached.emit(self.spec.key)

    @Slot()
    def _on_edit_entered(self) -> None:
        self.entered.emit(self.spec.key, self.typed)

    @Slot()
    def _on_edit_left(self) -> None:
        if self.changed:
            self.left.emit(self.spec.key, self.typed)
        self._follow_focus()

    @Slot()
    def _on_edit_abandoned(self) -> None:
        self.revert()

    @Slot()
    def _on_confirm_clicked(self) -> None:
        self.confirm_wanted.emit(self.spec.key)

    @Slot()
    def _on_restore_clicked(self) -> None:
        self.restore_wanted.emit(self.spec.key)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.edit()

    def minimumSizeHint(self) -> QSize:
        return QSize(200, super().minimumSizeHint().height())


_GRADE_HELP = {
    "高": "识别把握高",
    "中": "识别把握中等，请核对",
    "低": "识别把握低，请核对",
    "已改": "已更正，原识别值保留在下方",
    "已确认": "已人工确认",
}


def _quiet_button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("kind", "quiet")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button


def _line(*parts: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for part in parts:
        row.addWidget(part)
    if not isinstance(parts[-1], ElidedLabel):
        row.addStretch(1)
    return holder
