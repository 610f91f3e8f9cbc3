"""What the actions of the window do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog, QFileDialog

from desktop.domain.queue import QueueFilter
from desktop.views.about_dialog import AboutDialog
from desktop.views.exporting.commands import ExportTalk
from desktop.views.exporting.dialog import ExportDialog, Scopes

if TYPE_CHECKING:
    from desktop.views.main_window import MainWindow

_KINDS = (
    ("PDF 和 OFD", "*.pdf *.ofd"),
    ("文字处理文件", "*.docx *.doc *.wps *.rtf"),
    ("网页和文本", "*.html *.htm *.txt *.md"),
    ("页面图像", "*.png *.jpg *.jpeg *.tif *.tiff *.bmp"),
)
_FILES = ";;".join(
    (
        f"公报与公文 ({' '.join(endings for _, endings in _KINDS)})",
        *(f"{kind} ({endings})" for kind, endings in _KINDS),
        "所有文件 (*)",
    )
)


class Commands(QObject):
    """Binds the actions of a window. Typed text is taken over before anything that leaves the field."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._flow = window.flow
        self._dialogs: dict[str, QDialog] = {}
        slots = {
            "open": self.open_files,
            "folder": self.open_folder,
            "sample": self.open_sample,
            "close": self.close_source,
            "export": self.ask_for_export,
            "quit": window.close,
            "undo": self.undo,
            "redo": self.redo,
            "assign": self.assign,
            "approve": self.approve,
            "withdraw": self._flow.withdraw,
            "mark1": self.mark_first,
            "mark2": self.mark_second,
            "mark3": self.mark_third,
            "doubt": self.next_doubt,
            "restore": self.restore,
            "next": self.next,
            "previous": self.previous,
            "about": self.show_about,
        }
        for name, slot in slots.items():
            window.actions_by_name[name].triggered.connect(slot)
        window.welcome.open_wanted.connect(self.open_files)
        window.welcome.sample_wanted.connect(self.open_sample)
        window.decision.approve_wanted.connect(self.approve)
        window.decision.withdraw_wanted.connect(self._flow.withdraw)
        self._flow.stack.indexChanged.connect(self._on_stack_moved)
        self._on_stack_moved()

    @Slot()
    def open_files(self) -> None:
        """Ask for files and open them."""
        chosen, _ = QFileDialog.getOpenFileNames(self._window, "打开公报或公文", "", _FILES)
        if chosen:
            self._window.open_files([Path(name) for name in chosen])

    @Slot()
    def open_folder(self) -> None:
        """Ask for a folder and open all files in it."""
        chosen = QFileDialog.getExistingDirectory(self._window, "打开文件夹里的全部文件")
        if chosen:
            self._window.open_files([Path(chosen)])

    @Slot()
    def open_sample(self) -> None:
        """Open the sample that ships with the program."""
        if self._window.sample is not None:
            self._window.open_files([self._window.sample])

    @Slot()
    def close_source(self) -> None:
        """Go back to the first page."""
        if self._window.fields.take_over():
            self._flow.close_source()

    @Slot()
    def ask_for_export(self) -> ExportDialog | None:
        """Show what an export would hold."""
        desk, opened = self._flow.desk, self._flow.opened
        if desk is None:
            return None
        shown = self._window.queue.filter
        scopes = Scopes(
            heading=opened.heading if opened is not None else "",
            here=QueueFilter(opened.summary.id) if opened is not None else None,
            shown=shown if opened is not None and shown.narrows else None,
        )
        dialog = ExportDialog(self._window.look, _documents_folder(), scopes, self._window)
        ExportTalk(self._flow, dialog)
        self._show("export", dialog)
        return dialog

    @Slot()
    def undo(self) -> None:
        """Take the last step back."""
        if self._window.fields.take_over():
            self._flow.undo()

    @Slot()
    def redo(self) -> None:
        """Make the step again that was taken back."""
        self._flow.redo()

    @Slot()
    def assign(self) -> None:
        """Offer the fields that the selected text can be the value of."""
        if self._window.source.selection is None:
            self._window.toast.say(self._window.keyboard.say("先在原文里选中文字，再按 {assign} 设为字段"))
        else:
            self._window.source.open_field_menu()

    @Slot()
    def approve(self) -> None:
        """Approve the document and go to the next one."""
        if self._window.fields.take_over():
            if self._window.side.page != "fields":
                self._window.queue.focus_list()  # what has the keyboard is about to be hidden
                self._window.side.show_page("fields")
            self._flow.approve_and_go_on(self._window.queue.place)

    @Slot()
    def mark_first(self) -> None:
        """Mark 主动公开."""
        self._window.decision.choose(0)

    @Slot()
    def mark_second(self) -> None:
        """Mark 依申请公开."""
        self._window.decision.choose(1)

    @Slot()
    def mark_third(self) -> None:
        """Mark 不予公开."""
        self._window.decision.choose(2)

    @Slot()
    def next_doubt(self) -> None:
        """Go to the next doubtful field."""
        fields = self._window.fields
        if fields.take_over() and not fields.focus_next_doubt():
            self._window.toast.say("本件没有存疑的字段")

    @Slot()
    def restore(self) -> None:
        """Give the field at hand back to the parser."""
        key = self._window.fields.current
        if key is not None:
            self._window.fields.row(key).revert()
            self._flow.restore(key)

    @Slot()
    def next(self) -> None:
        """Go to the next document in the queue as it is shown."""
        self._go_by(1)

    @Slot()
    def previous(self) -> None:
        """Go to the document before in the queue as it is shown."""
        self._go_by(-1)

    def _go_by(self, step: int) -> None:
        reached = self._window.queue.place.beside(step)
        if reached is not None and self._window.fields.take_over():
            self._flow.visit(reached)

    @Slot()
    def show_about(self) -> None:
        """Show version and licence."""
        self._show("about", AboutDialog(self._window.look, self._window))

    def close_dialogs(self) -> None:
        """Close what stands open beside the window."""
        for dialog in self._dialogs.values():
            dialog.close()

    def _show(self, name: str, dialog: QDialog) -> None:
        before = self._dialogs.pop(name, None)
        if before is not None:
            before.close()
            before.deleteLater()
        self._dialogs[name] = dialog
        dialog.show()

    @Slot()
    def _on_stack_moved(self) -> None:
        stack, actions = self._flow.stack, self._window.actions_by_name
        for name, words, able, what in (
            ("undo", "撤销", stack.canUndo(), stack.undoText()),
            ("redo", "重做", stack.canRedo(), stack.redoText()),
        ):
            actions[name].setEnabled(able)
            actions[name].setText(f"{words}：{what}" if what else words)


def _documents_folder() -> Path:
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()
