"""Who signs: a person with the role of the stage, who gives the password where there is one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.domain.person import Person
from desktop.views.cases.proof_form import ProofForm
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label

if TYPE_CHECKING:
    from desktop.review.desk import Desk, Done
    from desktop.views.flow import Flow

_WIDTH = 420
_NOBODY = "没有登记能办这一步的人。请在“审阅”菜单的“人员…”里登记，并勾选“{label}”。"


def signers(desk: Desk, role: str, reviewer: str) -> tuple[Person, ...]:
    """Return who may sign in a stage: those registered with the role, whoever sits here where nobody is registered.

    An empty role is everybody's.
    """
    everybody = desk.people.all()
    if not everybody:
        return (Person(reviewer),)
    return tuple(one for one in everybody if one.active and (not role or role in one.roles))


def in_the_name_of(name: str, act: Callable[[Desk], Done], desk: Desk) -> Done:
    """Let the desk do something in a person's name; afterwards it works in the name of whoever sits there again."""
    sits_here, desk.actor = desk.actor, name
    try:
        return act(desk)
    finally:
        desk.actor = sits_here


class SignAs(QDialog):
    """Asks who signs. `proved` gives the name of a person who has the role and is that person; then it goes."""

    proved = Signal(str)

    def __init__(
        self,
        _appearance: Appearance,
        flow: Flow,
        role: str,
        label: str,
        reviewer: str,
        parent: QWidget | None = None,
        verb: str = "签署",
    ) -> None:
        """Ask for the stage `role`, called `label`; `reviewer` sits here, `verb` is what the button does."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("help", "people")
        self.setWindowTitle(f"{label}：{verb}")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(_WIDTH)
        self._label, self._reviewer = label, reviewer
        self._people: tuple[Person, ...] = ()
        self.choice = QComboBox()
        self.choice.setAccessibleName("由谁签署")
        self.choice.currentIndexChanged.connect(self._on_choice_changed)
        self.form = ProofForm(flow)
        self.form.changed.connect(self._on_form_changed)
        self.form.proved.connect(self._on_proved)
        self._about = plain_label("签署记在这个人名下，不能撤销。", tone="muted", size="note", wrap=True)
        self.sign_button, self.cancel_button = QPushButton(verb), QPushButton("取消")
        self._arrange(f"{label}，由谁{verb}")
        desk = flow.desk
        if desk is not None:
            flow.ask(signers, desk, role, reviewer).finished.connect(self.offer)

    def _arrange(self, title: str) -> None:
        self.sign_button.setProperty("kind", "primary")
        self.sign_button.setDefault(True)
        self.sign_button.setEnabled(False)
        self.sign_button.clicked.connect(self.form.try_it)
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.sign_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(plain_label(title, size="heading", wrap=True))
        column.addWidget(self._about)
        column.addWidget(self.choice)
        column.addWidget(self.form)
        column.addStretch(1)
        column.addLayout(foot)

    def tell(self, about: str) -> None:
        """Say something else than that a signature cannot be undone."""
        self._about.setText(about)

    @property
    def words(self) -> str:
        """What is said about the choice and the password."""
        return f"{self._about.text()}\n{self.form.words}"

    @Slot(object)
    def offer(self, people: tuple[Person, ...]) -> None:
        """Offer those who may sign."""
        self._people = people
        self.choice.setVisible(bool(people))
        if not people:
            self._about.setText(_NOBODY.format(label=self._label))
            self.cancel_button.setText("关闭")
            return
        self.choice.clear()
        for person in people:
            self.choice.addItem(f"{person.name}　{person.office}" if person.office else person.name)
        names = [person.name for person in people]
        self.choice.setCurrentIndex(names.index(self._reviewer) if self._reviewer in names else 0)
        self._ask()

    def _ask(self) -> None:
        index = self.choice.currentIndex()
        person = self._people[index] if 0 <= index < len(self._people) else None
        self.form.ask(person)
        target = self.form.edit if person is not None and person.locked else self.sign_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_choice_changed(self) -> None:
        if self.isVisible():
            self._ask()

    @Slot()
    def _on_form_changed(self) -> None:
        self.sign_button.setEnabled(self.form.ready)

    @Slot(str)
    def _on_proved(self, name: str) -> None:
        self.accept()
        self.proved.emit(name)
