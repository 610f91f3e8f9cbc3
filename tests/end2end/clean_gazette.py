"""A gazette of twelve documents that leave nothing in doubt, written for the tests of the keys."""

from __future__ import annotations

_MATTERS = (
    "城市道路照明",
    "农村饮水安全",
    "历史建筑保护",
    "中小学课后服务",
    "森林防灭火",
    "社区养老服务",
    "公共自行车",
    "河道采砂",
    "校园食品安全",
    "老旧小区改造",
    "渔业资源保护",
    "住宅电梯更新",
)


def gazette() -> str:
    """Return the text of the issue: masthead, contents list, documents."""
    contents = "\n".join(
        f"- 云川市人民政府关于加强{matter}工作的通知\n(云川府发〔2026〕{number}号) ({number + 2})\n"
        for number, matter in enumerate(_MATTERS, start=1)
    )
    documents = "\n\n".join(_document(number, matter) for number, matter in enumerate(_MATTERS, start=1))
    return f"云川市人民政府公报\n\n2026年 第3期\n\n(总第75期)\n\n目 录\n\n市政府文件\n\n{contents}\n{documents}\n"


def _document(number: int, matter: str) -> str:
    return f"""云川市人民政府关于加强{matter}工作的通知

云川府发〔2026〕{number}号

各区县人民政府，市政府各部门：

为进一步做好{matter}工作，根据《青岭省{matter}管理条例》规定，结合我市实际，现就有关事项通知如下。

一、提高认识。各区县人民政府要充分认识{matter}工作的重要意义，切实加强组织领导。

二、明确分工。市政府各部门按照职责分工，共同做好有关工作。

三、抓好落实。本通知自2026年5月1日起施行，有效期5年。

云川市人民政府

2026年4月{number}日"""
