"""Rules chosen, people registered, signatures proved and the window locked, through the real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.domain.edits import Verb
from desktop.review.desk import Desk
from desktop.views.cases.sign_as import SignAs, in_the_name_of

SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"
STAGED = (paths.resources() / "disclosure" / "profiles" / "staged.toml").read_text("utf-8")
SECRET = "青岭-2026-云川"

SitDown = Callable[[Path], Any]

pytestmark = pytest.mark.usefixtures("cheap_passwords")


@pytest.fixture
def sitting(sit_down: SitDown, tmp_path: Path) -> Any:
    """Return a sitting at the sample, of a person called 王远."""
    made = sit_down(tmp_path / "store")
    made.window.top_bar.reviewer.take("王远")
    made.open(SAMPLE)
    return made


def desk_of(sitting: Any) -> Desk:
    desk = sitting.window.flow.desk
    assert isinstance(desk, Desk)
    return desk


def register(sitting: Any, name: str, *roles: str, password: str = "") -> None:
    """Register a person as another window on the same store would."""
    desk = desk_of(sitting)
    desk.people.register(name, "秘书一科", roles)
    if password:
        desk.people.set_password(name, password)
    sitting.window.flow.list_sources()
    sitting.settle()


def verbs(sitting: Any) -> list[Verb]:
    return [entry.verb for entry in desk_of(sitting).store.entries()]


# Rules


def choose_rules(sitting: Any, key: str) -> None:
    sitting.act("rules")
    dialog = sitting.window.office_commands.rules_dialog
    dialog.turn_to(key)
    dialog.choose_button.click()
    sitting.settle()


def test_rules_in_force_are_named_and_told_in_words(sitting: Any) -> None:
    sitting.act("rules")
    dialog = sitting.window.office_commands.rules_dialog
    assert [dialog.list.item(row).text() for row in range(dialog.list.count())] == ["一次审批　现行", "三级认定"]
    assert not dialog.choose_button.isEnabled()
    dialog.turn_to("staged")
    assert "初审：发文主办秘书科室" in dialog.meaning
    assert "附有关部门出具的社会稳定风险评估报告" in dialog.meaning
    assert "按它们开始时的规则办完" in dialog.words


def test_rules_are_not_changed_by_looking_at_them(sitting: Any) -> None:
    sitting.act("rules")
    sitting.window.office_commands.rules_dialog.turn_to("staged")
    sitting.window.office_commands.rules_dialog.close()
    assert desk_of(sitting).store.profile() == "simple"


def test_chosen_rules_hold_at_once_and_are_journalled(sitting: Any) -> None:
    choose_rules(sitting, "staged")
    assert sitting.window.flow.opened.book.by_case
    assert Verb.RULES in verbs(sitting)
    dialog = sitting.window.office_commands.rules_dialog
    assert dialog.list.item(1).text() == "三级认定　现行"


def test_document_stays_the_one_under_review_when_rules_are_chosen(sitting: Any) -> None:
    sitting.go_to(3)
    choose_rules(sitting, "staged")
    assert sitting.window.flow.record.number == 3


def test_mark_from_before_cannot_be_made_again_under_other_rules(sitting: Any) -> None:
    sitting.act("mark1")
    choose_rules(sitting, "staged")
    assert not sitting.window.actions_by_name["undo"].isEnabled()


def test_own_profile_is_added_and_chosen(sitting: Any, tmp_path: Path) -> None:
    path = tmp_path / "云川市规则.toml"
    path.write_text(STAGED.replace('name = "三级认定"', 'name = "云川市规则"'), "utf-8")
    sitting.act("rules")
    sitting.window.office_commands.add(path)
    sitting.settle()
    dialog = sitting.window.office_commands.rules_dialog
    assert dialog.offer.key == "云川市规则"
    dialog.choose_button.click()
    sitting.settle()
    assert sitting.window.flow.opened.book.name == "云川市规则"


def test_wrong_profile_is_refused_with_its_line(sitting: Any, tmp_path: Path) -> None:
    path = tmp_path / "错.toml"
    path.write_text(STAGED.replace('duties = ["核对标注"]', 'duties = ["核对"]'), "utf-8")
    sitting.act("rules")
    for act in (sitting.window.office_commands.check, sitting.window.office_commands.add):
        act(path)
        sitting.settle()
        words = sitting.window.office_commands.rules_dialog.words
        assert words.startswith("“错.toml”第 ")
        assert "只能是：保密审查、认定属性、核对标注" in words
    assert sitting.window.office_commands.rules_dialog.list.count() == 2


def test_sound_profile_is_only_checked(sitting: Any, tmp_path: Path) -> None:
    path = tmp_path / "好.toml"
    path.write_text(STAGED, "utf-8")
    sitting.act("rules")
    sitting.window.office_commands.check(path)
    sitting.settle()
    assert "没有问题" in sitting.window.office_commands.rules_dialog.words
    assert sitting.window.office_commands.rules_dialog.list.count() == 2


# People


def people_dialog(sitting: Any) -> Any:
    sitting.act("people")
    return sitting.window.office_commands.people_dialog


def test_person_is_registered_with_roles(sitting: Any) -> None:
    choose_rules(sitting, "staged")
    dialog = people_dialog(sitting)
    dialog.name.setText("李青禾")
    dialog.office.setText("秘书一科")
    dialog.tick("first").setChecked(True)
    dialog.save_button.click()
    sitting.settle()
    (person,) = desk_of(sitting).people.all()
    assert (person.name, person.office, person.roles) == ("李青禾", "秘书一科", ("first",))
    assert dialog.person == person
    assert dialog.tree.topLevelItem(0).text(3) == "✓"


def test_person_is_deactivated_and_offered_no_more(sitting: Any) -> None:
    register(sitting, "李青禾", "drafter")
    dialog = people_dialog(sitting)
    dialog.choose("李青禾")
    dialog.active.setChecked(False)
    dialog.save_button.click()
    sitting.settle()
    assert not desk_of(sitting).people.all()[0].active
    assert [action.text() for action in sitting.window.top_bar.reviewer.menu.actions()] == []


def test_name_that_is_taken_is_not_registered_twice(sitting: Any) -> None:
    register(sitting, "李青禾")
    dialog = people_dialog(sitting)
    dialog.name.setText("李青禾")
    assert not dialog.save_button.isEnabled()
    assert "已经登记" in dialog.words


def test_password_is_set_typed_twice(sitting: Any) -> None:
    register(sitting, "李青禾")
    dialog = people_dialog(sitting)
    dialog.choose("李青禾")
    dialog.set_button.click()
    box = dialog.password
    box.first.setText("短")
    assert "太短" in box.words
    box.first.setText(SECRET)
    box.again.setText(SECRET + "x")
    assert "不一样" in box.words
    assert not box.take_button.isEnabled()
    box.again.setText(SECRET)
    QTest.keyClick(box.again, Qt.Key.Key_Return)
    sitting.settle()
    assert desk_of(sitting).people.all()[0].locked
    assert dialog.tree.topLevelItem(0).text(dialog.tree.columnCount() - 2) == "有"
    assert box.first.text() == ""


def test_password_is_not_cleared_without_the_present_one(sitting: Any) -> None:
    register(sitting, "李青禾", password=SECRET)
    dialog = people_dialog(sitting)
    dialog.choose("李青禾")
    dialog.clear_button.click()
    dialog.password.present.setText("不是这个口令")
    dialog.password.take_button.click()
    sitting.settle()
    assert desk_of(sitting).people.all()[0].locked
    assert "口令不对" in dialog.password.words
    assert dialog.password.isVisible()


# Signing


def sign_as(sitting: Any, role: str) -> tuple[SignAs, list[str]]:
    window = sitting.window
    proved: list[str] = []
    dialog = SignAs(window.look, window.flow, role, "初审", window.top_bar.reviewer.name, window)
    dialog.proved.connect(proved.append)
    dialog.open()
    sitting.settle()
    return dialog, proved


def test_reviewer_signs_where_nobody_is_registered(sitting: Any) -> None:
    dialog, proved = sign_as(sitting, "first")
    assert [dialog.choice.itemText(row) for row in range(dialog.choice.count())] == ["王远"]
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    sitting.settle()
    assert proved == ["王远"]


def test_only_people_with_the_role_are_offered(sitting: Any) -> None:
    choose_rules(sitting, "staged")
    register(sitting, "李青禾", "first")
    register(sitting, "张牧之", "second")
    dialog, _ = sign_as(sitting, "first")
    assert [dialog.choice.itemText(row) for row in range(dialog.choice.count())] == ["李青禾　秘书一科"]
    dialog.reject()


def test_where_nobody_has_the_role_it_is_said(sitting: Any) -> None:
    choose_rules(sitting, "staged")
    register(sitting, "张牧之", "second")
    dialog, proved = sign_as(sitting, "first")
    assert "勾选“初审”" in dialog.words
    assert not dialog.sign_button.isEnabled()
    dialog.reject()
    assert proved == []


def test_wrong_password_is_said_in_place_and_slowed(sitting: Any) -> None:
    choose_rules(sitting, "staged")
    register(sitting, "李青禾", "first", password=SECRET)
    dialog, proved = sign_as(sitting, "first")
    dialog.form.edit.setText("不是这个口令")
    dialog.sign_button.click()
    sitting.settle()
    assert "1 秒之后可以再试" in dialog.words
    assert not sitting.window.banner.isVisible()
    dialog.form.edit.setText(SECRET)
    assert not dialog.sign_button.isEnabled()
    sitting.until(lambda: dialog.sign_button.isEnabled())
    QTest.keyClick(dialog.form.edit, Qt.Key.Key_Return)
    sitting.settle()
    assert proved == ["李青禾"]


def test_verb_in_a_persons_name_leaves_whoever_sits_here(sitting: Any) -> None:
    register(sitting, "李青禾")
    desk, record = desk_of(sitting), sitting.window.flow.record.id
    done = in_the_name_of("李青禾", lambda one: one.remarks.note(record, None, "已看"), desk)
    assert done.entry is not None
    assert done.entry.actor == "李青禾"
    assert desk.actor == "王远"


# Who sits here, and the lock


def test_registered_person_sits_down_with_the_password(sitting: Any) -> None:
    register(sitting, "李青禾", password=SECRET)
    reviewer = sitting.window.top_bar.reviewer
    next(action for action in reviewer.menu.actions() if action.data() == "李青禾").trigger()
    sitting.settle()
    assert reviewer.name == "王远"
    dialog = sitting.window.office_commands.sit_down_dialog
    dialog.form.edit.setText(SECRET)
    dialog.sign_button.click()
    sitting.settle()
    assert reviewer.name == "李青禾"
    assert desk_of(sitting).actor == "李青禾"


def lock(sitting: Any) -> Any:
    """Lock the window for 王远, who has a password."""
    register(sitting, "王远", password=SECRET)
    sitting.act("lock")
    keeper = sitting.window.office_commands.lock
    assert keeper.is_locked
    return keeper


def test_locked_window_shows_nothing_of_the_document(sitting: Any) -> None:
    window = sitting.window
    heading = window.flow.opened.heading
    sitting.act("help")
    keeper = lock(sitting)
    assert heading not in window.windowTitle()
    assert not window.source.isVisible()
    shown = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
    assert shown == [window]
    unlock(sitting, keeper)
    assert heading in window.windowTitle()
    assert len([top for top in QApplication.topLevelWidgets() if top.isVisible()]) == 2


def unlock(sitting: Any, keeper: Any) -> None:
    keeper.card.form.edit.setText(SECRET)
    QTest.keyClick(keeper.card.form.edit, Qt.Key.Key_Return)
    sitting.settle()
    assert not keeper.is_locked
    assert sitting.window.source.isVisible()


def test_typed_text_is_there_after_unlocking(sitting: Any) -> None:
    fields = sitting.window.fields
    register(sitting, "王远", password=SECRET)
    fields.focus_field("title")
    editor = fields.row("title").editor
    editor.selectAll()
    QTest.keyClicks(editor, "abc")
    keeper = sitting.window.office_commands.lock
    keeper.lock()
    sitting.settle()
    unlock(sitting, keeper)
    assert fields.row("title").editor.toPlainText() == "abc"


def test_keys_do_nothing_behind_the_card(sitting: Any) -> None:
    keeper = lock(sitting)
    before = sitting.window.flow.record.disclosure
    window = sitting.window.windowHandle()
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    sitting.settle()
    assert sitting.window.flow.record.disclosure is before
    unlock(sitting, keeper)


def test_person_without_a_password_is_not_locked_out(sitting: Any) -> None:
    sitting.act("lock")
    assert not sitting.window.office_commands.lock.is_locked
    assert "口令" in sitting.window.toast.text


def test_window_locks_itself_when_idle(sitting: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.views.office.lock_keeper._MINUTE_MS", 200)
    register(sitting, "王远", password=SECRET)
    keeper = sitting.window.office_commands.lock
    keeper.set_minutes(1)
    sitting.until(lambda: keeper.is_locked)
    keeper.set_minutes(0)
    unlock(sitting, keeper)


def test_activity_puts_the_lock_off(sitting: Any) -> None:
    keeper = sitting.window.office_commands.lock
    keeper.set_minutes(1)
    keeper._idle.stop()
    press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(sitting.window, press)
    assert keeper._idle.isActive()


def test_idle_time_is_remembered(sitting: Any) -> None:
    dialog = people_dialog(sitting)
    dialog.idle.setCurrentIndex(dialog.idle.findData(5))
    dialog.idle.activated.emit(dialog.idle.currentIndex())
    assert sitting.program.memory.settings.lock_minutes == 5
    assert sitting.window.office_commands.lock.minutes == 5
