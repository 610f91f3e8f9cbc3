"""Every action of the window: its words, its keys, the menu it stands in, and when it can be used."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.fields import FIELDS

FILE, EDIT, REVIEW, VIEW, HELP = "文件(&F)", "编辑(&E)", "审阅(&R)", "视图(&V)", "帮助(&H)"
TO_FIELD, BOUNDS, HINTS, REMARKS, PLACES, QUEUE = (
    "转到字段",
    "文件的起止",
    "核对提示",
    "批注与标签",
    "当前字段的依据",
    "队列",
)
"""Menus inside REVIEW; the last one inside VIEW."""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. `keys` are those that it has until a person chooses others, as `QKeySequence.PortableText`.

    `record` says that it needs a document under review, `source` an open source, `pages` one with pages; `why` says in
    words why it cannot be used when it is disabled all the same. `ruled` puts a line above it in the menu, `submenu`
    puts it into a menu inside the menu. `tip` explains it in one sentence without a full stop; `help` is the help page
    that tells more.
    """

    name: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    record: bool = False
    ruled: bool = False
    source: bool = False
    pages: bool = False
    submenu: str = ""
    tip: str = ""
    why: str = ""
    help: str = "start"


_FIELD_ACTIONS: tuple[ActionSpec, ...] = tuple(
    ActionSpec(
        f"field-{spec.key}",
        f"转到字段：{spec.label}",
        REVIEW,
        (f"Ctrl+Alt+{place}",) if place <= 9 else (),
        record=True,
        submenu=TO_FIELD,
        tip=f"把光标放到“{spec.label}”，原文里亮出它的依据",
        help="fields",
    )
    for place, spec in enumerate(FIELDS, 1)
)

_BOUNDS_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "split",
        "在此处拆分",
        REVIEW,
        ("Ctrl+Shift+S",),
        record=True,
        submenu=BOUNDS,
        tip="从光标或选中文字所在的行起，拆成另一件",
        help="bounds",
    ),
    ActionSpec(
        "merge",
        "与下一件合并",
        REVIEW,
        ("Ctrl+Shift+M",),
        record=True,
        submenu=BOUNDS,
        tip="把下一件并入本件",
        help="bounds",
    ),
    ActionSpec(
        "start",
        "文件从这里开始",
        REVIEW,
        ("Ctrl+[",),
        record=True,
        submenu=BOUNDS,
        tip="本件改为从光标所在的行开始",
        help="bounds",
    ),
    ActionSpec(
        "end",
        "文件到这里结束",
        REVIEW,
        ("Ctrl+]",),
        record=True,
        submenu=BOUNDS,
        tip="本件改为到光标所在的行结束",
        help="bounds",
    ),
    ActionSpec(
        "drop",
        "排除（不是公文）",
        REVIEW,
        ("Ctrl+Shift+D",),
        record=True,
        submenu=BOUNDS,
        tip="本件不是公文，移出队列，不导出；可以恢复",
        help="bounds",
    ),
    ActionSpec(
        "readmit",
        "恢复被排除的文件…",
        REVIEW,
        source=True,
        submenu=BOUNDS,
        tip="查看被排除、被并入的文件，恢复其中一件",
        help="bounds",
    ),
)

AFTERWARDS = "发布与评估"
"""A menu inside REVIEW: what is done once a 公开属性 was decided."""

_DUTY_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "form",
        "认定表格…",
        REVIEW,
        record=True,
        submenu=AFTERWARDS,
        tip="填好本件的审核表或审批表，预览、打印、保存",
        help="forms",
    ),
    ActionSpec(
        "forms_folder",
        "批量写出认定表格（DOCX）…",
        REVIEW,
        source=True,
        submenu=AFTERWARDS,
        tip="队列里选中或列出的文件各写一张表格，存进一个文件夹",
        help="forms",
    ),
    ActionSpec(
        "forms_folder_pdf",
        "批量写出认定表格（PDF）…",
        REVIEW,
        source=True,
        submenu=AFTERWARDS,
        tip="同上，写成不能改动、直接打印的 PDF",
        help="forms",
    ),
    ActionSpec(
        "duties",
        "发布与评估清单…",
        REVIEW,
        submenu=AFTERWARDS,
        tip="主动公开的还有几天要发布，不公开的哪些到了评估期限",
        help="forms",
    ),
    ActionSpec(
        "statistics",
        "认定统计…",
        REVIEW,
        submenu=AFTERWARDS,
        tip="按起草单位统计件数、退回、改判和用时",
        help="forms",
    ),
)

