"""A clean-up (清理): verdicts proposed with reasons, asked of the drafting offices, settled, and written as lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.register.cleanup import Campaign, Decision, Verdict
from desktop.views.register.announcement_dialog import AnnouncementDialog
from desktop.views.register.conclusion_dialog import ConclusionDialog
from desktop.widgets.appearance import Appearance
from desktop.widgets.day_edit import DayEdit
from desktop.widgets.labels import plain_label
from desktop.widgets.plain_table import PlainTable
from desktop.widgets.segmented import SegmentedControl

if TYPE_CHECKING:
    from desktop.review.desk import Desk
    from desktop.review.register_campaigns import CampaignRow
    from desktop.views.register.register_feed import RegisterFeed

_COLUMNS = ("起草部门", "标题", "文号", "建议", "部门意见", "定为")
_VERDICTS = tuple(Verdict)
_LISTS = "征求意见表 (*.xlsx *.csv)"


@dataclass(frozen=True, slots=True)
class CleanupSight:
    """All clean-ups, and the rows of the one that is looked at."""

    campaigns: tuple[Campaign, ...]
    at: Campaign | None
    rows: tuple[CampaignRow, ...]


class CleanupDialog(QDialog):
    """Leads through a clean-up; every step is kept at once and can be taken back in the register."""

    def __init__(self, appearance: Appearance, feed: RegisterFeed, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("help", "register")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("清理规范性文件")
        self.resize(appearance.px(1060), min(appearance.px(720), 980))
        self._look, self._feed = appearance, feed
        self._at: Campaign | None = None
        self._rows: tuple[CampaignRow, ...] = ()
        self.campaign = QComboBox()
        self.campaign.setAccessibleName("哪一次清理")
        self.campaign.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.campaign.setMinimumContentsLength(20)
        self.cutoff = DayEdit("截止日期")
        self.office = QLineEdit()
        self.office.setPlaceholderText("哪一级机关的文件，如云川市人民政府；不写则按台账里最多的")
        self.office.setAccessibleName("制定机关")
        self.begin = QPushButton("开始清理")
        self.begin.setProperty("kind", "primary")
        self.table = PlainTable(appearance, "清理的文件", _COLUMNS, 1)
        self.verdict = SegmentedControl(appearance, [one.value for one in _VERDICTS])
        self.verdict.setAccessibleName("定为")
        self.reason = QLineEdit()
        self.reason.setAccessibleName("理由")
        self.reason.setPlaceholderText("与建议不同时请写理由")
        self.adopt = QPushButton("其余按建议定下")
        self.ask = QPushButton("写出征求意见表…")
        self.hear = QPushButton("读回意见…")
        self.check = QPushButton("核对通告件数…")
        self.write = QPushButton("写出三个目录…")
        self.conclude = QPushButton("按通告登记状态…")
        self._told = plain_label(tone="muted", wrap=True)
        self._reasons = plain_label(tone="muted", size="note", wrap=True)
        self._pages = QStackedWidget()
        self._compose()
        self._listen()
        self._reread()

    def _compose(self) -> None:
        first = QFrame()
        column = QVBoxLayout(first)
        column.addStretch(1)
        hint = "按截止日期逐件提出建议和理由：到期的失效，被替代的废止，其余继续有效；拿不准的留给您定。"
        column.addWidget(plain_label(hint, tone="muted", wrap=True))
        row = QHBoxLayout()
        row.addWidget(plain_label("截至", tone="muted", size="note"))
        row.addWidget(self.cutoff)
        row.addWidget(self.office, 1)
        row.addWidget(self.begin)
        column.addLayout(row)
        column.addStretch(2)
        second = QFrame()
        column = QVBoxLayout(second)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._told)
        column.addWidget(self.table, 1)
        column.addWidget(self._reasons)
        row = QHBoxLayout()
        row.addWidget(self.verdict, 2)
        row.addWidget(self.reason, 2)
        row.addWidget(self.adopt)
        column.addLayout(row)
        row = QHBoxLayout()
        for button in (self.ask, self.hear, self.check, self.write, self.conclude):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self._pages.addWidget(first)
        self._pages.addWidget(second)
        head = QHBoxLayout()
        head.addWidget(plain_label("清理", size="display"), 1)
        head.addWidget(self.campaign)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(10)
        whole.addLayout(head)
        whole.addWidget(self._pages, 1)

    def _listen(self) -> None:
        self.campaign.activated.connect(self._on_campaign_chosen)
        self.begin.clicked.connect(self._on_begin_clicked)
        self.table.currentCellChanged.connect(self._on_row_changed)
        self.verdict.chosen.connect(self._on_verdict_chosen)
        self.adopt.clicked.connect(self._on_adopt_clicked)
        self.ask.clicked.connect(self._on_ask_clicked)
        self.hear.clicked.connect(self._on_hear_clicked)
        self.check.clicked.connect(self._on_check_clicked)
        self.write.clicked.connect(self._on_write_clicked)
        self.conclude.clicked.connect(self._on_conclude_clicked)

    # What is shown

    def _reread(self, number: int | None = None) -> None:
        desk = self._feed.desk
        if desk is not None:
            known = number if number is not None else self._at.number if self._at is not None else None
            self._feed.ask(_look, desk, known).finished.connect(self._on_sight)

    @Slot(object)
    def _on_sight(self, sight: CleanupSight) -> None:
        self._at, self._rows = sight.at, sight.rows
        self.campaign.clear()
        for one in sight.campaigns:
            self.campaign.addItem(f"{one.name}（截至 {one.cutoff}）", one.number)
        self.campaign.addItem("新的清理…", 0)
        at = sight.at.number if sight.at is not None else 0
        self.campaign.setCurrentIndex(max(0, self.campaign.findData(at)))
        self._pages.setCurrentIndex(1 if sight.at is not None else 0)
        self.table.show_rows([_cells(row) for row in sight.rows])
        self._told.setText(_summary(sight.rows))
        self._on_row_changed()

    @Slot()
    def _on_row_changed(self) -> None:
        row = self._row
        if row is None:
            self._reasons.setText("")
            return
        said = [*row.proposed.reasons]
        if row.opinion is not None and row.opinion.words:
            said.append(f"{row.opinion.drafter}意见：{row.opinion.words}")
        if row.decision is not None and row.decision.reason:
            said.append(f"定为{row.decision.verdict.value}的理由：{row.decision.reason}")
        self._reasons.setText("；".join(said))
        self.verdict.set_current(_VERDICTS.index(row.verdict) if row.verdict is not None else -1)
        self.reason.setText(row.decision.reason if row.decision is not None else "")

    @property
    def _row(self) -> CampaignRow | None:
        at = self.table.currentRow()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    # What a person does

    @Slot()
    def _on_campaign_chosen(self) -> None:
        number = self.campaign.currentData()
        if number:
            self._reread(number)
        else:
            self._at = None
            self._pages.setCurrentIndex(0)

    @Slot()
    def _on_begin_clicked(self) -> None:
        self._do(partial(_begin, self.cutoff.day, self.office.text().strip()), self._on_begun)

    @Slot(object)
    def _on_begun(self, campaign: Campaign) -> None:
        self._reread(campaign.number)

    @Slot(int)
    def _on_verdict_chosen(self, place: int) -> None:
        row = self._row
        if row is not None and self._at is not None:
            decision = Decision(_VERDICTS[place], self.reason.text().strip()) if place >= 0 else None
            self._do(partial(_decide, self._at.number, row.entry, decision))

    @Slot()
    def _on_adopt_clicked(self) -> None:
        if self._at is not None:
            self._do(partial(_adopt, self._at.number))

    @Slot()
    def _on_ask_clicked(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "征求意见表写到哪个文件夹")
        if folder and self._at is not None:
            self._do(partial(_write_inquiries, self._at, Path(folder)), self._on_written)

    @Slot()
    def _on_hear_clicked(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, "读回部门填好的表", "", _LISTS)
        if chosen and self._at is not None:
            self._do(partial(_hear, self._at.number, tuple(map(Path, chosen))), self._on_heard)

    @Slot()
    def _on_check_clicked(self) -> None:
        if self._at is not None:
            AnnouncementDialog(self._look, self._at, self._feed, self).show()

    @Slot()
    def _on_write_clicked(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "三个目录写到哪个文件夹")
        if folder and self._at is not None:
            self._do(partial(_write_lists, self._at, Path(folder)), self._on_written)

    @Slot()
    def _on_conclude_clicked(self) -> None:
        if self._at is not None:
            dialog = ConclusionDialog(self._look, self._at, self)
            dialog.given.connect(self._on_conclusion_given)
            dialog.show()

    @Slot(int, object, str)
    def _on_conclusion_given(self, number: int, since: date, by: str) -> None:
        self._do(partial(_conclude, number, since, by))

    def _do(self, act: Callable[[Desk], object], finished: Callable[..., None] | None = None) -> None:
        desk = self._feed.desk
        if desk is not None:
            self._feed.ask(act, desk).finished.connect(finished or self._on_done)

    @Slot(object)
    def _on_done(self, _done: object) -> None:
        self._feed.changed()
        self._reread()

    @Slot(object)
    def _on_written(self, files: tuple[Path, ...]) -> None:
        self._told.setText(f"写出 {len(files)} 个文件：{files[0].parent}" if files else "没有要写的文件。")

    @Slot(object)
    def _on_heard(self, words: str) -> None:
        self._feed.changed()
        self._reread()
        self._feed.say(words)


def _look(desk: Desk, number: int | None) -> CleanupSight:
    campaigns = desk.register.campaigns
    known = campaigns.all()
    at = next((one for one in known if one.number == number), known[-1] if known else None)
    return CleanupSight(known, at, tuple(campaigns.rows(at)) if at is not None else ())


def _begin(cutoff: date, office: str, desk: Desk) -> Campaign:
    return desk.register.campaigns.begin(cutoff, office)


def _decide(number: int, entry: int, decision: Decision | None, desk: Desk) -> object:
    return desk.register.campaigns.decide(number, {entry: decision})


def _adopt(number: int, desk: Desk) -> object:
    return desk.register.campaigns.adopt(number)


def _write_inquiries(campaign: Campaign, folder: Path, desk: Desk) -> tuple[Path, ...]:
    return desk.register.files.write_inquiries(campaign, folder)


def _write_lists(campaign: Campaign, folder: Path, desk: Desk) -> tuple[Path, ...]:
    return desk.register.files.write_lists(campaign, folder)


def _conclude(number: int, since: date, by: str, desk: Desk) -> object:
    return desk.register.campaigns.conclude(number, since, by)


def _hear(number: int, paths: tuple[Path, ...], desk: Desk) -> str:
    """Keep what some offices answered, and say in words what came of every row."""
    taken = refused = unanswered = 0
    for path in paths:
        answers = desk.register.files.read_answers(desk.register.campaigns.get(number), path)
        desk.register.campaigns.hear(number, answers.opinions)
        taken += len(answers.opinions)
        refused += len(answers.refused)
        unanswered += answers.unanswered
    told = f"收到 {taken} 条意见，没有填写的 {unanswered} 行"
    return f"{told}，认不出的 {refused} 行" if refused else told


def _cells(row: CampaignRow) -> tuple[str, ...]:
    proposed = row.proposed.verdict.value if row.proposed.verdict is not None else "请判断"
    opinion = ""
    if row.opinion is not None:
        opinion = row.opinion.verdict.value if row.opinion.verdict is not None else row.opinion.words
    settled = row.decision.verdict.value if row.decision is not None else "意见不一，待定" if row.disputed else ""
    return row.drafter, row.title, row.doc_number, proposed, opinion, settled


def _summary(rows: tuple[CampaignRow, ...]) -> str:
    settled = sum(row.decision is not None for row in rows)
    parts = [f"共 {len(rows)} 件", f"已定 {settled} 件"]
    for verdict in _VERDICTS:
        count = sum(row.verdict is verdict for row in rows)
        parts.append(f"{verdict.value} {count}")
    disputed = sum(row.disputed for row in rows)
    unclear = sum(row.verdict is None for row in rows)
    parts += [f"意见不一 {disputed}"] if disputed else []
    parts += [f"请判断 {unclear}"] if unclear else []
    return " · ".join(parts)
