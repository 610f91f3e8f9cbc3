"""Profiles of one's own are kept beside the shipped ones, and never replaced while cases may need them."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop import paths
from desktop.disclosure.profile import profile_names, rule_book, take_in
from desktop.domain.errors import ProfileWrong

STAGED = (paths.resources() / "disclosure" / "profiles" / "staged.toml").read_text("utf-8")


def profile(folder: Path, name: str, label: str) -> Path:
    path = folder / f"{name}.toml"
    path.write_text(STAGED.replace('name = "三级认定"', f'name = "{label}"'), "utf-8")
    return path


def test_own_profile_is_found_after_the_shipped_ones(tmp_path: Path) -> None:
    shipped = profile_names()
    assert take_in(profile(tmp_path, "云川市规则", "云川")) == "云川市规则"
    assert profile_names() == (*shipped, "云川市规则")
    assert (rule_book("云川市规则").key, rule_book("云川市规则").name) == ("云川市规则", "云川")


def test_same_profile_may_be_taken_in_again(tmp_path: Path) -> None:
    path = profile(tmp_path, "云川市规则", "云川")
    assert take_in(path) == take_in(path)


@pytest.mark.parametrize("name", ["云川市规则", "staged"])
def test_other_profile_of_a_taken_name_is_refused(tmp_path: Path, name: str) -> None:
    take_in(profile(tmp_path, "云川市规则", "云川"))
    with pytest.raises(ProfileWrong, match="请给新的文件换一个名字"):
        take_in(profile(tmp_path, name, "另一套"))
    assert rule_book("云川市规则").name == "云川"


def test_wrong_profile_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "错.toml"
    path.write_text("name = 3", "utf-8")
    with pytest.raises(ProfileWrong):
        take_in(path)
    assert "错" not in profile_names()


def test_profile_that_is_on_another_machine_is_named() -> None:
    with pytest.raises(ProfileWrong, match="这台电脑上没有这套规则"):
        rule_book("青岭省规则")
