"""The window's frame: the bar at the top, the rail at the left, the line at the bottom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.record import SourceSummary
from desktop.views.search_box import SearchBox
from desktop.widgets import icons
from desktop.widgets.appearance import Appearance
from desktop.widgets.giving_way import GivingWay
from desktop.widgets.labels import plain_label
from desktop.widgets.style_buttons import paint_body, paint_ring


class TopBar(QFrame):
    """Program, source, reviewer."""

    source_chosen = Signal(int)
    reviewer_named = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self._look = appearance
        self._mark = QLabel()
        self.menus = _Menus()
        self.menus.setNativeMenuBar(False)
        self.menus.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._source = _SourceButton()
        self._source.setProperty("kind", "plain")
        self._source.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._source.hide()
        self._extent = plain_label(tone="muted")
        self._menu = QMenu(self._source)
        self._menu.triggered.connect(self._on_menu_triggered)
        self.search = SearchBox(appearance)
        self._reviewer = ReviewerName(appearance)
        self._reviewer.named.connect(self.reviewer_named)
        name = plain_label("公报审校台", size="heading")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 16, 8)
        row.setSpacing(8)
        for part in (self._mark, name):
            row.addWidget(part)
        row.addSpacing(4)
        row.addWidget(self.menus, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(12)
        row.addWidget(self._source)
        row.addWidget(self._extent)
        row.addStretch(1)
        row.addWidget(self.search)
        row.addSpacing(8)
        row.addWidget(self._reviewer)
        GivingWay(self, row, (self._extent, name, self._source))
        appearance.changed.connect(self._tint)
        self._tint()

    @property
    def reviewer(self) -> ReviewerName:
        """The reviewer's name at the right."""
        return self._reviewer

    def show_source(self, heading: str, extent: str) -> None:
        """Name the open source; empty for none."""
        self._source.setText(heading.replace("&", "&&"))
        self._source.setVisible(bool(heading))
        self._extent.setText(extent)

    def offer_sources(self, sources: Sequence[SourceSummary]) -> None:
        """Offer the sources of the store, the newest first."""
        self._menu.clear()
        for source in reversed(sources[-20:]):
            action = QAction((source.heading or source.name).replace("&", "&&"), self._menu)
            action.setData(source.id)
            self._menu.addAction(action)
        if len(sources) > 1:
            self._source.setMenu(self._menu)
        self._tint()

    @Slot(QAction)
    def _on_menu_triggered(self, action: QAction) -> None:
        self.source_chosen.emit(action.data())

    @Slot()
    def _tint(self) -> None:
        self._mark.setPixmap(icons.pixmap("app", self._look.theme.color("accent"), 16))
        self._source.setIcon(icons.icon("gazette", self._look.theme.color("muted"), 18))
        self._source.setIconSize(QSize(18, 18))


class _Menus(QMenuBar):
    """The menus; whole as long as they leave half of the bar."""

    def minimumSizeHint(self) -> QSize:
        hint, bar = self.sizeHint(), self.parentWidget()
        return QSize(min(hint.width(), bar.width() // 2), hint.height()) if bar is not None else hint


class _SourceButton(QPushButton):
    """The name of the open source; cut where there is no room for all of it."""

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), 6 * hint.height()), hint.height())


