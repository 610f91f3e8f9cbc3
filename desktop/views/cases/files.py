"""Files of evidence looked at from the page 认定: a copy under its own name, in a folder that goes with the window."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTemporaryDir, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from desktop.domain.case import Evidence

if TYPE_CHECKING:
    from desktop.review.desk import Desk
    from desktop.views.main_window import MainWindow

_SECRET = "本件标有密级，依据材料不在程序外打开"
_NO_PROGRAM = "没有能打开“{name}”的程序"


class CaseFiles(QObject):
    """Opens kept evidence in the program that the computer has for it. Nothing that is changed there comes back."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._flow = window, window.flow
        self._folder: QTemporaryDir | None = None
        window.case.evidence_wanted.connect(self.open)
        window.closing.connect(self.clear)

    @Slot(object)
    def open(self, evidence: Evidence) -> None:
        """Open a file of evidence; of a document with a 密级 none, which would leave a copy outside of the store."""
        desk, record = self._flow.desk, self._flow.record
        if desk is None or record is None:
            return
        if record.value("secrecy"):
            self._window.toast.say(_SECRET)
            return
        if self._folder is None:
            self._folder = QTemporaryDir()
        job = self._flow.ask(_copied, desk, evidence, Path(self._folder.path()))
        job.finished.connect(partial(self._on_copied, evidence.name))

    def _on_copied(self, name: str, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._window.toast.say(_NO_PROGRAM.format(name=name))

    @Slot()
    def clear(self) -> None:
        """Delete the copies."""
        if self._folder is not None:
            self._folder.remove()
            self._folder = None


def _copied(desk: Desk, evidence: Evidence, folder: Path) -> Path:
    """Copy a kept file under its own name, readable only; one that was copied before is not copied again."""
    own = folder / evidence.sha256[:16]
    own.mkdir(exist_ok=True)
    path = own / (Path(evidence.name.replace("\\", "/")).name or "依据材料")
    if not path.exists():
        shutil.copyfile(desk.store.evidence_path(evidence), path)
        path.chmod(0o400)
    return path
