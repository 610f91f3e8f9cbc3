"""The search of the public catalogue, run by a real engine over a small page."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.export import ExportRow, site, write_folder

pytestmark = pytest.mark.qt

PAGE = """
var made = {};
function element(name) {
  return {
    name: name, hidden: false, textContent: "", value: "", href: "", children: [], listeners: {}, dataset: {},
    append: function (child) { this.children.push(child); if (child.name === "script") { waiting.push(child); } },
    addEventListener: function (kind, act) { this.listeners[kind] = act; },
    insertRow: function () { var row = element("tr"); this.children.push(row); return row; },
    insertCell: function () { var cell = element("td"); this.children.push(cell); return cell; },
    replaceChildren: function () { this.children = []; },
  };
}
var waiting = [];
var window = this;
var document = {
  documentElement: element("html"),
  head: element("head"),
  getElementById: function (id) {
    if (!made[id]) { made[id] = element(id); made[id].tBodies = [element("tbody")]; }
    return made[id];
  },
  createElement: element,
};
function typed(text) { made.search.value = text; made.search.listeners.input(); }
function shown() {
  return made.found.tBodies[0].children.map(function (row) {
    return row.children.map(function (cell) { return cell.children[0].textContent; });
  });
}
"""


class Browser:
    """The page of the catalogue in a folder, as far as its search needs one."""

    def __init__(self, folder: Path, parts: int) -> None:
        from PySide6.QtQml import QJSEngine

        self.folder = folder
        self.engine = QJSEngine()
        self.run(PAGE)
        self.run(f"document.documentElement.dataset.parts = '{parts}'")
        self.run((folder / "assets" / "search.js").read_text("utf-8"))

    def run(self, script: str) -> Any:
        value = self.engine.evaluate(script)
        assert not value.isError(), value.toString()
        return value.toVariant()

    def type(self, text: str) -> None:
        self.run(f"typed({json.dumps(text)})")
        while int(self.run("waiting.length")):
            source = self.run("waiting[0].src")
            self.run((self.folder / source).read_text("ascii"))
            self.run("waiting.shift().onload()")

    @property
    def found(self) -> list[list[str]]:
        found: list[list[str]] = self.run("shown()")
        return found

    @property
    def told(self) -> str:
        return str(self.run("made.told.textContent"))


@pytest.fixture
def browser(
    qapp: Any,  # noqa: ARG001 - an engine needs an application
    make_row: Callable[..., ExportRow],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Browser:
    monkeypatch.setattr(site, "IN_A_PART", 2)
    rows = [
        make_row({"title": "城市照明管理办法", "doc_number": "云川府规〔2026〕2号"}, record_id=1),
        make_row({"title": "</script><b>𠮷田街更名", "issuers": ("云川市民政局",)}, record_id=2),
        make_row({"title": "防火\u202e通告", "date": "2026-01-25"}, record_id=3),
    ]
    write_folder("html", rows, tmp_path)
    return Browser(tmp_path, 2)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("照明", ["城市照明管理办法"]),
        ("云川府规[2026]2号", ["城市照明管理办法"]),
        ("（２０２６） 照 明", ["城市照明管理办法"]),
        ("𠮷", ["</script><b>𠮷田街更名"]),
        ("民政局 更名", ["</script><b>𠮷田街更名"]),
        ("火通", ["防火\u202e通告"]),
        ("2026-01-25", ["防火\u202e通告"]),
        ("没有的字", []),
    ],
)
def test_what_is_typed_is_found(browser: Browser, text: str, titles: list[str]) -> None:
    browser.type(text)
    assert [line[1] for line in browser.found] == titles
    assert browser.told == (f"找到 {len(titles)} 件。" if titles else "没有找到。")
    assert browser.run("made.all.hidden") is True


def test_an_empty_search_shows_the_whole_list_again(browser: Browser) -> None:
    browser.type("照明")
    browser.type(" ")
    assert browser.run("[made.all.hidden, made.found.hidden]") == [False, True]


def test_a_hit_leads_to_its_page(browser: Browser) -> None:
    browser.type("照明")
    address = browser.run("made.found.tBodies[0].children[0].children[1].children[0].href")
    assert (browser.folder / address).is_file()


def test_data_that_are_missing_are_told(browser: Browser) -> None:
    browser.run("typed('照明')")
    browser.run("waiting.shift().onerror()")
    assert "data/1.js" in browser.told
