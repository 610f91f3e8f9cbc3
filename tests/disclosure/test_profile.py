"""Profiles are read whole, and a wrong one is refused with its line and what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop import paths
from desktop.disclosure.profile import load_profile, profile_names, rule_book
from desktop.disclosure.rulebook import Duty
from desktop.domain.case import Route
from desktop.domain.disclosure import Disclosure
from desktop.domain.errors import ProfileWrong
from desktop.domain.toml_lines import lines_of

STAGED = (paths.resources() / "disclosure" / "profiles" / "staged.toml").read_text("utf-8")


def test_every_shipped_profile_is_sound() -> None:
    assert {"simple", "staged"} <= set(profile_names())
    for name in profile_names():
        assert rule_book(name).key == name


def test_default_is_decided_once_by_one_person() -> None:
    book = rule_book()
    assert [stage.label for stage in book.ways[Route.ATTRIBUTION].stages] == ["核准"]
    assert not book.distinct_persons
    assert not any(option.needs_ground for option in book.options.values())


def test_staged_book_follows_its_articles() -> None:
    book = rule_book("staged")
    stages = book.ways[Route.ATTRIBUTION].stages
    assert [stage.label for stage in stages] == ["初审", "复审", "复核"]
    assert Duty.SECRECY_REVIEW in stages[0].duties
    assert Duty.PRINTED_MARK in stages[2].duties
    assert book.distinct_persons
    assert {option.label for option in book.options.values() if option.needs_ground} == {"依申请公开", "不予公开"}
    assert len(book.returns) == 4
    assert {str(number) for number in range(2, 19)} <= book.articles.keys()


def test_option_is_found_by_its_value() -> None:
    book = rule_book("staged")
    assert book.option_of(Disclosure.PROACTIVE).key == "open"
    assert book.option_of(Disclosure.PROACTIVE, redacted=True).key == "redacted"
    assert book.option_of(Disclosure.WITHHELD, redacted=True).key == "withheld"


def test_scope_is_what_the_book_lists() -> None:
    assert rule_book("staged").in_scope("通知")
    assert not rule_book("staged").in_scope("公告")
    assert rule_book("simple").in_scope("公告")


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('name = "三级认定"', "name = 3", "name 应是一段文字"),
        ('name = "三级认定"', 'nme = "三级认定"', "缺少 name"),
        ("distinct_persons = true", 'distinct_persons = "是"', "true 或 false"),
        ("review_years = 1", "review_years = 0", "不小于 1"),
        ('secrecy_kinds = ["原始定密", "派生定密"]', 'secrecy_kinds = ["原始定密", "原始定密"]', "不能重复"),
        ('duties = ["核对标注"]', 'duties = ["核对"]', "只能是：保密审查、认定属性、核对标注"),
        ('option = "request"\nlabel = "相关', 'option = "reqest"\nlabel = "相关', "“reqest”没有定义"),
        (
            'key = "second"\nlabel = "复审"\noffice = "政',
            'key = "first"\nlabel = "复审"\noffice = "政',
            "“first”重复了",
        ),
        ('sign = "密级"', 'sign = "密集"', "只能是"),
        ('sign = "密级"', 'sign = "密级"\noption = "open"', "自带结论"),
        ('genres = ["批复", "函"]', "", "要写 genres"),
        ("review_years = 1", "review_years = 1\nbonus = 2", "不认识 bonus"),
        ("review_years = 1", "review_years = 1 2", "不合 TOML 写法"),
        ('disclosure = "不予公开"\nneeds_ground = true', 'disclosure = "依申请公开"', "没有“不予公开”"),
    ],
)
def test_wrong_profile_is_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    assert STAGED.count(old) == 1
    path = tmp_path / "自订.toml"
    path.write_text(STAGED.replace(old, new), "utf-8")
    with pytest.raises(ProfileWrong) as refused:
        load_profile(path)
    assert reason in refused.value.reason
    assert refused.value.path == path


def test_line_of_a_wrong_key_is_named(tmp_path: Path) -> None:
    path = tmp_path / "自订.toml"
    wrong = STAGED.replace('duties = ["核对标注"]', 'duties = ["核对"]')
    path.write_text(wrong, "utf-8")
    with pytest.raises(ProfileWrong) as refused:
        load_profile(path)
    assert refused.value.line == line_of(wrong, 'duties = ["核对"]')


def test_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "旧.toml"
    path.write_bytes('name = "三级"'.encode("gbk"))
    with pytest.raises(ProfileWrong, match="UTF-8"):
        load_profile(path)


def test_lines_are_counted_through_nested_arrays_and_long_strings() -> None:
    text = 'a = """\nb = 1\n"""\n[[x]]\nk = 1\n[[x.y]]\nk = 2\n[[x]]\n[[x.y]]\nk = 3\n'
    lines = lines_of(text)
    assert ("b",) not in lines
    assert lines["x", 0, "k"] == 5
    assert lines["x", 0, "y", 0, "k"] == 7
    assert lines["x", 1, "y", 0, "k"] == 10
