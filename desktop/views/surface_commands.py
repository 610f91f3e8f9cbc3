"""Going from one surface to another, and what the keys of reviewing do meanwhile: nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from desktop.views.actions import ACTIONS
from desktop.views.menus import enable_record_actions, enable_source_actions
from desktop.views.surfaces import REVIEW

if TYPE_CHECKING:
    from desktop.views.main_window import MainWindow

PREFIX = "surface-"
"""What the names of the actions that turn to a surface begin with."""


class SurfaceCommands(QObject):
    """Binds the surfaces of a window. A document that is not in sight is neither approved nor changed by a key."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        for name in window.surfaces.names:
            window.actions_by_name[PREFIX + name].triggered.connect(partial(self.show, name))
        for spec in ACTIONS:
            if spec.record or spec.source or spec.pages:
                action = window.actions_by_name[spec.name]
                action.enabledChanged.connect(partial(self._on_enabled_changed, action))
        window.surfaces.turned.connect(self._on_turned)
        window.flow.source_opened.connect(self._on_source_opened)

    @property
    def reviewing(self) -> bool:
        """Tell whether the documents under review are in sight."""
        return self._window.surfaces.current == REVIEW

    @Slot()
    def show(self, name: str) -> None:
        """Turn to a surface; what is typed in a field is taken over before."""
        if not self.reviewing or self._window.fields.take_over():
            self._window.surfaces.show(name)

    def _on_enabled_changed(self, action: QAction, enabled: bool) -> None:
        if enabled and not self.reviewing:
            action.setEnabled(False)

    @Slot(object)
    def _on_source_opened(self, opened: object) -> None:
        """Show a source that was opened from another surface."""
        if opened is not None:
            self._window.surfaces.show(REVIEW)

    @Slot(str)
    def _on_turned(self, _name: str) -> None:
        window, flow = self._window, self._window.flow
        opened = flow.opened if self.reviewing else None
        enable_source_actions(
            window.actions_by_name, opened is not None, opened is not None and opened.text.is_laid_out
        )
        enable_record_actions(window.actions_by_name, opened is not None and flow.record is not None)
        window.actions_by_name["close"].setEnabled(opened is not None)
        window.status.show_keys(opened is not None)
        if opened is not None and flow.record is not None:
            flow.record_changed.emit(flow.record)
