"""search on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_samples import TITLES, Run, assert_told

from desktop.store import Store


def test_hits_are_listed_with_their_places(run: Run, store: Path) -> None:
    ran = run("search", "照明", "--store", store)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "共 1 篇，这里是第 1–1 篇。",
        f"1. {TITLES[0].replace('照明', '【照明】')}  云川府规〔2026〕2号  2026-01-25  待核",
        "   记录 1，来源 1（云川公报.txt），正文里 1 处",
        f"   第 1 行：{TITLES[0].replace('照明', '【照明】')}",
    ]


def test_hits_are_given_as_json(run: Run, store: Path) -> None:
    told = json.loads(run("search", "（２０２６）", "2号", "--store", store, "--json").out)
    assert {key: told[key] for key in ("schema", "query", "count", "offset")} == {
        "schema": 1,
        "query": "（２０２６） 2号",
        "count": 1,
        "offset": 0,
    }
    (hit,) = told["hits"]
    assert (hit["id"], hit["source"], hit["in_title"], hit["places"]) == (1, "云川公报.txt", True, 0)
    (excerpt,) = hit["excerpts"]
    assert (excerpt["field"], excerpt["text"], excerpt["marks"]) == ("doc_number", "云川府规〔2026〕2号", [[4, 12]])


def test_pages_filters_and_orders_are_obeyed(run: Run, store: Path) -> None:
    def found(*more: object) -> list[int]:
        told = json.loads(run("search", "云川市", "--store", store, "--json", *more).out)
        return [hit["id"] for hit in told["hits"]]

    assert found() == [1, 2, 3, 4]
    assert found("--limit", 3) == [1, 2, 3]
    assert found("--limit", 3, "--page", 2) == [4]
    assert found("--limit", 3, "--page", 3) == []
    assert found("--year", 2026, "--source", 1) == [1, 2, 3, 4]
    assert found("--year", 2025) == []
    assert found("--attribute", "未定", "--status", "待核", "--order", "最早") == [1, 2, 3, 4]
    assert found("--genre", "通知") == found("--issuer", "云川市人民政府") == found("--column", "政府文件") == []


def test_nothing_found_is_an_answer(run: Run, store: Path) -> None:
    ran = run("search", "没有这样的字", "--store", store)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("没有找到。")
    beyond = run("search", "云川", "--page", 9, "--store", store)
    assert (beyond.status, beyond.out) == (0, "共 4 篇，没有这一页。\n")


@pytest.mark.parametrize("typed", [(), ("",), ("非", "照明"), ("照明", "或")])
def test_what_makes_no_sense_is_answered_in_words(run: Run, store: Path, typed: tuple[str, ...]) -> None:
    ran = run("search", *typed, "--store", store)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.count("。") >= 2


def test_the_index_is_made_anew_when_asked(run: Run, store: Path) -> None:
    ran = run("search", "--rebuild", "--store", store)
    assert (ran.status, ran.out, ran.err) == (0, "", "检索索引已重建。\n")
    assert (store / "search.sqlite").exists()
    assert run("verify", "--store", store).status == 0


def test_a_hostile_text_moves_no_cursor(run: Run, store: Path) -> None:
    with Store.open(store):
        ran = run("search", "\x1b[2J照明", "--store", store)
    assert "\x1b" not in ran.out + ran.err


def test_a_store_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    assert_told(run("search", "照明", "--store", tmp_path / "无"))
