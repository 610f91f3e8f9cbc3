from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.parsing import doc_number

SAMPLES = Path(__file__).parents[2] / ".." / "shared" / "samples" / "doc_numbers.txt"


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("云政发〔2024〕3号", "云政发〔2024〕3号"),
        ("云政发[2024]3 号", "云政发〔2024〕3号"),
        ("云政发﹝2024﹞3号", "云政发〔2024〕3号"),
        ("云政发（2024）3号", "云政发〔2024〕3号"),
        ("云政发(2024〕3号", "云政发〔2024〕3号"),
        ("云政发【２０２４】３号", "云政发〔2024〕3号"),
        ("云 政 发 〔 2024 〕 3 号", "云政发〔2024〕3号"),
        ("云政发[1984]第12号", "云政发〔1984〕12号"),
        ("云政发〔二〇〇四〕5号", "云政发〔2004〕5号"),
        ("云教办(函)[2020]1号", "云教办（函）〔2020〕1号"),
        ("发文字号：云政发〔2024〕号3", "云政发〔2024〕3号"),
        ("文　　号：云政发〔2024〕3", "云政发〔2024〕3号"),
        ("\u200b云政发〔2024〕3号\u200b", "云政发〔2024〕3号"),
        ("的通知云政发〔2024〕3号", "云政发〔2024〕3号"),
        ("云政发〔2024〕3-1号", "云政发〔2024〕3-1号"),
    ],
)
def test_every_variant_has_one_normal_form(text: str, normal: str) -> None:
    assert doc_number.normalise(text) == normal


@pytest.mark.parametrize(
    "text",
    [
        "云川市人民政府令第12号",
        "云府令〔2020〕12号",
        "公告〔十三届〕第75号",
        "财政部公告2019年第34号",
        "关于做好植树工作的通知〔2020〕3号",
        "云政发",
        "2024年3号",
        "(2024)3号",
        "",
    ],
)
def test_orders_announcements_and_noise_are_none(text: str) -> None:
    assert doc_number.normalise(text) is None


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (
            "根据《云川市植树办法》（云政发〔2020〕3号）和云办发[2021]5号文件要求",
            ["云政发〔2020〕3号", "云办发〔2021〕5号"],
        ),
        ("按照云川市人民政府办公室云政办发〔2020〕3号执行", ["云政办发〔2020〕3号"]),
        ("序号\t云政发〔2020〕3号\t2020年3月1日", ["云政发〔2020〕3号"]),
        ("（云川市人民政府令第35号）", []),
        ("〔责任单位：市教育局〕", []),
    ],
)
def test_numbers_are_found_in_running_text(text: str, numbers: list[str]) -> None:
    found = list(doc_number.find(text))
    assert [str(one.number) for one in found] == numbers
    for one in found:
        assert doc_number.normalise(text[one.start : one.end]) == str(one.number)


@given(st.text(alphabet="云政发〔〕[]()（）0123456789号第年令 ", max_size=40))
def test_the_normal_form_is_stable(text: str) -> None:
    normal = doc_number.normalise(text)
    assert normal is None or doc_number.normalise(normal) == normal


@pytest.mark.skipif(not SAMPLES.is_file(), reason="the sample numbers are not beside the checkout")
def test_real_numbers_are_recognised(capsys: pytest.CaptureFixture[str]) -> None:
    entries = [line for line in SAMPLES.read_text(encoding="utf-8").splitlines() if line.strip()]
    none = [entry for entry in entries if doc_number.normalise(entry) is None]
    strange = [entry for entry in none if "令" not in entry and "公告" not in entry]
    with capsys.disabled():
        print(f"\n发文字号: {len(entries) - len(none)} of {len(entries)} normalised, {len(none)} told apart")
    assert len(strange) <= 10, strange
