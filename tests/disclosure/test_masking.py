"""What is printed in the place of sensitive data."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.disclosure.masking import bare, load_masks, masked, masks
from desktop.domain.errors import ProfileWrong
from desktop.domain.finding import FindingKind as Kind

CASES = [
    (Kind.MOBILE, "13800138000", "138****8000"),
    (Kind.MOBILE, "138 0013-8000", "138****8000"),
    (Kind.MOBILE, "１３８００１３８０００", "138****8000"),
    (Kind.ID_CARD, "11010519491231002X", "11*************02X"),
    (Kind.BANK_CARD, "6222 0200 1111 2222 333", "***************2333"),
    (Kind.ADDRESS, "云川市青溪区花溪街道和平路1号3栋", "云川市青溪区花溪街道●●●"),
    (Kind.ADDRESS, "云川县白石镇青云村3组12号", "云川县白石镇●●●"),
    (Kind.ADDRESS, "青溪区和平路1号", "青溪区●●●"),
    (Kind.ADDRESS, "和平路3号", "●●●"),
    (Kind.MINOR, "王小明、欧阳小红", "王●●、欧阳●●"),
    (Kind.EMAIL, "zhangsan@yun-chuan.example", "z***@yun-chuan.example"),
    (Kind.PHONE, "0999-5550178", "●●●"),
    (Kind.SECRECY_MARK, "机密★1年", ""),
    (None, "王明", "●●●"),
]


@pytest.mark.parametrize(("kind", "text", "printed"), CASES, ids=lambda value: str(value)[:20])
def test_each_kind_has_its_usual_mask(kind: Kind | None, text: str, printed: str) -> None:
    assert masked(kind, text) == printed


def test_another_preset_can_be_chosen() -> None:
    assert masked(Kind.MOBILE, "13800138000", "dots") == "●●●"
    assert masked(Kind.MOBILE, "13800138000", "removed") == ""
    assert masked(None, "王大明", "name") == "王●●"
    with pytest.raises(KeyError):
        masked(Kind.MOBILE, "13800138000", "unheard")


def test_text_too_short_for_its_mask_goes_wholly() -> None:
    assert masked(Kind.MOBILE, "1380013") == "*******"
    assert masked(Kind.ADDRESS, "花溪街道") == "●●●●"


def test_mask_of_text_over_lines_is_one_line() -> None:
    assert masked(None, "王明\n李青", "name") == "王● 李●"


@given(st.sampled_from(list(Kind)), st.text("0123456789王明路镇区街道@-a 　", min_size=1, max_size=24))
def test_no_mask_ever_prints_what_it_hides(kind: Kind, text: str) -> None:
    for mask in masks().offered(kind):
        printed = masked(kind, text, mask.key)
        assert not bare(text) or bare(text) not in bare(printed)


def test_every_kind_offers_removal() -> None:
    for kind in (*Kind, None):
        assert any(mask.key == "removed" for mask in masks().offered(kind))


def test_wrong_file_of_masks_is_named_by_line(tmp_path: Path) -> None:
    path = tmp_path / "masks.toml"
    path.write_text('[[masks]]\nkey = "a"\nlabel = "甲"\nrule = "ends"\nfirst = 2\nsign = "*"\n', "utf-8")
    with pytest.raises(ProfileWrong) as caught:
        load_masks(path)
    assert "last" in caught.value.reason
    path.write_text('[[kinds]]\nkey = "mobile"\nmasks = ["b"]\n', "utf-8")
    with pytest.raises(ProfileWrong) as caught:
        load_masks(path)
    assert (caught.value.line, "没有定义" in caught.value.reason) == (3, True)
