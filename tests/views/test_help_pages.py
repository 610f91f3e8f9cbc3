"""The help pages: complete, true to the actions, and without dead ends."""

from __future__ import annotations

import re

import pytest

from desktop import paths
from desktop.views.actions import ACTIONS, SPEC_BY_NAME
from desktop.views.guide.help_pages import ORDER, HelpPage, filled, load_pages, page_for, search
from desktop.views.keys.groups import grouped

FOLDER = paths.resources() / "help"
PAGES = load_pages(FOLDER)


@pytest.fixture(params=ORDER)
def page(request: pytest.FixtureRequest) -> HelpPage:
    return PAGES[request.param]


def test_every_file_is_in_the_index() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == set(ORDER)


def test_page_has_a_title_and_something_to_say(page: HelpPage) -> None:
    assert page.text.startswith(f"# {page.title}\n")
    assert len(page.text) > 200


def test_links_lead_to_pages(page: HelpPage) -> None:
    assert set(page.links) <= set(ORDER)


def test_pictures_exist_in_both_tones(page: HelpPage) -> None:
    files = [f"{name}-{tone}.png" for name in page.pictures for tone in ("light", "dark")]
    assert all((paths.resources() / "screenshots" / file).is_file() for file in files)


def test_places_for_keys_name_actions(page: HelpPage) -> None:
    assert set(page.actions) <= set(SPEC_BY_NAME)


def test_page_names_no_key_of_an_action_literally(page: HelpPage) -> None:
    keys = {keys for spec in ACTIONS for keys in spec.keys if len(keys) > 1}
    assert not keys & set(re.findall(r"\*\*([^*{}]+)\*\*", page.text)) - {"F1"}


def test_every_page_can_be_reached_from_the_first() -> None:
    reached, ahead = set(), [ORDER[0]]
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead.extend(PAGES[name].links)
    assert reached == set(ORDER)


def test_every_action_has_a_help_page_and_a_tip() -> None:
    assert all(spec.help in ORDER and spec.tip and "<" not in spec.tip for spec in ACTIONS)


def test_every_action_is_told_of_in_the_help_or_on_the_cheat_sheet() -> None:
    help_text = "".join(page.text for page in PAGES.values())
    told = {name for page in PAGES.values() for name in page.actions}
    on_sheet = {spec.name for specs in grouped().values() for spec in specs if spec.keys}
    untold = [
        spec.name
        for spec in ACTIONS
        if spec.name not in told | on_sheet
        and spec.text.rstrip("…") not in help_text
        and not spec.name.startswith("field-")
    ]
    assert untold == []


def test_keys_stand_in_their_places_untouched_by_markdown() -> None:
    page = HelpPage("x", "# 甲\n按 **{approve}** 或 {undo}。")
    assert filled(page, {"approve": "Ctrl+_", "undo": "Ctrl+Z"}.__getitem__) == "# 甲\n按 **Ctrl+\\_** 或 Ctrl+Z。"


def test_search_finds_pages_with_all_words_titles_first() -> None:
    hits = search(PAGES.values(), "导出")
    assert hits[0].page.name == "export"
    assert all("导出" in hit.page.text for hit in hits)
    assert search(PAGES.values(), "导出 没有这样的字") == []


def test_help_opens_at_the_first_page_named_from_the_focus_outwards() -> None:
    assert page_for([None, "no such page", "queue", "fields"]) == "queue"
    assert page_for([None]) == "start"
