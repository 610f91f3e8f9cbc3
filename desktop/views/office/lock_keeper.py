"""Locks the window when nobody has touched it for a while, and opens it for the person who sat there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop.domain.person import Person
from desktop.views.office.lock_card import LockCard

if TYPE_CHECKING:
    from desktop.views.main_window import MainWindow

_MINUTE_MS = 60_000
_TITLE = "公报审校台（已锁定）"
_NO_PASSWORD = "您还没有设口令，锁了就打不开。请先在“审阅”菜单的“人员…”里登记并设口令。"
_ACTIVITY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class LockKeeper(QObject):
    """Only a person with a password is locked out. While locked, no action of the window has its keys."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._minutes = 0
        self.card = LockCard(window.look, window.flow, window)
        self._hidden: list[QWidget] = []
        self._title = ""
        self._focus: QWidget | None = None
        self.is_locked = False
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._on_idle_timeout)
        self.card.opened.connect(self._on_opened)
        window.windowTitleChanged.connect(self._on_title_changed)
        window.closing.connect(self._on_window_closed)

    @property
    def minutes(self) -> int:
        """The idle time after which the window is locked, 0 for never."""
        return self._minutes

    def set_minutes(self, minutes: int) -> None:
        """Lock the window after another idle time from now on."""
        self._minutes = minutes
        self._watch()

    def lock_if_known(self, person: Person | None, asked: bool) -> None:
        """Lock the window for a person with a password; say why not to one without who `asked` for it."""
        if person is not None and person.active and person.locked:
            self._lock(person)
        elif asked:
            self._window.toast.say(_NO_PASSWORD)
        else:
            self._watch()

    @Slot()
    def lock(self) -> None:
        """Lock the window for whoever sits here."""
        self._ask(True)

    def _ask(self, asked: bool) -> None:
        desk = self._window.flow.desk
        if desk is not None and not self.is_locked:
            job = self._window.flow.ask(desk.people.known, self._window.top_bar.reviewer.name)
            job.finished.connect(self._on_asked if asked else self._on_idle_person)

    @Slot(object)
    def _on_asked(self, person: Person | None) -> None:
        self.lock_if_known(person, asked=True)

    @Slot(object)
    def _on_idle_person(self, person: Person | None) -> None:
        self.lock_if_known(person, asked=False)

    @Slot()
    def _on_idle_timeout(self) -> None:
        self._ask(False)

    def _watch(self) -> None:
        """Listen for a person only where it is needed: while locked, or while idle time counts."""
        app = QApplication.instance()
        if app is None:
            return
        app.removeEventFilter(self)
        self._idle.stop()
        if self.is_locked or self._minutes:
            app.installEventFilter(self)
        if self._minutes and not self.is_locked:
            self._idle.start(self._minutes * _MINUTE_MS)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        kind = event.type()
        if self.is_locked:
            return kind == QEvent.Type.Shortcut
        if kind in _ACTIVITY:
            self._idle.start()
        return False

    def _lock(self, person: Person) -> None:
        if self.is_locked:
            return
        window = self._window
        self._focus = QApplication.focusWidget()
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        self._hidden = [top for top in QApplication.topLevelWidgets() if top is not window and top.isVisible()]
        for top in self._hidden:
            top.hide()
        self._title = window.windowTitle()
        self.is_locked = True
        window.setWindowTitle(_TITLE)
        self._show_desk(False)
        self.card.cover(person)
        self._watch()

    def _show_desk(self, shown: bool) -> None:
        desk = self._window.centralWidget()
        if desk is not None:
            desk.setVisible(shown)

    @Slot()
    def _on_opened(self) -> None:
        self.is_locked = False
        window = self._window
        self._show_desk(True)
        window.setWindowTitle(self._title)
        for top in self._hidden:
            if isValid(top):
                top.show()
        self._hidden = []
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
        self._focus = None
        self._watch()

    @Slot(str)
    def _on_title_changed(self, title: str) -> None:
        """Keep what is opened meanwhile out of the title."""
        if self.is_locked and title != _TITLE:
            self._title = title
            self._window.setWindowTitle(_TITLE)

    @Slot()
    def _on_window_closed(self) -> None:
        self._minutes, self.is_locked, self._hidden = 0, False, []
        self._watch()
