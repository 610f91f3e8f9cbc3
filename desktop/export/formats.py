"""The formats of an export: what each is called and for, what its file ends with, and how it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, TypeAlias

from desktop.export.columns import COLUMNS, Column
from desktop.export.row import ExportRow

FileWriter: TypeAlias = Callable[[Iterable[ExportRow], BinaryIO], int]
ListWriter: TypeAlias = Callable[[Iterable[ExportRow], BinaryIO, Sequence[Column]], int]
FolderWriter: TypeAlias = Callable[[Iterable[ExportRow], Path], int]


@dataclass(frozen=True, slots=True)
class Format:
    """A format. `purpose` says in one sentence what it is for, `ending` is that of its file, "" for a folder.

    `unit` is what its writer counts. `columned` says that the order of columns is chosen, `with_body` that it needs
    the text, `with_force` that it needs to know which documents are repealed, `public_only` that only what is
    主动公开 may stand in it. `place` names the writer: a module of this package and a function in it.
    """

    key: str
    label: str
    purpose: str
    ending: str
    place: tuple[str, str]
    unit: str = "条已核准的记录"
    columned: bool = False
    with_body: bool = False
    with_force: bool = False
    public_only: bool = False

    @property
    def is_folder(self) -> bool:
        """Tell whether it is written as a folder of files."""
        return not self.ending


_ALL = (
    Format("xlsx", "Excel 目录", "用 Excel 或 WPS 表格查看、编辑和打印；栏目和次序由您定。", "xlsx",
           ("xlsx", "write_xlsx"), columned=True),
    Format("csv", "CSV 目录", "导入其他系统的表格；栏目和次序由您定。", "csv",
           ("delimited", "write_csv"), columned=True),
    Format("json", "JSON", "供程序读取，一个文件装全部记录，层次最全。", "json", ("structured", "write_json")),
    Format("jsonl", "JSON Lines", "供程序逐行读取，一行一条记录，适合很多记录。", "jsonl",
           ("structured", "write_json_lines")),
    Format("jsonld", "JSON-LD 法规数据", "供检索平台和开放数据平台使用：schema.org 的法规元数据，含效力和废止关系。",
           "jsonld", ("linked", "write_linked"), with_force=True),
    Format("akn", "Akoma Ntoso 公报", "国际通用的法律文件格式 Akoma Ntoso 3.0：一期公报一份，带正文、出处和废止关系。",
           "xml", ("akoma_ntoso", "write_gazettes"), with_body=True, with_force=True),
    Format("metadata", "公文元数据 XML", "交给公文系统或档案系统：按 GB/T 33480 的电子公文元数据逐件列出。", "xml",
           ("metadata", "write_metadata")),
    Format("html", "信息公开目录网页",
           "一个文件夹，双击 index.html 就能看、能查、能打印，不用联网；只放主动公开的文件。", "",
           ("site", "write_site"), "件主动公开的文件", with_body=True, with_force=True, public_only=True),
    Format("appointments", "任免名单", "把各件任免文件里的人员和职务列成一张 Excel 表。", "xlsx",
           ("appointments", "write_appointments"), "条任免"),
    Format("appointments-csv", "任免名单（CSV）", "任免名单，供导入其他系统。", "csv",
           ("appointments", "write_appointments_csv"), "条任免"),
    Format("tables", "文件里的表格", "把各件文件里印的表格原样取出，一张表格一个工作表。", "xlsx",
           ("table_book", "write_table_book"), "张表格", with_body=True),
)  # fmt: skip

FORMATS: Mapping[str, Format] = MappingProxyType({one.key: one for one in _ALL})
"""Every format by its key, in the order in which they are offered."""


def _writer(known: Format) -> Callable[..., int]:
    """Return the function that writes a format; its libraries are loaded when one is wanted, since some are slow."""
    module, name = known.place
    found: Callable[..., int] = getattr(import_module(f"desktop.export.{module}"), name)
    return found


def write(format: str, rows: Iterable[ExportRow], stream: BinaryIO, columns: Sequence[Column] = COLUMNS) -> int:
    """Write records in a format that is a file to a seekable stream; return how many there were, in its unit.

    The rows are taken one by one. `columns` count where the format is a list of columns. Raises KeyError for a format
    that there is not or that is a folder, OSError from the stream.
    """
    known = FORMATS[format]
    if known.is_folder:
        raise KeyError(format)
    if known.columned:
        columned: ListWriter = _writer(known)
        return columned(rows, stream, columns)
    plain: FileWriter = _writer(known)
    return plain(rows, stream)


def write_folder(format: str, rows: Iterable[ExportRow], folder: Path) -> int:
    """Write records in a format that is a folder into an empty one; return how many there were, in its unit.

    Raises KeyError for a format that there is not or that is a file, OSError.
    """
    known = FORMATS[format]
    if not known.is_folder:
        raise KeyError(format)
    writer: FolderWriter = _writer(known)
    return writer(rows, folder)