_QUEUE_ACTIONS: tuple[ActionSpec, ...] = tuple(
    ActionSpec(f"queue-{name}", words, VIEW, keys, source=True, ruled=ruled, submenu=QUEUE, tip=tip, help="queue")
    for name, words, keys, ruled, tip in (
        ("list", "转到队列", ("Ctrl+L",), False, "光标回到左侧的列表"),
        ("search", "在队列里搜索…", ("Ctrl+Shift+F",), False, "按标题、字号、机关的几个字找文件"),
        ("filter", "筛选队列…", ("Ctrl+Shift+L",), False, "按状态、公开属性、文种、年份、机关、提示、标签筛选"),
        ("saved", "保存过的筛选…", (), False, "用、改名或删除保存过的筛选"),
        ("clear", "清除筛选", (), False, "列出全部文件"),
        ("doubtful", "只看存疑的", (), True, "只列出有存疑字段的文件"),
        ("pending", "只看待核的", (), False, "只列出还没有核准的文件"),
        ("unmarked", "只看未标公开属性的", (), False, "只列出还没有标公开属性的文件"),
        ("mine", "只看我改过的", (), False, "只列出您改过的文件"),
        ("sort", "给队列排序…", (), True, "按来源顺序、日期、标题、存疑多少或最近改动"),
        ("scope", "本期与全部来源之间切换", (), False, "列出全部来源的文件，或只列本期的"),
        ("all", "选中队列里的全部文件", (), False, "再按批量修改的键，一次修改"),
    )
)

_CASE_ACTIONS: tuple[ActionSpec, ...] = tuple(
    ActionSpec(f"case_{name}", words, REVIEW, record=True, ruled=ruled, tip=tip, why=why, help="cases")
    for name, words, ruled, tip, why in (
        ("propose", "提出认定建议", True, "填写公开属性认定建议，提交后逐级签署", "已有建议正在办理"),
        ("sign", "签署", False, "在轮到的环节签署：同意、不同意或者退文", "现在没有等待签署的环节"),
        ("return", "退文", False, "在轮到的环节退回起草单位，写明原因", "现在没有等待签署的环节"),
        ("change", "提出变更建议", False, "把不公开的文件改为公开，另行逐级审批", "只有不公开的文件可以变更"),
        ("secrecy", "提出定密建议", False, "涉密文件填写密级、保密期限和依据，不标公开属性", "已有建议正在办理"),
    )
)

