"""The help pages against the program: what they name in quotes or as a key is there, under that name."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from desktop import paths
from desktop.views.actions import ACTIONS, SPEC_BY_NAME
from desktop.views.guide.help_pages import ORDER, load_pages
from tests.house.source import PACKAGE, tree

PAGES = load_pages(paths.resources() / "help")
WHERE = ("views", "widgets", "itemmodels", "domain", "review")
LITERAL_KEYS = {"Enter", "Esc", "Tab", "F1", "Shift+Enter", "Delete", "Ctrl+C", "Ctrl+V", "I", "F", "↑ ↓", "↓"}
"""Keys that are no action's: of editors, lists and tables, and F1 in the list of the search."""
SPOKEN = {"第几件"}
"""Words in quotes that stand for others: 第 3 件."""


def plain(words: str) -> str:
    """Return words as a person names them: without the letter of a menu and without dots."""
    return re.sub(r"\(&.\)", "", words).rstrip("…")


@cache
def said() -> frozenset[str]:
    """Return every piece of text that the program shows somewhere."""
    found = {plain(spec.text) for spec in ACTIONS} | {plain(spec.menu) for spec in ACTIONS}
    for part in WHERE:
        for path in (PACKAGE / part).rglob("*.py"):
            for node in ast.walk(tree(path)):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(plain(node.value.strip()))
                    found.add(node.value.partition("（")[0])
    return frozenset(found)


@pytest.mark.parametrize("name", ORDER)
def test_what_a_page_quotes_is_a_name_in_the_program(name: str) -> None:
    quoted = [part for words in re.findall("“([^”]+)”", PAGES[name].text) for part in re.split("、| / ", words)]
    assert [words for words in quoted if plain(words) not in said() | SPOKEN] == []


@pytest.mark.parametrize("name", ORDER)
def test_a_bold_key_is_an_actions_or_a_known_one(name: str) -> None:
    bold = re.findall(r"\*\*([A-Z↑↓][A-Za-z0-9+ ↑↓]*)\*\*", PAGES[name].text)
    assert set(bold) <= LITERAL_KEYS


@pytest.mark.parametrize("name", ORDER)
def test_a_command_said_to_be_in_a_menu_is_in_that_menu(name: str) -> None:
    told = re.findall(r"“(\w+)”菜单里?的?“([^”]+)”", PAGES[name].text)
    held = {(plain(spec.menu), words) for spec in ACTIONS for words in (plain(spec.text), spec.submenu)}
    assert {(menu, plain(words)) for menu, words in told} <= held | {("文件", "最近")}


@pytest.mark.parametrize("name", sorted(SPEC_BY_NAME))
def test_a_place_for_keys_stands_for_an_action_that_has_some(name: str) -> None:
    """A page that says “press {…}” of an action without keys would read as nonsense."""
    if not SPEC_BY_NAME[name].keys:
        assert [page.name for page in PAGES.values() if name in page.actions] == []


DIALOGS = [
    (path.stem, node)
    for path in sorted((PACKAGE / "views").glob("*.py"))
    for node in tree(path).body
    if isinstance(node, ast.ClassDef) and "QDialog" in map(ast.unparse, node.bases) and node.name != "HelpWindow"
]


@pytest.mark.parametrize("dialog", [node for _, node in DIALOGS], ids=lambda node: node.name)
def test_every_dialog_names_a_help_page_that_there_is(dialog: ast.ClassDef) -> None:
    named = re.findall(r"setProperty\((?:'help'|HELP), '(\w+)'\)", ast.unparse(dialog))
    assert len(named) == 1
    assert named[0] in ORDER
