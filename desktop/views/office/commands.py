"""What the window does about the office: the rules that it decides by, its people, and who sits here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QFileDialog

from desktop.disclosure.profile import load_profile, profile_names, rule_book, take_in
from desktop.disclosure.rulebook import RuleBook
from desktop.domain.errors import DeskError, ProfileWrong
from desktop.domain.person import Person
from desktop.review.explain import explain
from desktop.views.cases.sign_as import SignAs
from desktop.views.office.lock_keeper import LockKeeper
from desktop.views.office.people_dialog import PeopleDialog, Roster
from desktop.views.office.rules_dialog import Offer, RulesDialog

if TYPE_CHECKING:
    from desktop.review.desk import Desk
    from desktop.views.main_window import MainWindow

_PROFILES = "认定规则 (*.toml);;所有文件 (*)"


class OfficeCommands(QObject):
    """Binds the dialogs 认定规则 and 人员, the lock, and the reviewer's name to the registered people."""

    minutes_chosen = Signal(int)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._flow = window, window.flow
        self._people: tuple[Person, ...] = ()
        self._met = False
        self.lock = LockKeeper(window)
        self.rules_dialog: RulesDialog | None = None
        self.people_dialog: PeopleDialog | None = None
        self.sit_down_dialog: SignAs | None = None
        slots: dict[str, Callable[[], object]] = {
            "rules": self.show_rules,
            "people": self.show_people,
            "lock": self.lock.lock,
        }
        for name, slot in slots.items():
            window.actions_by_name[name].triggered.connect(slot)
        window.top_bar.reviewer.wanted.connect(self.sit_down)
        window.closing.connect(self.close_dialogs)
        self._flow.sources_listed.connect(self._on_sources_listed)
        self._flow.rules_changed.connect(self._on_rules_changed)

    @Slot()
    def close_dialogs(self) -> None:
        """Close what stands open beside the window."""
        for dialog in (self.rules_dialog, self.people_dialog):
            _end(dialog)
        self.rules_dialog = self.people_dialog = None

    # Rules

    @Slot()
    def show_rules(self) -> None:
        """Show the rules that there are, and which are in force."""
        if self._flow.desk is None or not self._window.fields.take_over():
            return
        _end(self.rules_dialog)
        dialog = self.rules_dialog = RulesDialog(self._window.look, self._window)
        dialog.chosen.connect(self._flow.choose_rules)
        dialog.check_wanted.connect(self._on_check_wanted)
        dialog.adding_wanted.connect(self._on_adding_wanted)
        self._list_rules()
        dialog.show()

    def _list_rules(self) -> None:
        if self._flow.desk is not None:
            self._flow.ask(_offers, self._flow.desk).finished.connect(self._on_offers)

    @Slot(object)
    def _on_offers(self, listed: tuple[tuple[Offer, ...], str]) -> None:
        if self.rules_dialog is not None:
            self.rules_dialog.show_offers(*listed)

    @Slot(object)
    def _on_rules_changed(self, book: RuleBook) -> None:
        self._list_rules()
        self._list_people()
        self._window.toast.say(f"从现在起按“{book.name}”办理")

    @Slot()
    def _on_check_wanted(self) -> None:
        path = self._profile_path("检查规则文件")
        if path is not None:
            self.check(path)

    @Slot()
    def _on_adding_wanted(self) -> None:
        path = self._profile_path("加入规则文件")
        if path is not None:
            self.add(path)

    def check(self, path: Path) -> None:
        """Say whether a profile file is sound, and if not, where and why."""
        self._flow.ask(_checked, path).finished.connect(self._on_checked)

    def add(self, path: Path) -> None:
        """Keep a profile file on this machine, so that it can be chosen."""
        self._flow.ask(_added, path).finished.connect(self._on_added)

    def _profile_path(self, title: str) -> Path | None:
        chosen, _ = QFileDialog.getOpenFileName(self.rules_dialog, title, "", _PROFILES)
        return Path(chosen) if chosen else None

    @Slot(object)
    def _on_checked(self, came: tuple[str, bool]) -> None:
        if self.rules_dialog is not None:
            self.rules_dialog.tell(came[0], "ok" if came[1] else "bad")

    @Slot(object)
    def _on_added(self, came: tuple[str, bool]) -> None:
        self._list_rules()
        job = self._flow.ask(_same, came)
        job.finished.connect(self._on_added_listed)

    @Slot(object)
    def _on_added_listed(self, came: tuple[str, bool]) -> None:
        """Turn to the profile that was added, once it is in the list."""
        if self.rules_dialog is None:
            return
        if came[1]:
            self.rules_dialog.turn_to(came[0])
        else:
            self.rules_dialog.tell(came[0], "bad")

    # People

    @Slot()
    def show_people(self) -> None:
        """Show the people of the store."""
        if self._flow.desk is None or not self._window.fields.take_over():
            return
        _end(self.people_dialog)
        dialog = self.people_dialog = PeopleDialog(self._window.look, self.lock.minutes, self._window)
        dialog.register_wanted.connect(self._on_register_wanted)
        dialog.password_wanted.connect(self._on_password_wanted)
        dialog.minutes_chosen.connect(self._on_minutes_chosen)
        dialog.lock_wanted.connect(self.lock.lock)
        self._list_people()
        dialog.show()

    def _list_people(self) -> None:
        if self._flow.desk is not None:
            self._flow.ask(_roster, self._flow.desk).finished.connect(self._on_roster)

    @Slot(object)
    def _on_sources_listed(self, _sources: object) -> None:
        self._list_people()

    @Slot(object)
    def _on_roster(self, roster: Roster) -> None:
        self._people = roster.people
        reviewer = self._window.top_bar.reviewer
        reviewer.offer([person.name for person in roster.people if person.active])
        if self.people_dialog is not None:
            self.people_dialog.show_roster(roster)
        if not self._met:
            self._met = True
            if self.lock.minutes:
                self.lock.lock_if_known(self._known(reviewer.name), asked=False)

    def _known(self, name: str) -> Person | None:
        return next((person for person in self._people if person.name == name), None)

    @Slot(object)
    def _on_register_wanted(self, person: Person) -> None:
        if self._flow.desk is not None:
            self._tell_later(partial(_register, self._flow.desk, person))

    @Slot(str, str, str)
    def _on_password_wanted(self, name: str, present: str, new: str) -> None:
        if self._flow.desk is not None:
            job = self._flow.ask(_set_password, self._flow.desk, name, present, new)
            job.finished.connect(self._on_password_set)

    def _tell_later(self, act: Callable[[], tuple[str, bool]]) -> None:
        self._flow.ask(act).finished.connect(self._on_people_changed)

    @Slot(object)
    def _on_people_changed(self, came: tuple[str, bool]) -> None:
        self._list_people()
        if self.people_dialog is not None:
            self.people_dialog.tell(came[0], "ok" if came[1] else "bad")

    @Slot(object)
    def _on_password_set(self, came: tuple[str, bool]) -> None:
        if self.people_dialog is None:
            return
        if came[1]:
            self.people_dialog.password.close_up()
            self._on_people_changed(came)
        else:
            self.people_dialog.password.refuse(came[0])

    @Slot(int)
    def _on_minutes_chosen(self, minutes: int) -> None:
        self.lock.set_minutes(minutes)
        self.minutes_chosen.emit(minutes)

    # Who sits here

    @Slot(str)
    def sit_down(self, name: str) -> None:
        """Work in the name of a registered person; one with a password gives it first."""
        person = self._known(name)
        reviewer = self._window.top_bar.reviewer
        if person is None or not person.locked:
            reviewer.take(name)
            return
        dialog = SignAs(self._window.look, self._flow, "", "审核人", name, self._window, "换成")
        dialog.tell("此后的更正和核准记在这个人名下。")
        dialog.proved.connect(reviewer.take)
        self.sit_down_dialog = dialog
        dialog.open()


