"""One field: label, value, how sure, other values to choose, and what belongs to it below."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.domain.fields import FieldSpec, Form
from desktop.widgets.appearance import Appearance
from desktop.widgets.candidate_list import CandidateList
from desktop.widgets.chips import ChipFlow
from desktop.widgets.drop_frame import DropFrame
from desktop.widgets.field_face import FieldFace, takes_selection
from desktop.widgets.field_foot import FieldFoot
from desktop.widgets.field_speech import spoken
from desktop.widgets.labels import plain_label
from desktop.widgets.span_drag import DraggedSpan
from desktop.widgets.state_chip import StateChip
from desktop.widgets.value_edit import LONGEST, ValueEdit

_LABEL_WIDTH, _CHIP_WIDTH, _LEAST_BESIDE = 92, 44, 300
"""Pixels at 100 %: of a label, of the grade, and of a row in which the value stands beside its label."""
_HINTS = {Form.TRUTH: "是 / 否", Form.DATE: "年-月-日", Form.EFFECTIVE: "年-月-日，或：自印发之日起施行"}


class FieldRow(DropFrame):
    """Shows a FieldFace. Texts are told as typed; what they mean is decided elsewhere.

    `yielded` is Esc where there is nothing to take back; `choice_shown` a choice that is looked at, -1 for none.
    """

    reached = Signal(str)
    entered = Signal(str, str)
    left = Signal(str, str)
    yielded = Signal(str)
    confirm_wanted = Signal(str)
    restore_wanted = Signal(str)
    choice_shown = Signal(str, int)
    choice_picked = Signal(str, int)
    place_stepped = Signal(str, int)
    place_removed = Signal(str)
    span_dropped = Signal(str, object, bool)
    """A span was dropped on the field; True says that it is to be added to what is there."""

    def __init__(self, spec: FieldSpec, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self._look = appearance
        self._face: FieldFace | None = None
        self._choosing = self._stacked = False
        self.setObjectName("fieldRow")
        self.setProperty("current", False)
        self.setAcceptDrops(takes_selection(spec))
        self.taken.connect(self._on_span_taken)
        self._label = plain_label(spec.label, tone="muted", size="note")
        self._edit = ValueEdit(many_lines=spec.form.is_list)
        self._edit.setAccessibleName(spec.label)
        self._chips = ChipFlow(appearance)
        self._chips.setAccessibleName(spec.label)
        self._grade = StateChip(appearance)
        self._made_list: CandidateList | None = None
        self.foot = FieldFoot(spec.key, appearance)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        column = self._column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in (self._edit, self._chips, self.foot):
            column.addWidget(part)
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(18, 5, 14, 5)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(0)
        self._label.setContentsMargins(0, 6, 0, 0)
        grid.addWidget(self._label, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(column, 0, 1)
        self._slot = QWidget()
        holder = QVBoxLayout(self._slot)
        holder.setContentsMargins(0, 5, 0, 0)
        holder.addWidget(self._grade, 0, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._slot, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)
        self._label.setFixedWidth(_LABEL_WIDTH)
        self._slot.setFixedWidth(_CHIP_WIDTH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stack(event.size().width() < self._look.px(_LEAST_BESIDE))

    def _stack(self, stacked: bool) -> None:
        """Set the value under its label where there is no room beside it."""
        if stacked == self._stacked:
            return
        self._stacked = stacked
        self._grid.removeItem(self._column)
        self._column.setParent(None)
        if stacked:
            self._grid.addLayout(self._column, 1, 0, 1, 3)
        else:
            self._grid.addLayout(self._column, 0, 1)

    def _connect(self) -> None:
        self._edit.reached.connect(self._on_edit_reached)
        self._edit.entered.connect(self._on_edit_entered)
        self._edit.left.connect(self._on_edit_left)
        self._edit.abandoned.connect(self._on_edit_abandoned)
        self._edit.descended.connect(self._on_edit_descended)
        self._edit.overfilled.connect(self._on_edit_overfilled)
        self._edit.textChanged.connect(self._tell_keys)
        self._chips.clicked.connect(self.edit)
        self.foot.confirm_wanted.connect(self.confirm_wanted)
        self.foot.restore_wanted.connect(self.restore_wanted)
        self.foot.place_stepped.connect(self.place_stepped)
        self.foot.place_removed.connect(self.place_removed)

    @property
    def _list(self) -> CandidateList:
        """The list of other values, made for the first field state that has any."""
        if self._made_list is None:
            made = self._made_list = CandidateList(self._look)
            made.picked.connect(self._on_list_picked)
            made.highlighted.connect(self._on_list_highlighted)
            made.escaped.connect(self._on_list_escaped)
            made.left.connect(self._on_list_left)
            made.hide()
            self._column.insertWidget(self._column.indexOf(self.foot), made)
            QWidget.setTabOrder(self._edit, made)
            QWidget.setTabOrder(made, self._chips)
        return self._made_list

    # What is shown

    @property
    def face(self) -> FieldFace | None:
        """What is shown."""
        return self._face

    @property
    def typed(self) -> str:
        """The text in the editor."""
        return self._edit.text

    @property
    def changed(self) -> bool:
        """Tell whether something was typed that has not been taken over."""
        return self._face is not None and not self._edit.is_untouched and self.typed != self._face.text

    @property
    def editor(self) -> ValueEdit:
        """Where the value is typed."""
        return self._edit

    @property
    def candidates(self) -> CandidateList:
        """The other values, below the editor."""
        return self._list

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key comes by, in its order."""
        offered = (self._made_list,) if self._made_list is not None else ()
        return self._edit, *offered, self._chips

    def show_face(self, face: FieldFace, keep_typing: bool = False) -> None:
        """Show a field's state. What was typed and not taken over is dropped, unless the value is still the same."""
        if face == self._face and (keep_typing or not self.changed):
            return
        kept = keep_typing and self.changed and self._face is not None and self._face.text == face.text
        self._face = face
        if not kept:
            self._fill(face)
        self._chips.set_texts(face.items)
        self._edit.setAccessibleDescription(spoken(face))
        self._grade.show_state(face.grade, face.tone)
        self._grade.setToolTip(_GRADE_HELP.get(face.grade, ""))
        if face.choices or self._made_list is not None:
            beside = face.text if not self.spec.form.is_list else ""
            self._list.show_values([(choice.text, choice.note) for choice in face.choices], beside)
        self._choosing = self._choosing and bool(face.choices)
        self.foot.show_face(face)
        self.foot.show_place(None, face.places if self._is_current else 0)
        self.refuse(None)
        self._follow_focus()

    def _fill(self, face: FieldFace) -> None:
        self._edit.set_text(face.text)
        self._edit.underline(face.added)
        if self._edit.hasFocus():
            self._edit.selectAll()

    def refuse(self, sentence: str | None) -> None:
        """Say why what was typed cannot be the value; None takes it back."""
        refused = sentence is not None
        if bool(self._edit.property("refused")) != refused:
            self._edit.setProperty("refused", refused)
            self._edit.style().unpolish(self._edit)
            self._edit.style().polish(self._edit)
        self.foot.say(sentence or (self._face.reason if self._face is not None else ""), refused)

    def edit(self) -> None:
        """Put the cursor into the value; all of it is selected, so that typing replaces it."""
        self._edit.show()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._chips.hide()
        if not self.changed:
            self._edit.selectAll()

    @property
    def _is_current(self) -> bool:
        return bool(self.property("current"))

    def set_current(self, current: bool) -> None:
        """Show that this is the field at hand."""
        if self.property("current") != current:
            self.setProperty("current", current)
            self._grade.set_lit(current)
            self.style().unpolish(self)
            self.style().polish(self)
            self._choosing = False
            self.foot.show_place(None, self._face.places if current and self._face is not None else 0)
            self._follow_focus()

    def revert(self) -> None:
        """Drop what was typed."""
        if self._face is not None:
            self._fill(self._face)
        self.refuse(None)

    def _hint(self) -> str:
        return _HINTS.get(
            self.spec.form, "每行一项（Shift+Enter 换行）" if self.spec.form.is_list else "填写后按 Enter"
        )

    def _follow_focus(self) -> None:
        face = self._face
        if face is None:
            return
        editing = self._edit.hasFocus() or self._is_choosing
        as_chips = bool(face.items) and not editing
        self._chips.setVisible(as_chips)
        self._edit.setVisible(not as_chips)
        self._edit.setPlaceholderText(self._hint() if editing else "原文未写明")
        if face.choices or self._made_list is not None:
            self._list.setVisible(self._is_current and (self._choosing or face.doubtful) and bool(face.choices))
        self._tell_keys()

    @property
    def _is_choosing(self) -> bool:
        return self._made_list is not None and self._made_list.hasFocus()

    @Slot()
    def _tell_keys(self) -> None:
        face = self._face
        if face is not None:
            restore = face.corrected and self._is_current
            self.foot.offer(face.doubtful, restore, self._keys(face) if self._is_current else "")

    def _keys(self, face: FieldFace) -> str:
        """Return the keys that do something now."""
        if self._is_choosing:
            last = min(9, len(face.choices))
            return f"{'1' if last == 1 else f'1–{last}'} 选用 · Esc 返回"
        if self.changed:
            return "Enter 采用 · Esc 放弃"
        known = ["Enter 确认"] if face.doubtful else []
        known += ["Esc 恢复识别值"] if face.parsed_text is not None else []
        known += [f"↓ 备选 {len(face.choices)} 个"] if face.choices else []
        return " · ".join(known)

    # What a person does

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
        if self.changed or self._edit.property("refused"):
            self.revert()
        elif self._face is not None and self._face.parsed_text is not None:
            self.restore_wanted.emit(self.spec.key)
        else:
            self.yielded.emit(self.spec.key)

    @Slot(int)
    def _on_edit_overfilled(self, length: int) -> None:
        self.refuse(f"粘贴后会有 {length:,} 字，一个值最多 {LONGEST:,} 字，没有粘贴。")

    # Other values

    def choose(self) -> bool:
        """Show the other values and let the keyboard choose among them; False when there are none."""
        if self._face is None or not self._face.choices:
            return False
        self._choosing = True
        self._list.show()
        self._list.begin()
        self._follow_focus()
        return True

    @Slot()
    def _on_edit_descended(self) -> None:
        self.choose()

    @Slot(int)
    def _on_list_picked(self, index: int) -> None:
        self.revert()
        self._back_to_editor()
        self.choice_picked.emit(self.spec.key, index)

    @Slot(int)
    def _on_list_highlighted(self, index: int) -> None:
        self.choice_shown.emit(self.spec.key, index)

    @Slot()
    def _on_list_escaped(self) -> None:
        self._back_to_editor()

    @Slot()
    def _on_list_left(self) -> None:
        self._on_edit_left()

    def _back_to_editor(self) -> None:
        self._choosing = False
        self._edit.setFocus(Qt.FocusReason.PopupFocusReason)
        self._edit.selectAll()
        self._follow_focus()

    # Below the value

    def add_below(self, part: QWidget) -> None:
        """Show something below all that belongs to the value, such as a note."""
        self._column.addWidget(part)

    def show_place(self, place: int | None) -> None:
        """Say which place of the evidence is looked at, None for all of them."""
        self.foot.show_place(place, self._face.places if self._face is not None else 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.edit()

    @Slot(object, bool)
    def _on_span_taken(self, span: DraggedSpan, adds: bool) -> None:
        self.span_dropped.emit(self.spec.key, span, adds)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, super().minimumSizeHint().height())


_GRADE_HELP = {
    "高": "识别把握高",
    "中": "识别把握中等，请核对",
    "低": "识别把握低，请核对",
    "已改": "已更正，原识别值保留在下方",
    "已确认": "已人工确认",
}
