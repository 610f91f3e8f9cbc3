"""Words for what goes wrong: what happened, what is safe, what to do next. One plain sentence each."""

from __future__ import annotations

import errno
import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.domain import errors
from desktop.domain.fields import SPEC
from desktop.domain.finding import KIND_LABELS

_SOURCE_SAFE = "已有的记录和审校结果没有受到影响。"
_STORE_SAFE = "已保存的审校结果没有丢失。"
_NOT_SAVED = "此前已保存的内容没有丢失，刚才这一步没有保存。"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Three Chinese sentences: what happened, what is safe, what to do next."""

    what: str
    safe: str
    next: str

    def __str__(self) -> str:
        return f"{self.what}{self.safe}{self.next}"


def explain(error: BaseException) -> Explanation:
    """Return the words for an error; those of the nearest class that has any."""
    for kind in type(error).__mro__:
        words = _WORDS.get(kind)
        if words is not None:
            return words(error)
    return Explanation(
        f"程序内部出错（{type(error).__name__}）。",
        _STORE_SAFE,
        "请重试；如果再次出现，请把操作步骤和这条提示告诉维护人员。",
    )


def _of_file(what: str, safe: str, then: str) -> Callable[[Any], Explanation]:
    """Return words about a file; `{name}` is its name, `{place}` its whole path, `{detail}` what is known besides."""

    def words(error: Any) -> Explanation:
        path = Path(error.path)
        facts = {"name": _printable(path.name or str(path)), "place": _printable(str(path)), "detail": error.detail}
        return Explanation(what.format(**facts), safe.format(**facts), then.format(**facts))

    return words


def _of_source(what: str, then: str) -> Callable[[Any], Explanation]:
    return _of_file(what, _SOURCE_SAFE, then)


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else "�" for char in text)


def _of_redaction(error: errors.RedactionRefused) -> Explanation:
    pages = f"第{'、'.join(str(number) for number in error.pages[:12])}页" if error.pages else "文件"
    name = _printable(error.path.name)
    what = {
        "garbled": f"“{name}”{pages}的字体没有字符对照，无法按文字删减和核对",
        "lost": f"方案中的内容在“{name}”{pages}上没有找到",
        "damaged": f"“{name}”{pages}有损，不能改写",
        "changed": f"“{name}”现在读出的文字与当初读入的不同",
    }.get(error.why, f"“{name}”不能按这份方案删减")
    then = {
        "garbled": "请改用严格方式：每页成为图片，文字层重新写入。",
        "lost": "请重新打开原文件，核对方案后再试；仍不成功的，请改用严格方式。",
        "damaged": "请另存一份完好的原文件后再试。",
        "changed": "请把这个文件重新导入一次，再做删减。",
    }.get(error.why, "请核对方案后再试。")
    return Explanation(f"{what}，没有生成公开副本。", _SOURCE_SAFE, then)


def _of_kind(error: errors.SourceKindUnknown) -> Explanation:
    seems = f"，看起来是{error.detail}" if error.detail else ""
    return Explanation(
        f"“{_printable(error.path.name)}”的格式目前无法读取{seems}。",
        _SOURCE_SAFE,
        "请换成 PDF、DOCX、OFD、网页或纯文本文件后再打开。",
    )


def _of_exhausted(error: errors.ReaderExhausted) -> Explanation:
    bound = "占用的内存" if error.detail == "memory" else "用去的时间"
    return Explanation(
        f"读取“{_printable(error.path.name)}”{bound}超过了上限，已停止。",
        _SOURCE_SAFE,
        "请把它拆成几个较小的文件分别打开；确需整份读取的，可在设置文件里调高上限。",
    )


def _of_stale(error: errors.StepStale) -> Explanation:
    return Explanation(
        f"第 {error.record_id} 号记录在显示之后已被别处修改，这一步没有执行。",
        "对方的修改和您此前保存的内容都还在。",
        "请刷新这条记录，核对后再操作一次。",
    )


def _of_approval(error: errors.ApprovalRefused) -> Explanation:
    return Explanation(
        f"第 {error.record_id} 号记录还没有认定公开属性，不能核准。",
        "这一步没有改动任何记录。",
        "请先为它选定主动公开、依申请公开或不予公开，再核准。",
    )


def _of_findings(error: errors.FindingsOpen) -> Explanation:
    counts = Counter(KIND_LABELS[finding.kind] for finding in error.findings)
    told = "、".join(f"{label} {count} 处" for label, count in counts.most_common())
    return Explanation(
        f"第 {error.record_id} 号记录还有没有处理的敏感信息（{told}），不能按“主动公开”核准。",
        "这一步没有改动任何记录。",
        "请逐处选择删减，或者写明可以公开的理由，再核准。",
    )


def _of_copy(error: errors.CopyFailed) -> Explanation:
    why = "；".join(reason.rstrip("。") for reason in error.reasons)
    return Explanation(
        f"删减版“{_printable(error.path.name)}”没有通过核验：{why}。",
        "不合格的副本已经删除，原件和删减方案没有改动。",
        "请按上面的原因调整方案，或改用“整页成像”方式重新制作。",
    )


def _of_plan(error: errors.PlanWrong) -> Explanation:
    return Explanation(
        f"删减方案“{_printable(error.path.name)}”有误（{error.place}）：{error.reason}。",
        "没有写出任何副本。",
        "请改正这一处，或用 --plan-out 重新导出一份方案再修改。",
    )


def _of_value(error: errors.ValueRefused) -> Explanation:
    spec = SPEC.get(error.key)
    label = spec.label if spec is not None else _LABELS.get(error.key, error.key)
    form = spec.form.value if spec is not None else error.key
    shown = error.value if len(error.value) <= 40 else f"{error.value[:40]}…"
    what = f"“{_printable(shown)}”不能作为“{label}”的值。" if shown.strip() else f"“{label}”的值不合要求。"
    return Explanation(what, "原来的值没有改动。", _HINTS.get(form, "请检查后重新填写。"))


def _of_query(error: errors.QueryRefused) -> Explanation:
    what, then = _QUERIES[error.fault]
    return Explanation(what, "没有检索，资料库没有受到影响。", then)


_QUERIES = {
    "empty": ("没有写要找的字词。", "请写一个字或几个字，例如：信访 规定。"),
    "only": ("只写了不要的词，没有写要找的词。", "请再写一个要找的词，例如：通知 -废止。"),
    "either": ("“或”（|）的两边都要有要找的词。", "例如：通知 或 通告；要找“或”字本身，请加引号。"),
    "unwanted": ("“非”（-）的后面要有一个词。", "例如：通知 非 废止；要找“非”字本身，请加引号。"),
    "many": ("要找的词太多。", "请留下最要紧的几个词，最多 32 个。"),
    "long": ("要找的内容太长。", "请缩短到 200 字以内，选其中最有特点的一句。"),
}
_LABELS = {"disclosure": "公开属性", "tags": "标签", "note": "批注", "reason": "理由", "redaction": "要删减的文字"}
_HINTS = {
    "text": "请填写一行文字；没有这一项时留空。",
    "tags": "一个标签是一行文字，不超过 40 字。",
    "note": "批注最多 20,000 字。",
    "reason": "请选一个理由，或写几个字。",
    "redaction": "请划出本件正文里的文字。",
    "date": "请按“2024年1月25日”或“2024-01-25”的写法填写一个存在的日期。",
    "effective": "请填写日期，如“2024年2月18日”，或填写“自印发之日起施行”。",
    "truth": "请填写“是”或“否”，没有说明时留空。",
    "texts": "请每行填写一项。",
    "repeals": "请每行填写一件，如“《云川市信访工作规定》（云政发〔2020〕1号）”。",
    "appointments": "请每行填写一项，如“任命 李某某：云川市人民政府副秘书长”。",
    "sensitive": "请每行填写一项，如“电话：0000-1234567”。",
    "disclosure": "请从主动公开、依申请公开、不予公开中选择一个。",
}


def _of_bounds(error: errors.BoundsRefused) -> Explanation:
    what, then = _BOUNDS[error.why]
    return Explanation(what.format(number=error.number), "文件的划分没有改动。", then)


_BOUNDS = {
    "split": (
        "第 {number} 件不能在这里拆开：这一行的上面或下面没有正文。",
        "请把光标放在下一件应当开始的那一行，再拆分。",
    ),
    "last": ("第 {number} 件后面没有别的文件，不能合并。", "要并入前一件，请先转到前一件，再与下一件合并。"),
    "empty": ("这样划分，第 {number} 件里就没有正文了。", "请把光标放在文件该开始或该结束的那一行，再试一次。"),
    "swallows": ("这样划分，第 {number} 件就整件被盖住了。", "要把两件合成一件，请改用“与下一件合并”。"),
    "only": ("本期只剩第 {number} 件，不能排除。", "确实没有公文的，可以关闭本期，不导出即可。"),
    "gone": ("这份文件已经不在队列里，刚才这一步没有执行。", "请刷新队列，核对后再操作一次。"),
}


def _of_missing_record(error: errors.RecordMissing) -> Explanation:
    return Explanation(
        f"没有编号为 {error.record_id} 的记录。", "资料库没有改动。", "请查看记录列表，用其中的编号再试一次。"
    )


def _of_export(error: errors.ExportFailed) -> Explanation:
    cause = error.__cause__
    return Explanation(
        f"无法导出到“{_printable(str(error.path))}”{_reason(cause) if isinstance(cause, OSError) else ''}。",
        "资料库没有受到影响，目标位置原有的文件保持原样，没有留下半个文件。",
        "请确认目标文件没有被其他程序打开、文件夹可以写入且空间足够，或换一个位置再导出。",
    )


def _of_cluster(error: errors.ClusterFailed) -> Explanation:
    what, following = {
        "unreachable": ("连接不上计算集群“{}”。", "请核对地址，并确认调度程序（dask scheduler）正在运行。"),
        "idle": ("计算集群“{}”里没有可用的计算机。", "请先在各台计算机上启动 dask worker，再试一次。"),
        "unlike": ("计算集群“{}”里的程序与本机不同。", "请在集群各台计算机上装好同一版本的公报审校台，重启后再试。"),
    }.get(error.reason, ("计算集群“{}”中途断开。", "集群恢复后，原样再运行一次并加上 --resume 接着做。"))
    return Explanation(what.format(_printable(error.address)), "已经写出的结果都还在。", following)


def _of_pattern(error: errors.PatternRefused) -> Explanation:
    slow = isinstance(error.__cause__, TimeoutError)
    fault = "太费时，已经停下" if slow else "不是有效的查找模式"
    return Explanation(
        f"“{_printable(error.pattern)}”{fault}。", "没有任何文件被改动。", "请改写查找内容，或取消勾选“按模式查找”。"
    )


def _of_person(error: errors.PersonUnknown) -> Explanation:
    return Explanation(
        f"没有登记“{_printable(error.name)}”，或者这个人已停用。",
        "没有任何内容被改动。",
        "请在“人员”里登记或启用之后再办。",
    )


def _of_password(error: errors.PasswordWrong) -> Explanation:
    seconds = max(math.ceil(error.wait), 1)
    return Explanation(
        f"“{_printable(error.name)}”的口令不对，或者试得太快。",
        "没有签署，没有任何内容被改动；这次尝试已记入日志。",
        f"请在 {seconds} 秒之后再试。",
    )


def _of_case(error: errors.CaseRefused) -> Explanation:
    return Explanation(
        f"这一步还不能办：{'；'.join(reason.rstrip('。') for reason in error.reasons)}。",
        "没有任何内容被改动。",
        "请补齐后再办。",
    )


def _of_profile(error: errors.ProfileWrong) -> Explanation:
    return Explanation(
        f"认定规则“{_printable(error.path.name)}”第 {error.line} 行有误：{error.reason}。",
        _STORE_SAFE,
        "请改正这份规则后重新打开；在此之前不能办理认定。",
    )


def _of_os_error(error: OSError) -> Explanation:
    name = error.filename if isinstance(error.filename, str | Path) else ""
    place = f"处理“{_printable(str(name))}”时" if name else "读写文件时"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Explanation(f"{place}磁盘空间不足。", _NOT_SAVED, "请清理出一些空间，再重试这一步。")
    return Explanation(
        f"{place}系统报告错误{_reason(error)}。", _STORE_SAFE, "请确认文件存在、可以读写，再重试这一步。"
    )


_REASONS = {
    errno.ENOENT: "文件或文件夹不存在",
    errno.EACCES: "没有权限，或文件正被其他程序打开",
    errno.EPERM: "没有权限",
    errno.EROFS: "所在位置只能读取",
    errno.EISDIR: "同名的文件夹已经存在",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "文件太大",
    errno.EIO: "存储设备出错",
}


def _reason(error: OSError) -> str:
    known = _REASONS.get(error.errno or 0)
    return f"（{known}）" if known else f"（错误编号 {error.errno}）" if error.errno else ""


def _of_memory(_: MemoryError) -> Explanation:
    return Explanation("电脑的内存不足，这一步没有完成。", _STORE_SAFE, "请关闭其他程序，或换一个较小的文件再试。")


_WORDS: dict[type[BaseException], Callable[[Any], Explanation]] = {
    errors.SourceMissing: _of_source("找不到文件“{name}”。", "请确认“{place}”没有被移动或改名，再重新选择。"),
    errors.SourceForbidden: _of_source(
        "无法读取“{name}”：没有读取权限，或者它不是普通文件。", "请检查文件的权限，或把它复制到自己的文件夹后再打开。"
    ),
    errors.SourceEmpty: _of_source("“{name}”里没有文字。", "请确认选对了文件，或向来文单位重新索取。"),
    errors.SourceBinary: _of_source(
        "“{name}”虽然以文本命名，内容却不是文字。", "请确认文件的真实格式，用原来的程序另存为文本或 PDF 后再打开。"
    ),
    errors.SourceKindUnknown: _of_kind,
    errors.SourceDamaged: _of_source("“{name}”已损坏或不完整，无法读取。", "请重新复制或下载这个文件，再打开一次。"),
    errors.SourceTooLarge: _of_source("“{name}”太大，超过了可以打开的上限。", "请把它拆成几个较小的文件，再分别打开。"),
    errors.SourceEncrypted: _of_source(
        "“{name}”设有密码，无法读取。", "请输入密码后再打开，或用原来的程序去掉密码另存一份。"
    ),
    errors.SourcePasswordWrong: _of_source("“{name}”的密码不对。", "请核对密码的大小写和全角半角，再输入一次。"),
    errors.SourceWithoutText: _of_source(
        "“{name}”只有图像，图像上没有识别出文字。", "请换一份更清晰的扫描件（300 dpi 左右），或使用带文字层的版本。"
    ),
    errors.SourceUnsafe: _of_source(
        "“{name}”的内容异常（解开后大得不合理，或层层嵌套，或指向文件以外的位置），已停止读取。",
        "请不要再打开它，并向来文单位核实；确属正常文件的，请用原来的程序另存为 PDF 后再打开。",
    ),
    errors.RecogniserMissing: _of_source(
        "“{name}”是扫描图像，而这台电脑上没有装文字识别组件。",
        "请由管理员在程序所在的文件夹执行“python3 dev.py setup --ocr”，"
        "或安装系统软件包 tesseract-ocr 和 tesseract-ocr-chi-sim，然后重新打开。",
    ),
    errors.ConverterMissing: _of_source(
        "“{name}”是旧式文字处理格式（.doc、.wps、.rtf），要靠 LibreOffice 转换，而这台电脑上没有装。",
        "请安装 LibreOffice，或在原来的程序里把它另存为 .docx 或 PDF 后再打开。",
    ),
    errors.ReaderExhausted: _of_exhausted,
    errors.ReaderDied: _of_source(
        "读取“{name}”的进程意外中止。", "请再打开一次；如果仍然如此，请用原来的程序把它另存为 PDF 后再打开。"
    ),
    errors.SourceChanged: _of_source("“{name}”在读取之后又被改动，没有存入资料库。", "请等文件不再变动后重新打开。"),
    errors.SourceError: _of_source("无法读取“{name}”。", "请确认文件完好，再打开一次。"),
    errors.StoreMissing: _of_file(
        "在“{place}”没有找到资料库。", "没有建立或改动任何文件。", "请检查资料库的位置，或先导入一份文件来建立它。"
    ),
    errors.StoreLocked: _of_file(
        "资料库“{place}”正被另一个程序占用。", _NOT_SAVED, "请关闭占用它的程序，或稍等片刻再试。"
    ),
    errors.StoreReadOnly: _of_file(
        "资料库“{place}”只能读取，不能写入。",
        "其中的内容完好，可以继续查看。",
        "请检查文件夹的写入权限，或把资料库复制到可以写入的位置。",
    ),
    errors.StoreTooNew: _of_file(
        "资料库“{place}”由更新版本的程序建立，本程序不能打开。", "其中的内容没有改动。", "请升级本程序后再打开。"
    ),
    errors.StoreForbidden: _of_file(
        "没有权限打开资料库“{place}”。", "其中的内容没有改动。", "请以资料库所有者的身份登录，或请管理员授予权限。"
    ),
    errors.StoreFailing: _of_file(
        "读写资料库“{place}”时，存储设备报告错误。",
        _NOT_SAVED,
        "请检查磁盘或网络连接，尽快备份资料库所在的文件夹，再重试。",
    ),
    errors.StoreDamaged: _of_file(
        "资料库“{place}”已损坏，或者它不是本程序的资料库。",
        "本程序没有再向其中写入，保存的来源文件原件仍在资料库文件夹里。",
        "请不要删除该文件夹，先复制一份留存，再换用备份或另选一个资料库。",
    ),
    errors.StoreReplaced: _of_file(
        "资料库“{place}”在打开之后被移走、删除或换成了另一份。",
        "此前已保存的内容在原来那一份里，刚才这一步没有保存。",
        "请把资料库放回原处，或退出程序后重新打开再做这一步。",
    ),
    errors.BackupDamaged: _of_file(
        "“{place}”不是完好的备份。", "资料库没有改动。", "请换一份备份再试，用 backups 命令可以列出全部备份。"
    ),
    errors.CheckpointDamaged: _of_file(
        "“{place}”不是完好的日志存证。", "资料库没有改动。", "请换用当初保存的那个文件再核对。"
    ),
    errors.HandoverDamaged: _of_file(
        "“{place}”不是完好的移交包，没有接收。", "资料库没有改动。", "请对方重新移交一次，拷贝之后再接收。"
    ),
    errors.DiskFull: _of_file("磁盘空间不足，无法写入“{place}”。", _NOT_SAVED, "请清理出一些空间，再重试这一步。"),
    errors.StoreError: _of_file("无法使用资料库“{place}”。", _STORE_SAFE, "请检查资料库所在的位置，再重试。"),
    errors.RecordMissing: _of_missing_record,
    errors.StepStale: _of_stale,
    errors.ApprovalRefused: _of_approval,
    errors.FindingsOpen: _of_findings,
    errors.CopyFailed: _of_copy,
    errors.PlanWrong: _of_plan,
    errors.BoundsRefused: _of_bounds,
    errors.ValueRefused: _of_value,
    errors.ExportFailed: _of_export,
    errors.PatternRefused: _of_pattern,
    errors.ClusterFailed: _of_cluster,
    errors.QueryRefused: _of_query,
    errors.FolderTaken: lambda error: Explanation(
        f"文件夹“{_printable(str(error.path))}”里有别的文件，没有导出。",
        "那里的文件都没有动，资料库没有受到影响。",
        "请换一个空的或新的文件夹；以前导出的目录文件夹可以直接替换。",
    ),
    errors.ExportWithheld: lambda _: Explanation(
        "这件文件标有密级，没有导出。", _STORE_SAFE, "请核对“密级和保密期限”，确属识别有误的先更正再导出。"
    ),
    errors.RedactionRefused: _of_redaction,
    errors.RecordSigned: lambda _: Explanation(
        "这件文件已有人签署，内容不能再改。",
        "没有任何内容被改动，签署保持有效。",
        "确需修改的，请先由当前环节退文，或另提变更建议。",
    ),
    errors.RecordExpunged: lambda _: Explanation(
        "这件涉密文件的正文已经清除，不能再改。",
        "其他文件没有改动；谁在何时清除，日志里有记载。",
        "需要查阅的，请找保管纸质原件的部门。",
    ),
    errors.CaseRefused: _of_case,
    errors.PersonUnknown: _of_person,
    errors.PasswordWrong: _of_password,
    errors.ProfileWrong: _of_profile,
    errors.RegisterRulesWrong: lambda error: Explanation(
        f"效力规则“{_printable(error.path.name)}”第 {error.line} 行有误：{error.reason}。",
        _STORE_SAFE,
        "请改正这份规则，或改选另一套；在此之前台账不能计算效力。",
    ),
    errors.RegisterRefused: lambda error: Explanation(
        f"这一步还不能办：{error.reason.rstrip('。')}。", "台账没有任何改动。", "请核对后再办。"
    ),
    errors.RegisterStale: lambda error: Explanation(
        f"{_printable(error.what)}在显示之后已被别处修改，这一步没有执行。",
        "对方的修改和您此前保存的内容都还在。",
        "请刷新台账，核对后再操作一次。",
    ),
    errors.ListUnread: lambda error: Explanation(
        f"“{_printable(error.path.name)}”不能作为文件清单导入：{error.reason.rstrip('。')}。",
        "台账没有任何改动。",
        "请换成 XLSX 或 CSV 清单，或指明各列是什么后再导入。",
    ),
    errors.DeskError: lambda _: Explanation("这一步没有完成。", _STORE_SAFE, "请重试；如果再次出现，请联系维护人员。"),
    MemoryError: _of_memory,
    OSError: _of_os_error,
}
