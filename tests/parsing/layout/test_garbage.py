"""Which text layers cannot be what the page prints."""

from __future__ import annotations

import pytest

from desktop.parsing.readers.layout.garbage import is_garbage

HANZI = "各县（区）人民政府，市级各部门：为做好节约用水工作，现将有关事项通知如下。"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("".join(chr(0xE000 + 7 * place) for place in range(40)), id="private use"),
        pytest.param("\ufffd" * 10 + HANZI, id="undecoded"),
        pytest.param("\x02\x03\x04" * 20, id="control characters"),
        pytest.param("ÔÆ´¨ÊÐÈËÃñÕþ¸®¹ØÓÚ×öºÃÖ²Ê÷¹¤×÷µÄÍ¨Öª", id="GBK taken for Latin"),
        pytest.param("äº‘å·å¸‚äººæ°‘æ”¿åºœå…³äºŽåšå¥½æ¤æ ‘å·¥ä½œ", id="UTF-8 taken for Latin"),
        pytest.param("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~" * 2, id="glyph numbers"),
        pytest.param("bcdfg hjklm npqrs tvwxz bcdfg hjklm npqrs", id="letters without vowels"),
        pytest.param("ሀሁሂሃሄህሆለሉሊላሌልሎሏሐሑሒሓሔሕሖ", id="another script"),
    ],
)
def test_text_that_no_page_prints_is_garbage(text: str) -> None:
    assert is_garbage(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("— 12 —", id="page number only"),
        pytest.param(HANZI, id="hanzi"),
        pytest.param("YUN CHUAN SHI REN MIN ZHENG FU GONG BAO 2026.01", id="pinyin"),
        pytest.param("目 录\n" + "关于植树的通知" + "…" * 80 + "3\n", id="leaders"),
        pytest.param("序号\t1\t2\t3\t4\t18.5\t2026-01-01\t0999-5550123\t1,200.00", id="figures"),
        pytest.param("The city government publishes this gazette every month.", id="English"),
        pytest.param(HANZI + "①②③④⑤℃㎡％‰≥≤±×÷", id="signs"),
    ],
)
def test_text_of_a_page_is_none(text: str) -> None:
    assert not is_garbage(text)
