"""Rules of validity as data: those that ship are whole, and what is wrong with one's own is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop import paths
from desktop.domain.errors import RegisterRulesWrong
from desktop.register.rules import NATIONAL, Sign, load_rules, own_folder, rules, rules_names

GOOD = (paths.resources() / "register" / "national.toml").read_text("utf-8")


def test_all_rules_that_ship_are_whole() -> None:
    assert rules_names()[0] == NATIONAL
    for name in rules_names():
        found = rules(name)
        assert found.key == name
        assert found.terms[-1].sign is Sign.SILENT


WRONG = [
    ("alarms = [6, 2, 1]", "alarms = [1, 2, 6]", "由大到小"),
    ("alarms = [6, 2, 1]", "alarms = [6, 6]", "由大到小"),
    ('trust = ["核准记录", "公报目录", "清单"]', 'trust = ["核准记录"]', "各写一次"),
    ('trust = ["核准记录", "公报目录", "清单"]', 'trust = ["传闻", "公报目录", "清单"]', "不能是“传闻”"),
    ("alike = 90", "alike = 9", "50 到 100"),
    ("months = 60", "months = 0", "不小于 1"),
    ('sign = "silent"', 'sign = "title-end"', "要写 words"),
    ('sign = "title-end"\nwords = ["通告"]', 'sign = "silent"\nwords = ["通告"]', "不写 words"),
    ('after_days = "after"', 'after_days = "sometime"', "不能是“sometime”"),
    ("same = 80", "same = 80\nsurprise = 1", "不认识 surprise"),
    ('name = "一般规则"', "name = 一般规则", "TOML"),
]


@pytest.mark.parametrize(("old", "new", "told"), WRONG, ids=[told for _, _, told in WRONG])
def test_what_is_wrong_is_told_with_its_line(old: str, new: str, told: str, tmp_path: Path) -> None:
    assert old in GOOD
    path = tmp_path / "本市.toml"
    path.write_text(GOOD.replace(old, new, 1), "utf-8")
    with pytest.raises(RegisterRulesWrong) as wrong:
        load_rules(path)
    assert told in wrong.value.reason
    assert wrong.value.path == path
    assert 1 <= wrong.value.line <= len(GOOD.split("\n")) + 1


def test_no_rules_without_a_term_for_silence(tmp_path: Path) -> None:
    path = tmp_path / "本市.toml"
    path.write_text(GOOD[: GOOD.index('[[terms]]\nkey = "silent"')], "utf-8")
    with pytest.raises(RegisterRulesWrong, match="silent"):
        load_rules(path)


def test_rules_of_ones_own_stand_beside_those_that_ship() -> None:
    own_folder().mkdir(parents=True)
    (own_folder() / "本市.toml").write_text(GOOD.replace("一般规则", "本市规则"), "utf-8")
    assert rules_names()[-1] == "本市"
    assert rules("本市").name == "本市规则"
    with pytest.raises(RegisterRulesWrong):
        rules("别处")
