"""Characters that look alike are put right where printing leaves no doubt, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.parsing.readers.recognition.repair import REPAIRS, repaired

CASES = [
    pytest.param("云川府发[2026]12号", "云川府发〔2026〕12号", id="square brackets around the year"),
    pytest.param("云川府发（2026）12号", "云川府发〔2026〕12号", id="round brackets around the year"),
    pytest.param("云川府办发【2026〕 3号", "云川府办发〔2026〕 3号", id="one bracket wrong"),
    pytest.param("云川府办发(2016)33", "云川府办发〔2016〕33", id="the line ends before 号"),
    pytest.param("（2016）33号", "〔2016〕33号", id="the line begins with the year"),
    pytest.param("二O二六年", "二〇二六年", id="a letter as zero"),
    pytest.param("二○○六年", "二〇〇六年", id="two rings"),
    pytest.param("2O26年", "2026年", id="a letter among digits"),
    pytest.param("20l6年", "2016年", id="a stroke among digits"),
    pytest.param("建设,发展;", "建设，发展；", id="narrow marks between hanzi"),
    pytest.param("（一)指导思想", "（一）指导思想", id="a pair of two widths"),
    pytest.param('“一口一档"台账', "“一口一档”台账", id="a straight quotation mark"),
    pytest.param(".4.", "·4·", id="a page number between points"),
    pytest.param(
        "《关于印发（云川市节水办法（试行））的通知》",
        "《关于印发〈云川市节水办法（试行）〉的通知》",
        id="a title in a title",
    ),
    pytest.param("-13一", "-13—", id="a page number between dashes"),
    pytest.param("本地--外地", "本地——外地", id="a narrow dash"),
]
KEPT = [
    pytest.param("文件（2026）共12号楼", id="a year in brackets that no number follows"),
    pytest.param("GB/T 9704-2012", id="a standard"),
    pytest.param("网址 www.yunchuan.example, 电话", id="a comma after Latin letters"),
    pytest.param("关于印发节水办法（试行）的通知", id="on trial"),
    pytest.param("3,000元", id="thousands"),
    pytest.param("8:30—12:00", id="times"),
    pytest.param("(一)(二)", id="narrow pairs"),
    pytest.param("OK", id="a word"),
    pytest.param("第十一一二条", id="hanzi that look like a dash"),
]


@pytest.mark.parametrize(("read", "printed"), CASES)
def test_a_misread_character_is_put_right(read: str, printed: str) -> None:
    assert repaired(read) == printed


@pytest.mark.parametrize("text", KEPT)
def test_what_may_be_printed_so_stays(text: str) -> None:
    assert repaired(text) == text


@given(st.text(alphabet='云川府发〔〕[]()（）0O○〇1l2026号年二,，;“”"-—.· 4', max_size=30))
def test_a_repair_keeps_the_number_of_characters_and_is_done_once(text: str) -> None:
    once = repaired(text)
    assert len(once) == len(text)
    assert repaired(once) == repaired(repaired(once))


def test_every_repair_says_why() -> None:
    assert all(repair.reason and repair.becomes for repair in REPAIRS)
