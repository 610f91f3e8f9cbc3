"""What is to be done to many documents, as a person says it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from desktop.domain.disclosure import Disclosure
from desktop.domain.fields import FIELDS, SPEC
from desktop.review.bulk import BulkEdit, Replace, Retag, SetDisclosure, SetField
from desktop.widgets.labels import plain_label

_SET, _REPLACE, _MARK, _TAG, _UNTAG = range(5)
_DEEDS = ("字段设为", "在字段里查找替换", "公开属性标注为", "添加标签", "去掉标签")
_NO_MARK = "（取消标注）"
_FIRST_KEY = "column"


class BulkForm(QWidget):
    """Tells when what is wanted has become another."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deed = _combo("要做的事", _DEEDS)
        self._pages = QStackedWidget()
        self._key, self._value = _field_combo(), QPlainTextEdit()
        self._value.setProperty("kind", "details")
        self._value.setAccessibleName("新的值")
        self._value.setPlaceholderText("新的值；列表字段每行一项")
        self._value.setTabChangesFocus(True)
        self._emptied = QCheckBox("清空这个字段（原文未写明）")
        self._emptied.setObjectName("emptied")
        self._replaced_key = _field_combo()
        self._find, self._put = _line("查找"), _line("替换为")
        self._by_pattern = QCheckBox("按模式查找（正则表达式）")
        self._any_case = QCheckBox("不分大小写")
        self._mark = _combo("公开属性", (*(value.value for value in Disclosure), _NO_MARK))
        self._tags = _line("标签")
        self._tags.setPlaceholderText("标签，多个用空格或顿号隔开")
        self._compose()
        self._connect()

    def _compose(self) -> None:
        setting, replacing, marking, tagging = (_Page() for _ in range(4))
        setting.add(("字段", self._key), ("新的值", self._value), ("", self._emptied))
        replacing.add(("字段", self._replaced_key), ("查找", self._find), ("替换为", self._put))
        replacing.add(("", self._by_pattern), ("", self._any_case))
        marking.add(("公开属性", self._mark))
        tagging.add(("标签", self._tags))
        for page in (setting, replacing, marking, tagging):
            self._pages.addWidget(page)
        self._value.setMaximumHeight(92)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(8)
        grid.addWidget(self._deed, 0, 0)
        grid.addWidget(self._pages, 1, 0)
        self._fit_page()

    def _connect(self) -> None:
        self._deed.currentIndexChanged.connect(self._on_deed_changed)
        for combo in (self._key, self._replaced_key, self._mark):
            combo.currentIndexChanged.connect(self.changed)
        for line in (self._find, self._put, self._tags):
            line.textChanged.connect(self.changed)
        for box in (self._by_pattern, self._any_case):
            box.toggled.connect(self.changed)
        self._value.textChanged.connect(self.changed)
        self._emptied.toggled.connect(self._on_emptied_toggled)

    @property
    def edit(self) -> BulkEdit | None:
        """What is wanted; None while something is missing for it."""
        tags = tuple(tag for part in self._tags.text().split("、") for tag in part.split())
        match self._deed.currentIndex():
            case 0:
                return self._setting()
            case 1:
                return self._replacement()
            case 2:
                order = (*Disclosure, None)
                return SetDisclosure(order[self._mark.currentIndex()])
            case 3:
                return Retag(more=tags) if tags else None
        return Retag(fewer=tags) if tags else None

    def _setting(self) -> SetField | None:
        """Return the new value; an empty one only where a person said so."""
        text = "" if self._emptied.isChecked() else self._value.toPlainText()
        return SetField(self._key.currentData(), text) if text.strip() or self._emptied.isChecked() else None

    def _replacement(self) -> Replace | None:
        if not self._find.text():
            return None
        return Replace(
            self._replaced_key.currentData(),
            self._find.text(),
            self._put.text(),
            self._by_pattern.isChecked(),
            self._any_case.isChecked(),
        )

    def say(self, edit: BulkEdit) -> None:
        """Fill the form as if a person had said this."""
        match edit:
            case SetField(key, text):
                self._deed.setCurrentIndex(_SET)
                self._key.setCurrentIndex(self._key.findData(key))
                self._value.setPlainText(text)
                self._emptied.setChecked(not text)
            case Replace(key, find, put, by_pattern, any_case):
                self._deed.setCurrentIndex(_REPLACE)
                self._replaced_key.setCurrentIndex(self._replaced_key.findData(key))
                self._find.setText(find)
                self._put.setText(put)
                self._by_pattern.setChecked(by_pattern)
                self._any_case.setChecked(any_case)
            case SetDisclosure(disclosure):
                self._deed.setCurrentIndex(_MARK)
                self._mark.setCurrentIndex((*Disclosure, None).index(disclosure))
            case Retag(more, fewer):
                self._deed.setCurrentIndex(_TAG if more else _UNTAG)
                self._tags.setText(" ".join(more or fewer))

    def _fit_page(self) -> None:
        """Take no more height than the page in sight needs; the rest belongs to the plan below."""
        for page in self._pages.findChildren(_Page):
            shown = page is self._pages.currentWidget()
            height = QSizePolicy.Policy.Maximum if shown else QSizePolicy.Policy.Ignored
            page.setSizePolicy(QSizePolicy.Policy.Preferred, height)
        self._pages.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    @Slot(bool)
    def _on_emptied_toggled(self, emptied: bool) -> None:
        self._value.setEnabled(not emptied)
        self.changed.emit()

    @Slot(int)
    def _on_deed_changed(self, deed: int) -> None:
        self._pages.setCurrentIndex(min(deed, _TAG))
        self._fit_page()
        self.changed.emit()


class _Page(QWidget):
    """Labels and what they are of, line by line."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(1, 1)

    def add(self, *lines: tuple[str, QWidget]) -> None:
        """Add lines below the others."""
        for words, part in lines:
            row = self._grid.rowCount()
            self._grid.addWidget(plain_label(words, tone="muted", size="note"), row, 0)
            self._grid.addWidget(part, row, 1)
            self._grid.setRowStretch(row, 0)
            self._grid.setRowStretch(row + 1, 1)


def _line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setMaxLength(2000)
    return line


def _combo(name: str, words: tuple[str, ...]) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.addItems(list(words))
    return combo


def _field_combo() -> QComboBox:
    combo = _combo("字段", ())
    for spec in FIELDS:
        combo.addItem(spec.label, spec.key)
    combo.setCurrentIndex(list(SPEC).index(_FIRST_KEY))
    return combo
