"""Markdown is told from plain text by its marks, and read without them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from desktop.parsing import readers
from desktop.parsing.readers import markdown

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("| 序号 | 单位 |\n|---|---|\n| 1 | 林业局 |\n", id="table"),
        pytest.param("甲 | 乙\n:--|--:\n1 | 2\n", id="table without outer bars"),
        pytest.param("# 云川市人民政府关于植树的通知\n\n## 一、总则\n", id="headings"),
        pytest.param("# 关于植树的通知\n\n各县**人民政府**：\n", id="heading and bold words"),
        pytest.param('**重要**：见[网址](https://yunchuan.example/a_(1).html "云川")。\n', id="bold words and a link"),
        pytest.param("# 通知\r\n\r\n```\r\n代码\r\n```\r\n", id="heading and fence, two-sign line breaks"),
    ],
)
def test_markdown_is_known_by_its_marks(text: str) -> None:
    assert markdown.is_marked(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("# Page 12:\n甲\n# Page 13:\n乙\n# 第14页\n丙\n", id="page marks"),
        pytest.param("- 云川市人民政府关于植树的通知\n- 12 -\n- 乙\n", id="hyphens"),
        pytest.param("1. 甲\n2. 乙\n", id="numbers"),
        pytest.param("表1**\n** 注：略\n* 甲\n", id="asterisks of notes"),
        pytest.param("单位|负责人\n林业局|张三\n", id="bars without a rule"),
        pytest.param("———|———\n-----\n", id="rules alone"),
        pytest.param("#1井、#2井同时开工。\n#3井\n", id="hashes of wells"),
        pytest.param("# 通知\n一个标题而已\n", id="one heading"),
        pytest.param("依据[2024](甲)第1条\n", id="brackets"),
        pytest.param("", id="nothing"),
    ],
)
def test_plain_text_is_left_alone(text: str) -> None:
    assert not markdown.is_marked(text)


@pytest.mark.parametrize("path", sorted((ROOT / "seeds").glob("*.txt")), ids=lambda path: path.stem)
def test_the_samples_are_plain_text(path: Path) -> None:
    assert readers.read(path).kind == "txt"


PAGE = """# 云川市人民政府关于**植树**的通知 #

云府发〔2024〕1号

> 各县人民政府：

现将有关事项通知如下，见[网址](https://yunchuan.example)。![章](a.png)
- 甲\\*乙
1\\. 丙<br>丁

---

| 序号 | **单位** | 备注 |
|:---|:---:|---:|
| 1 | 林业局<br/>水务局 | |
2 | a\\|b | 丙
表后一段。

~~~
# 原样  | x |
~~~
"""
LINES = """云川市人民政府关于植树的通知

云府发〔2024〕1号

各县人民政府：

现将有关事项通知如下，见网址。
- 甲*乙
1. 丙
丁



序号\t单位\t备注
1\t林业局水务局\t
2\ta|b\t丙
表后一段。

# 原样  | x |
"""


def lines_of(folder: Path, text: str) -> str:
    path = folder / "a.txt"
    path.write_text(text, "utf-8")
    source = readers.read(path)
    assert source.kind == "md"
    return source.text


def test_marks_are_taken_off_and_tables_become_rows(tmp_path: Path) -> None:
    assert lines_of(tmp_path, PAGE) == LINES


def test_a_file_that_is_fenced_as_a_whole_is_read_all_the_same(tmp_path: Path) -> None:
    assert lines_of(tmp_path, f"```markdown\n{PAGE}```\n") == LINES


def test_page_marks_make_pages_here_too(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Page 7:\n# 通知\n## 一、甲\n# Page 8:\n**乙**\n", "utf-8")
    source = readers.read(path)
    assert [(page.printed, source.slice(page.span)) for page in source.pages] == [
        ("7", "# Page 7:\n通知\n一、甲\n"),
        ("8", "# Page 8:\n乙\n"),
    ]


@pytest.mark.parametrize(
    "line",
    ["**a ", "[", "[a](", "# ", "|-", "| --- ", "` ", "-", "~", "\\", "<br", ">", " ", "\t"],
)
def test_a_line_without_end_is_read_in_seconds(line: str) -> None:
    line = "甲" + line * 200_000 + "乙"
    text = f"甲|乙\n--|--\n1|2\n{line[1:]}\n{line[:-1]}\n" + (line[1:15_000] + "\n") * 10
    start = time.process_time()
    markdown.is_marked(text)
    markdown.read("a", "", text)
    assert time.process_time() - start < 10
