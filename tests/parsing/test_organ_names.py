import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.parsing import organ_names


@pytest.mark.parametrize(
    ("line", "organs"),
    [
        ("云川市人民政府办公室", ("云川市人民政府办公室",)),
        ("云川市财政局 云川市教育局", ("云川市财政局", "云川市教育局")),
        ("云川市财政局、云川市教育局", ("云川市财政局", "云川市教育局")),
        ("国 务 院", ("国务院",)),
        ("云川市民政局云川市财政局", ("云川市民政局", "云川市财政局")),
        ("云川省人民政府办公厅青岭省人民政府办公厅", ("云川省人民政府办公厅", "青岭省人民政府办公厅")),
        ("财政部教育部国家税务总局", ("财政部", "教育部", "国家税务总局")),
        ("国家税务总局云川市税务局", ("国家税务总局云川市税务局",)),
        ("中共云川市委人才工作领导小组办公室", ("中共云川市委人才工作领导小组办公室",)),
        ("省财政厅省教育厅", ("省财政厅", "省教育厅")),
        ("云川市人民政府（印章）", ("云川市人民政府",)),
        ("教 育 部  财 政 部", ("教育部", "财政部")),
        ("特此通知。", ()),
        ("一、财政局", ()),
        ("2024年3月5日", ()),
        ("", ()),
    ],
)
def test_a_line_is_split_into_its_organs(line: str, organs: tuple[str, ...]) -> None:
    assert organ_names.split(line) == organs


@given(st.text(max_size=60))
def test_odd_lines_never_raise(line: str) -> None:
    organ_names.split(line)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("云川市人力资源和社会保障局", "云川市人力资源社会保障局", True),
        ("中国证监会", "证监会", True),
        ("云川市人民政府", "市政府", True),
        ("云川市财政局", "云川市教育局", False),
    ],
)
def test_short_and_full_names_agree(one: str, other: str, same: bool) -> None:
    assert organ_names.agree(one, other) is same