def _end(dialog: QDialog | None) -> None:
    if dialog is not None:
        dialog.close()
        dialog.deleteLater()


def _same(came: tuple[str, bool]) -> tuple[str, bool]:
    """Take a place in the lane behind what was asked before."""
    return came


def _offers(desk: Desk) -> tuple[tuple[Offer, ...], str]:
    """Return the profiles, and the key of the one in force; also where it is not on this machine."""
    in_force = desk.store.profile()
    names = profile_names()
    keys = names if in_force in names else (*names, in_force)
    return tuple(map(_offer, keys)), in_force


def _offer(key: str) -> Offer:
    try:
        return Offer(key, rule_book(key))
    except (DeskError, OSError) as error:
        return Offer(key, None, _fault(error))


def _checked(path: Path) -> tuple[str, bool]:
    try:
        book = load_profile(path)
    except (DeskError, OSError) as error:
        return _fault(error), False
    return f"“{path.name}”没有问题：{book.name}，{len(book.articles)} 条条款，{len(book.grounds)} 项理由。", True


def _added(path: Path) -> tuple[str, bool]:
    """Return the key of the profile that was added, or what is wrong with it."""
    try:
        return take_in(path), True
    except (DeskError, OSError) as error:
        return _fault(error), False


def _fault(error: DeskError | OSError) -> str:
    if isinstance(error, ProfileWrong):
        return f"“{error.path.name}”第 {error.line} 行：{error.reason}。"
    return explain(error).what


def _roster(desk: Desk) -> Roster:
    return Roster(desk.people.all(), desk.people.roles())


def _register(desk: Desk, person: Person) -> tuple[str, bool]:
    known = desk.people.known(person.name)
    try:
        desk.people.register(person.name, person.office, person.roles, person.active)
    except DeskError as error:
        return explain(error).what, False
    return f"{'已保存' if known is not None else '已登记'}：{person.name}", True


def _set_password(desk: Desk, name: str, present: str, new: str) -> tuple[str, bool]:
    """Set a password for a person who proved to be the one, as slowly as passwords are checked."""
    try:
        desk.people.prove(name, present)
        desk.people.set_password(name, new)
    except DeskError as error:
        words = explain(error)
        return f"{words.what}{words.next}", False
    return f"{name}的口令已{'设定' if new else '清除'}", True
