"""One entry of the register at the right: its fields with their sources, why it stands as it does, its ties."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.itemmodels.register_model import state_words
from desktop.register.links import Graph
from desktop.register.proposals import Proposal
from desktop.views.register.link_picture import LinkPicture
from desktop.views.register.reading import EntrySight, Tied
from desktop.views.register.tones import TONES
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label
from desktop.widgets.panel_column import stack
from desktop.widgets.segmented import SegmentedControl
from desktop.widgets.state_chip import StateChip

_NONE = "选一件，这里写明它为什么有效或失效、依据什么、被谁修改或废止。"


class EntryPanel(QFrame):
    """Shows an entry. Tells what a person decides about it, by signals."""

    record_wanted = Signal(int)
    entry_wanted = Signal(int)
    accepted = Signal(object)
    """A `Proposal` that a person accepts."""
    refused = Signal(object)
    answered = Signal(int, bool)
    """The number of a doubt, and whether both are one document."""
    end_wanted = Signal(int)
    reopened = Signal(int)
    value_wanted = Signal(int)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("sidePane")
        self._look = appearance
        self._sight: EntrySight | None = None
        self._area: QScrollArea = stack(self)
        self.show_entry(None)

    @property
    def sight(self) -> EntrySight | None:
        """The entry that is shown."""
        return self._sight

    def show_entry(self, sight: EntrySight | None) -> None:
        """Show an entry, or what the panel is for."""
        self._sight = sight
        page = QFrame()
        page.setProperty("ground", "surface")
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(10)
        if sight is None:
            hint = plain_label(_NONE, tone="muted", wrap=True)
            column.addWidget(hint)
        else:
            self._fill(column, sight)
        column.addStretch(1)
        for label in page.findChildren(QLabel):
            label.setMinimumWidth(1)  # a long word of Chinese may be broken anywhere
        self._area.setWidget(page)

    def _fill(self, column: QVBoxLayout, sight: EntrySight) -> None:
        column.addWidget(plain_label(sight.row.title or "（无标题）", size="heading", wrap=True))
        chip = StateChip(self._look)
        chip.show_state(state_words(sight.row), TONES[sight.row.state])
        column.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(_fields(sight))
        column.addLayout(self._buttons(sight))
        reasons = (sight.row.standing.words, *sight.grounds, *sight.row.doubts)
        column.addWidget(_card("为什么是这个状态", [plain_label(words, wrap=True) for words in reasons if words]))
        for proposal in sight.proposals:
            column.addWidget(self._proposal(proposal))
        for kept, title in sight.doubts:
            column.addWidget(self._doubt(kept.number, kept.doubt.why.value, kept.doubt.likeness, title))
        for label, said in sight.differences:
            parts = [plain_label(f"{place}　{words}", size="note", wrap=True) for place, words in said]
            column.addWidget(_card(f"来源不一致：{label}", parts))
        column.addWidget(self._ties(sight))

    def _buttons(self, sight: EntrySight) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        number = sight.row.number
        if sight.record is not None:
            row.addWidget(_Button("打开原件", partial(self.record_wanted.emit, sight.record)))
        row.addWidget(_Button("更正…", partial(self.value_wanted.emit, number)))
        if sight.ended_by_person:
            row.addWidget(_Button("取消登记的状态", partial(self.reopened.emit, number)))
        else:
            row.addWidget(_Button("登记废止…", partial(self.end_wanted.emit, number)))
        row.addStretch(1)
        return row

    def _proposal(self, proposal: Proposal) -> QFrame:
        what = proposal.kind.value if proposal.kind is not None else "修改，有效期重新起算"
        since = f"，自 {proposal.since}" if proposal.since else "，日期待填"
        words = plain_label(proposal.words, wrap=True)
        row = QHBoxLayout()
        accept = _Button(f"接受：{what}{since}", partial(self.accepted.emit, proposal))
        accept.setProperty("kind", "primary")
        row.addWidget(accept)
        row.addWidget(_Button("不采纳", partial(self.refused.emit, proposal)))
        row.addStretch(1)
        return _card("状态变更待确认", [words], row)

    def _doubt(self, number: int, why: str, likeness: int, title: str) -> QFrame:
        words = plain_label(f"{title}\n{why}，标题相像 {likeness}%", wrap=True)
        row = QHBoxLayout()
        row.addWidget(_Button("是同一件，并入", partial(self.answered.emit, number, True)))
        row.addWidget(_Button("不是同一件", partial(self.answered.emit, number, False)))
        row.addStretch(1)
        return _card("可能是同一件", [words], row)

    def _ties(self, sight: EntrySight) -> QFrame:
        if not sight.ties:
            return _card("关联文件", [plain_label("没有写明依据、修改或废止哪些文件。", tone="muted", size="note")])
        choice = SegmentedControl(self._look, ("列表", "关联图", "来龙去脉"))
        choice.setAccessibleName("关联文件的看法")
        choice.set_current(0)
        lists = QWidget()
        column = QVBoxLayout(lists)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for tied in sight.ties:
            column.addWidget(self._tie(tied))
        pages = [lists, self._picture(sight.picture), self._picture(sight.lineage)]
        for page in pages[1:]:
            page.hide()
        choice.chosen.connect(partial(_turn, choice, pages))
        return _card("关联文件", [choice, *pages])

    def _tie(self, tied: Tied) -> QWidget:
        if tied.entry is None:
            return plain_label(f"{tied.words}　{tied.title}（台账里还没有）", tone="muted", size="note", wrap=True)
        button = _Button(f"{tied.words}　{tied.title}", partial(self.entry_wanted.emit, tied.entry))
        button.setProperty("kind", "plain")
        button.setToolTip(tied.title.replace("<", "＜"))
        return button

    def _picture(self, graph: Graph) -> QScrollArea:
        picture = LinkPicture(self._look)
        picture.show_graph(graph)
        picture.entry_chosen.connect(self.entry_wanted)
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(picture)
        area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        area.setMinimumHeight(min(picture.height() + 18, self._look.px(320)))
        area.setAccessibleName("关联文件图")
        return area


def _turn(choice: SegmentedControl, pages: Sequence[QWidget], place: int) -> None:
    at = max(0, place)
    choice.set_current(at)
    for number, page in enumerate(pages):
        page.setVisible(number == at)


def _fields(sight: EntrySight) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for number, line in enumerate(sight.lines):
        grid.addWidget(plain_label(line.label, tone="muted", size="note"), number, 0, Qt.AlignmentFlag.AlignTop)
        value = plain_label(line.value, size="note", wrap=True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setToolTip(f"来源：{line.source}".replace("<", "＜"))
        grid.addWidget(value, number, 1)
    sources = "；".join(dict.fromkeys(line.source for line in sight.lines))
    grid.addWidget(plain_label("来源", tone="muted", size="note"), len(sight.lines), 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(plain_label(sources, size="note", wrap=True), len(sight.lines), 1)
    return grid


class _Button(QPushButton):
    """Does one thing when it is clicked."""

    def __init__(self, words: str, act: partial[None]) -> None:
        super().__init__(words.replace("&", "&&"))
        self._act = act
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self._act()


def _card(heading: str, parts: Sequence[QWidget], row: QHBoxLayout | None = None) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(14, 10, 14, 12)
    column.setSpacing(6)
    column.addWidget(plain_label(heading, tone="muted", size="note"))
    for part in parts:
        column.addWidget(part)
    if row is not None:
        column.addLayout(row)
    return card