class ReviewerName(QStackedWidget):
    """Who reviews: a name that a click makes editable; editable from the start while nobody has given one."""

    named = Signal(str)
    wanted = Signal(str)
    """One of those who were offered is to sit here; `take` makes it so."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._name = ""
        self._offered: tuple[str, ...] = ()
        self.menu = QMenu(self)
        self.menu.triggered.connect(self._on_menu_triggered)
        shown = _Plate(appearance)
        shown.clicked.connect(self._on_plate_clicked)
        self._plate = shown
        self._edit = QLineEdit()
        self._edit.setMaxLength(40)
        self._edit.setPlaceholderText("您的姓名")
        self._edit.setAccessibleName("审核人姓名")
        self._edit.returnPressed.connect(self._on_edit_finished)
        self._take = QPushButton("确定")
        self._take.clicked.connect(self._on_edit_finished)
        asking = QWidget()
        row = QHBoxLayout(asking)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(plain_label("审核人", tone="muted", size="note"))
        row.addWidget(self._edit)
        row.addWidget(self._take)
        self.addWidget(shown)
        self.addWidget(asking)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._edit.setFixedWidth(130)
        self.currentChanged.connect(self._on_current_changed)

    @property
    def name(self) -> str:
        """The name in force."""
        return self._name

    def set_name(self, name: str, asked: bool) -> None:
        """Show a name; ask whether it is right when nobody has `asked` yet."""
        self._name = name
        self._plate.set_name(name)
        self.updateGeometry()
        self._edit.setText(name)
        self.setCurrentIndex(0 if asked else 1)

    def offer(self, names: Sequence[str]) -> None:
        """Offer the people who are registered; none where anybody may sit here."""
        self._offered = tuple(names)
        self.menu.clear()
        for name in names:
            action = self.menu.addAction(name.replace("&", "&&"))
            action.setData(name)
            action.setCheckable(True)
            action.setChecked(name == self._name)
        if names:
            self.menu.addSeparator()
            self.menu.addAction("其他姓名…")

    @Slot(str)
    def take(self, name: str) -> None:
        """Let a person sit here."""
        self.set_name(name, asked=True)
        self.offer(self._offered)
        self.named.emit(name)

    @Slot()
    def _on_plate_clicked(self) -> None:
        if self._offered:
            self.menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        else:
            self.ask()

    @Slot(QAction)
    def _on_menu_triggered(self, action: QAction) -> None:
        if action.data() is None:
            self.ask()
        else:
            action.setChecked(action.data() == self._name)
            self.wanted.emit(action.data())

    @Slot()
    def ask(self) -> None:
        """Make the name editable."""
        self._edit.setText(self._name)
        self._edit.selectAll()
        self.setCurrentIndex(1)
        self._edit.setFocus()

    def sizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.sizeHint() if shown is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @Slot(int)
    def _on_current_changed(self, _index: int) -> None:
        self.updateGeometry()

    @Slot()
    def _on_edit_finished(self) -> None:
        name = " ".join(self._edit.text().split())
        if name in self._offered and name != self._name:
            self.set_name(self._name, asked=True)
            self.wanted.emit(name)
        elif name:
            self.take(name)


class _Plate(QPushButton):
    """A round sign with the first character of the name, and the name."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._look = appearance
        self._name = ""
        self.setProperty("kind", "plain")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("更改审核人")

    def set_name(self, name: str) -> None:
        """Show a name."""
        self._name = name
        self.setText(name.replace("&", "&&"))
        self.setAccessibleName(f"审核人 {name}")

    def sizeHint(self) -> QSize:
        wide = min(self.fontMetrics().horizontalAdvance(self.text()), self._look.px(_LONGEST_NAME))
        return QSize(wide + self._look.px(52), self._look.px(34))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self._look
        radius = look.theme.radius("field")
        if self.underMouse():
            paint_body(painter, look.theme, self.rect(), radius, "hover", None)
        if self.hasFocus():
            paint_ring(painter, look.theme, self.rect(), radius)
        size = look.px(28)
        circle = QRectF(look.px(6), (self.height() - size) / 2, size, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent-soft"))
        painter.drawEllipse(circle)
        painter.setPen(look.color("accent"))
        painter.setFont(look.sans("note", bold=True))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, self._name[:1].upper())
        painter.setPen(look.color("text"))
        painter.setFont(look.sans("body"))
        rest = QRectF(look.px(42), 0, self.width() - look.px(46), self.height())
        name = painter.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, int(rest.width()))
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)


class Rail(QFrame):
    """The surfaces of the program, one under the other."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._look = appearance
        self.setProperty("own_size", True)
        self._settle()
        appearance.resized.connect(self._settle)
        self._buttons: list[tuple[QToolButton, str]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 12, 6, 12)
        self._column.setSpacing(6)
        self._column.addStretch(1)
        appearance.changed.connect(self.tint)

    @Slot()
    def _settle(self) -> None:
        self.setFixedWidth(self._look.theme.room(_RAIL))

    def add_surface(self, text: str, icon: str) -> QToolButton:
        """Add a surface; the first one is the chosen one."""
        button = QToolButton()
        button.setProperty("kind", "rail")
        button.setText(text)
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setChecked(not self._buttons)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIconSize(QSize(20, 20))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._column.insertWidget(len(self._buttons), button)
        self._buttons.append((button, icon))
        self.tint()
        return button

    @Slot()
    def tint(self) -> None:
        """Draw the icons anew: the chosen one in the accent."""
        for button, name in self._buttons:
            token = "accent" if button.isChecked() else "muted"
            button.setIcon(icons.icon(name, self._look.theme.color(token)))


_RAIL = 64
"""Pixels at 100 %: the width of the rail."""
_LONGEST_NAME = 160
"""Pixels at 100 % that a reviewer's name may take."""
_ALWAYS = 2
"""How many of the keys in the line at the bottom hold without a source: the cheat sheet and help."""


def _small(text: str = "") -> QLabel:
    return plain_label(text, tone="muted", size="small")


class StatusLine(QFrame):
    """When something was last saved, and the keys that matter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self._saved = _small()
        self._saved.setText("更改会自动保存")
        self._place = _small()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(20)
        row.addWidget(self._saved)
        self._keys: list[QLabel] = []
        self._keys_shown = True
        self._row = row
        row.addStretch(1)
        row.addWidget(self._place)
        self._giving_way = GivingWay(self, row)

    def tell_saved(self, moment: datetime) -> None:
        """Say when the last change was safe on disk."""
        self._saved.setText(f"已保存 {moment:%H:%M:%S}")

    def tell_place(self, text: str) -> None:
        """Say what is open."""
        self._place.setText(text)

    def show_keys(self, shown: bool) -> None:
        """Show the keys of reviewing only while there is something to review."""
        self._keys_shown = shown
        for label in self._keys[:-_ALWAYS]:
            label.setVisible(shown)

    def show_hints(self, hints: Sequence[str]) -> None:
        """Name other keys; the last ones hold without a source too."""
        for label in self._keys:
            self._row.removeWidget(label)
            label.deleteLater()
        self._keys = [_small(hint) for hint in hints]
        for place, label in enumerate(self._keys, 1):
            self._row.insertWidget(place, label)
        self.show_keys(self._keys_shown)
        needed, usual = self._keys[-_ALWAYS:], self._keys[:-_ALWAYS]
        self._giving_way.set_parts((*reversed(usual), self._place, *needed))
