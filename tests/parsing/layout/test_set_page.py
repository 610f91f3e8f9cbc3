"""A page set from runs alone, whatever library or engine they came from."""

from __future__ import annotations

from itertools import pairwise

from desktop.domain.glyphs import Box
from desktop.domain.page_image import PageSize
from desktop.parsing.readers.layout import Rule, Run, SetPage, TypeArea, set_page
from desktop.parsing.readers.layout.repeats import repeated_margins

A4 = PageSize(595.0, 842.0)
SIZE = 10.0


def run(text: str, left: float, top: float, size: float = SIZE, sure: float | None = None, turn: int = 0) -> Run:
    """Return a run of hanzi, each as wide as the type is large."""
    box = Box(left, top, left + size * len(text), top + size)
    return Run(text, box, size, (), () if sure is None else (sure,) * len(text), turn=turn)


def lines_of(page: SetPage) -> list[str]:
    return [line for line in page.text.split("\n") if line]


def test_a_page_without_runs_has_no_text() -> None:
    assert set_page([], [], A4) == SetPage()
    assert set_page([run("　 ", 50, 50)], [Rule(50, 60, 500, 60)], A4).text == ""


def test_every_code_point_that_is_not_blank_has_the_box_of_its_run() -> None:
    page = set_page([run("云川市人民政府文件", 100, 200, sure=0.9), run("关于植树的通知", 100, 230, sure=0.4)], [], A4)
    glyphs = page.glyphs()
    assert len(glyphs) == len(page.text)
    assert glyphs.box(0) == Box(100, 200, 110, 210)
    assert glyphs.box(page.text.index("植")) == Box(120, 230, 130, 240)
    assert glyphs.box(page.text.index("\n")) is None
    assert (glyphs.sure(0, 9), glyphs.sure(0, len(page.text))) == (0.9, 0.4)


def test_nothing_was_recognised_where_runs_are_not_less_than_sure() -> None:
    assert set_page([run("云川市人民政府文件", 100, 200)], [], A4).glyphs().certainty == b""


def test_pieces_tell_where_the_text_comes_from() -> None:
    page = set_page([run("　　关于植树", 100, 230), run("云川市", 100, 200)], [], A4)
    found = {page.text[piece.start : piece.start + piece.length]: (piece.run, piece.first) for piece in page.pieces}
    assert found == {"云川市": (1, 0), "关于植树": (0, 2)}


def test_turned_runs_are_set_upright_and_keep_their_boxes() -> None:
    runs = [
        Run(text, Box(left, 100, left + 10, 100 + 10 * len(text)), SIZE, turn=1)
        for text, left in (("第一行的文字", 400), ("第二行", 370))
    ]
    page = set_page(runs, [], A4)
    assert lines_of(page) == ["第一行的文字", "第二行"]
    assert page.glyphs().box(1) == Box(400, 110, 410, 120)


def test_a_gutter_that_pages_around_show_divides_a_page_with_little_text() -> None:
    runs = [
        run("甲栏第一行文字", 54, 100),
        run("甲栏第二行", 54, 117),
        run("乙栏第一行文字", 310, 100),
        run("乙栏末行", 310, 117),
    ]
    assert lines_of(set_page(runs, [], A4))[0] == "甲栏第一行文字 乙栏第一行文字"
    page = set_page(runs, [], A4, TypeArea(gutters=(310.0,)))
    assert lines_of(page) == ["甲栏第一行文字", "甲栏第二行", "乙栏第一行文字", "乙栏末行"]
    assert page.area.gutters == (310.0,)


def test_quotation_marks_drawn_apart_stand_where_they_are_printed() -> None:
    text, gaps = "存量住房交易带押过户有关工作", (6, 10)
    lefts = [100 + SIZE * (place + sum(place >= gap for gap in gaps)) for place in range(len(text))]
    boxes = tuple(Box(left, 100, left + SIZE, 110) for left in lefts)
    line = Run(text, Box(100, 100, boxes[-1].right, 110), SIZE, boxes)
    runs = [run("“", 160, 100), run("”", 210, 100), line]
    page = set_page(runs, [], A4)
    assert lines_of(page) == ["存量住房交易“带押过户”有关工作"]
    assert page.glyphs().box(page.text.index("”")) == Box(210, 100, 220, 110)
    assert set_page([*runs[:2], Run(text, line.box, SIZE)], [], A4).lacks_boxes


def test_white_between_full_lines_parts_paragraphs() -> None:
    full = "各县区人民政府应当加强对节约用水工作的领导"
    tops = (100, 115, 130, 155, 170, 185)
    page = set_page([run(full, 54, top) for top in tops], [], A4)
    assert lines_of(page) == [full * 3, full * 3]


def test_a_line_that_ends_early_ends_its_paragraph() -> None:
    full = "各县区人民政府应当加强对节约用水工作的领导"
    page = set_page(
        [run(text, 54, 100 + 15 * row) for row, text in enumerate((full, full[:15], full, full[:5]))], [], A4
    )
    assert lines_of(page) == [full + full[:15], full + full[:5]]


def test_margins_are_whole_lines_in_order() -> None:
    runs = [run("公报", 54, 40, 8), run("正文的文字在这里", 54, 100), run("7", 300, 800, 8)]
    page = set_page(runs, [Rule(54, 52, 541, 52)], A4)
    assert [page.text[span.start : span.end] for span in page.margins] == ["公报", "7"]
    assert page.printed == "7"
    assert all(one.end < other.start for one, other in pairwise(page.margins))


def test_lines_that_repeat_at_one_height_become_margins() -> None:
    pages = [
        set_page([run("云川市公报", 54, 60), run(f"第{number}页的正文文字", 54, 200)], [], A4) for number in range(5)
    ]
    spans = repeated_margins(pages, [A4] * 5)
    assert [page.text[own[0].start : own[0].end] for page, own in zip(pages, spans, strict=True)] == ["云川市公报"] * 5


def test_a_title_that_repeats_below_a_running_head_is_no_margin() -> None:
    rule = Rule(54, 52, 541, 52)
    pages = [
        set_page([run("公报", 54, 40, 8), run("云川市人民政府", 54, 70), run("正文的文字", 54, 200)], [rule], A4)
        for _ in range(5)
    ]
    spans = repeated_margins(pages, [A4] * 5)
    assert [page.text[own.start : own.end] for page, [own] in zip(pages, spans, strict=True)] == ["公报"] * 5


def test_a_head_repeats_where_only_the_page_number_stands_apart() -> None:
    rule = Rule(54, 52, 541, 52)
    pages = [
        set_page([run(str(number), 54, 40, 8), run("云川市公报", 54, 70), run("正文", 54, 200)], [rule], A4)
        for number in range(5)
    ]
    spans = repeated_margins(pages, [A4] * 5)
    heads = [page.text[found[1].start : found[1].end] for page, found in zip(pages, spans, strict=True)]
    assert heads == ["云川市公报"] * 5


def test_very_many_lines_are_no_table() -> None:
    rules = [Rule(0, y / 3, 500, y / 3) for y in range(2_400)] + [Rule(x, 0, x, 800) for x in range(0, 590, 5)]
    assert lines_of(set_page([run("图上的文字", 100, 100)], rules, A4)) == ["图上的文字"]
