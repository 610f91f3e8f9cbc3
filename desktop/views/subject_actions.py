"""The actions that go with one subject each: fields, bounds, the queue, 认定, 删减, what comes after the decision."""

from __future__ import annotations

from desktop.domain.fields import FIELDS
from desktop.views.action_spec import AFTERWARDS, BOUNDS, QUEUE, REDACTING, REVIEW, TO_FIELD, VIEW, ActionSpec

FIELD_ACTIONS: tuple[ActionSpec, ...] = tuple(
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

REDACTION_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "redaction",
        "敏感信息与删减",
        REVIEW,
        ("Ctrl+Shift+X",),
        record=True,
        submenu=REDACTING,
        tip="右侧列出本件的敏感信息，逐处删减或保留",
        help="redaction",
    ),
    ActionSpec(
        "redact_selection",
        "删减选中的文字",
        REVIEW,
        ("Ctrl+Alt+X",),
        record=True,
        submenu=REDACTING,
        tip="公开版本里不显示原文中选中的文字",
        help="redaction",
    ),
    ActionSpec(
        "public_preview",
        "预览公开版本",
        REVIEW,
        record=True,
        submenu=REDACTING,
        tip="看公众会读到什么",
        help="redaction",
    ),
    ActionSpec(
        "public_copy",
        "制作公开版本…",
        REVIEW,
        record=True,
        submenu=REDACTING,
        tip="写出删减后的文件，并逐项核验删得干净、没有多删",
        help="redaction",
    ),
)

BOUNDS_ACTIONS: tuple[ActionSpec, ...] = (
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

DUTY_ACTIONS: tuple[ActionSpec, ...] = (
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

QUEUE_ACTIONS: tuple[ActionSpec, ...] = tuple(
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

CASE_ACTIONS: tuple[ActionSpec, ...] = tuple(
    ActionSpec(f"case_{name}", words, REVIEW, record=True, ruled=ruled, tip=tip, why=why, help="cases")
    for name, words, ruled, tip, why in (
        ("propose", "提出认定建议", True, "填写公开属性认定建议，提交后逐级签署", "已有建议正在办理"),
        ("sign", "签署", False, "在轮到的环节签署：同意、不同意或者退文", "现在没有等待签署的环节"),
        ("return", "退文", False, "在轮到的环节退回起草单位，写明原因", "现在没有等待签署的环节"),
        ("change", "提出变更建议", False, "把不公开的文件改为公开，另行逐级审批", "只有不公开的文件可以变更"),
        ("secrecy", "提出定密建议", False, "涉密文件填写密级、保密期限和依据，不标公开属性", "已有建议正在办理"),
    )
)

EXPUNGE_ACTION = ActionSpec(
    "expunge",
    "清除涉密正文…",
    REVIEW,
    record=True,
    tip="把标有密级的文件的正文从资料库里彻底删去，不能恢复",
    why="只有标有密级、正文还在的文件才能清除",
    help="cases",
)