_EXPUNGE = ActionSpec(
    "expunge",
    "清除涉密正文…",
    REVIEW,
    record=True,
    tip="把标有密级的文件的正文从资料库里彻底删去，不能恢复",
    why="只有标有密级、正文还在的文件才能清除",
    help="cases",
)

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("open", "打开文件…", FILE, ("Ctrl+O",), tip="打开公报或单份公文，可以一次选多个", help="opening"),
    ActionSpec("folder", "打开文件夹…", FILE, ("Ctrl+Shift+O",), tip="打开文件夹里的全部文件", help="opening"),
    ActionSpec("sample", "打开示例", FILE, tip="打开随程序附带的示例公报，放心练习", help="start"),
    ActionSpec("close", "关闭本期", FILE, ("Ctrl+W",), source=True, tip="回到开始页；更改都已保存", help="opening"),
    ActionSpec(
        "export",
        "导出…",
        FILE,
        ("Ctrl+E",),
        ruled=True,
        tip="把已核准的文件写成 XLSX、CSV 或 JSON",
        why="还没有打开过文件",
        help="export",
    ),
    ActionSpec("backups", "备份与恢复…", FILE, tip="查看备份，马上备份，或者恢复到一份备份", help="safety"),
    ActionSpec("lock", "锁定", FILE, tip="离开时遮住窗口，回来输入口令继续；要先给自己设口令", help="people"),
    ActionSpec("quit", "退出", FILE, ("Ctrl+Q",), ruled=True, tip="关闭程序；更改都已保存", help="safety"),
    ActionSpec("undo", "撤销", EDIT, ("Ctrl+Z",), tip="退回上一步", why="没有可以撤销的步骤", help="history"),
    ActionSpec(
        "redo",
        "重做",
        EDIT,
        ("Ctrl+Y", "Ctrl+Shift+Z"),
        tip="重做刚撤销的一步",
        why="没有可以重做的步骤",
        help="history",
    ),
    ActionSpec(
        "assign",
        "把选中文字设为字段…",
        EDIT,
        ("Ctrl+J",),
        record=True,
        ruled=True,
        tip="先在原文或版面里选中文字，再选要设为哪个字段",
        help="source",
    ),
    ActionSpec(
        "append",
        "把选中文字追加到当前字段",
        EDIT,
        ("Ctrl+Shift+J",),
        record=True,
        tip="一个值印在几处时，逐处选中追加；按住 Ctrl 选中也可以",
        help="source",
    ),
    ActionSpec(
        "find",
        "在原文中查找…",
        EDIT,
        ("Ctrl+F",),
        source=True,
        ruled=True,
        tip="查找不分全角半角，也不受断行影响",
        help="source",
    ),
    ActionSpec("find_next", "查找下一处", EDIT, ("F3",), source=True, tip="转到下一处找到的文字", help="source"),
    ActionSpec(
        "find_previous",
        "查找上一处",
        EDIT,
        ("Shift+F3",),
        source=True,
        tip="转到上一处找到的文字",
        help="source",
    ),
    ActionSpec(
        "palette",
        "搜索文件、字段或命令…",
        EDIT,
        ("Ctrl+K",),
        ruled=True,
        tip="输入几个字，转到文件或字段，或执行命令",
        help="shortcuts",
    ),
    ActionSpec(
        "approve",
        "核准并下一件",
        REVIEW,
        ("Ctrl+Enter",),
        record=True,
        tip="核准本件，自动转到下一件待核的文件",
        help="disclosure",
    ),
    ActionSpec(
        "withdraw",
        "撤回核准",
        REVIEW,
        record=True,
        tip="把本件退回待核",
        why="本件还没有核准",
        help="disclosure",
    ),
    ActionSpec(
        "mark1", "主动公开", REVIEW, ("1", "Ctrl+1"), record=True, ruled=True, tip="标注公开属性", help="disclosure"
    ),
    ActionSpec("mark2", "依申请公开", REVIEW, ("2", "Ctrl+2"), record=True, tip="标注公开属性", help="disclosure"),
    ActionSpec("mark3", "不予公开", REVIEW, ("3", "Ctrl+3"), record=True, tip="标注公开属性", help="disclosure"),
    *_CASE_ACTIONS,
    _EXPUNGE,
    ActionSpec(
        "doubt", "下一处存疑", REVIEW, ("F8",), record=True, ruled=True, tip="转到下一个存疑的字段", help="fields"
    ),
    ActionSpec(
        "restore",
        "恢复当前字段的识别值",
        REVIEW,
        ("Ctrl+R",),
        record=True,
        tip="放弃对当前字段的更正，回到程序识别的值",
        help="fields",
    ),
    ActionSpec(
        "restore_all",
        "恢复本件全部识别值",
        REVIEW,
        record=True,
        tip="放弃对本件所有字段的更正，作为一步，可以撤销",
        help="fields",
    ),
    ActionSpec(
        "changed_first", "改动过的字段排在前面", REVIEW, record=True, tip="再执行一次排回原来的顺序", help="fields"
    ),
    ActionSpec(
        "candidates",
        "当前字段的备选值",
        REVIEW,
        record=True,
        tip="在字段里按 ↓ 也可以；按 1–9 选用，按 Esc 返回",
        help="fields",
    ),
    ActionSpec(
        "hint_next",
        "下一条提示",
        REVIEW,
        ("F6",),
        record=True,
        submenu=HINTS,
        ruled=True,
        tip="转到下一条核对提示，本件没有了就转到下一件",
        help="fields",
    ),
    ActionSpec(
        "hint_previous",
        "上一条提示",
        REVIEW,
        ("Shift+F6",),
        record=True,
        submenu=HINTS,
        tip="转到上一条核对提示",
        help="fields",
    ),
    ActionSpec(
        "fix_all",
        "改正本件全部有把握的提示",
        REVIEW,
        record=True,
        submenu=HINTS,
        tip="作为一步，可以撤销",
        help="fields",
    ),
    ActionSpec(
        "note_field",
        "批注当前字段…",
        REVIEW,
        ("Ctrl+M",),
        record=True,
        submenu=REMARKS,
        tip="给光标所在的字段写批注",
        help="fields",
    ),
    ActionSpec(
        "note",
        "批注本件…",
        REVIEW,
        ("Ctrl+Alt+M",),
        record=True,
        submenu=REMARKS,
        tip="给整件文件写批注",
        help="history",
    ),
    ActionSpec(
        "tags",
        "给本件加标签…",
        REVIEW,
        ("Ctrl+T",),
        record=True,
        submenu=REMARKS,
        tip="加标签，便于筛选",
        help="history",
    ),
    ActionSpec("checks", "核对提示", VIEW, ("Ctrl+Shift+K",), record=True, tip="右侧显示核对提示", help="fields"),
    ActionSpec("history", "历史", VIEW, ("Ctrl+H",), record=True, tip="右侧显示本件的历史", help="history"),
    ActionSpec(
        "place_next",
        "当前字段的下一处依据",
        REVIEW,
        ("F7",),
        record=True,
        submenu=PLACES,
        tip="一个值有几处依据时，逐处查看",
        help="fields",
    ),
    ActionSpec(
        "place_previous",
        "当前字段的上一处依据",
        REVIEW,
        ("Shift+F7",),
        record=True,
        submenu=PLACES,
        tip="一个值有几处依据时，逐处查看",
        help="fields",
    ),
    ActionSpec(
        "place_remove",
        "移除正在查看的一处依据",
        REVIEW,
        record=True,
        submenu=PLACES,
        tip="值若由这几处连成，相应的文字一并去掉",
        help="fields",
    ),
    ActionSpec(
        "reparse",
        "重新识别…",
        REVIEW,
        source=True,
        ruled=True,
        tip="用现在的识别程序再读一遍本期，先列出会有什么变化，由您决定采用与否",
        help="fields",
    ),
    *_FIELD_ACTIONS,
    *_BOUNDS_ACTIONS,
    ActionSpec(
        "rules",
        "认定规则…",
        REVIEW,
        ruled=True,
        tip="查看、选用公开属性的认定规则，检查自己的规则文件",
        help="people",
    ),
    ActionSpec("people", "人员…", REVIEW, tip="登记谁能提出建议、谁在哪一级签署，设口令", help="people"),
    *_QUEUE_ACTIONS,
    *_DUTY_ACTIONS,
    ActionSpec(
        "bulk", "批量修改…", REVIEW, ("Ctrl+B",), source=True, tip="一次修改队列里选中或列出的文件", help="bulk"
    ),
    ActionSpec(
        "next",
        "下一件",
        REVIEW,
        ("Alt+Down",),
        record=True,
        ruled=True,
        tip="按左侧显示的顺序转到下一件",
        help="queue",
    ),
    ActionSpec("previous", "上一件", REVIEW, ("Alt+Up",), record=True, tip="按左侧显示的顺序转到上一件", help="queue"),
    ActionSpec("surface-review", "审阅", VIEW, ("Ctrl+F7",), tip="回到正在审阅的文件", help="start"),
    ActionSpec("surface-register", "台账", VIEW, ("Ctrl+F8",), tip="规范性文件的效力、到期和清理", help="register"),
    ActionSpec("surface-search", "检索", VIEW, ("Ctrl+F9",), tip="在全部正文和字段里找", help="search"),
    ActionSpec("text", "只看原文", VIEW, ("Alt+1",), source=True, ruled=True, tip="中间只显示文字", help="source"),
    ActionSpec("pages", "只看版面", VIEW, ("Alt+2",), pages=True, tip="中间只显示页面图像", help="source"),
    ActionSpec("both", "原文与版面对照", VIEW, ("Alt+3",), pages=True, tip="文字和页面并排，一起滚动", help="source"),
    ActionSpec("tables", "表格", VIEW, ("Alt+4",), record=True, tip="查看本件的表格，可逐格更正", help="tables"),
    ActionSpec(
        "tables_export",
        "导出本件的表格…",
        FILE,
        record=True,
        tip="把本件的全部表格存成一个 XLSX 文件",
        why="本件没有表格",
        help="tables",
    ),
    ActionSpec("strip", "页面缩略图", VIEW, ("F9",), pages=True, tip="显示或收起页面缩略图", help="source"),
    ActionSpec(
        "larger", "放大", VIEW, ("Ctrl++", "Ctrl+="), ruled=True, tip="放大文字；看版面时放大页面", help="source"
    ),
    ActionSpec("smaller", "缩小", VIEW, ("Ctrl+-",), tip="缩小文字；看版面时缩小页面", help="source"),
    ActionSpec(
        "plain",
        "还原大小（版面适合宽度）",
        VIEW,
        ("Ctrl+0",),
        tip="文字回到原来的大小，页面与窗格同宽",
        help="source",
    ),
    ActionSpec("whole", "显示整页版面", VIEW, ("Ctrl+9",), pages=True, tip="缩小到看得见整页", help="source"),
    ActionSpec("help", "使用说明", HELP, ("F1",), tip="打开与当前位置有关的说明", help="start"),
    ActionSpec("cheat_sheet", "快捷键一览", HELP, ("?", "Shift+F1"), tip="一张表看全部快捷键", help="shortcuts"),
    ActionSpec("tour", "看一遍怎么用", HELP, tip="在示例上一步步走一遍，随时可以结束", help="start"),
    ActionSpec("shortcuts", "更改快捷键…", HELP, tip="给任何命令换上顺手的键", help="shortcuts"),
    ActionSpec("about", "关于公报审校台", HELP, ruled=True, tip="版本和许可证", help="start"),
)

SPEC_BY_NAME: dict[str, ActionSpec] = {spec.name: spec for spec in ACTIONS}
