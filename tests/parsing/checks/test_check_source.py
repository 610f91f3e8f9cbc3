"""The parts of an issue against each other: contents list, numbers, organs."""

from time import process_time

import pytest
from checking import document, source_of

from desktop.domain.document import ContentsEntry, Issue
from desktop.domain.text import Page, SourceText, Span
from desktop.parsing.checks import check_source

TITLES = ("云川市人民政府关于植树的通知", "云川市人民政府关于护林防火的命令", "云川市人民政府关于河道管理的通告")
BODY = "\n正文。\n".join(TITLES)
ISSUE = Issue("云川市人民政府公报", 2024, 1)


def entries(*titles: str, number: str | None = None, pages: tuple[int, ...] = ()) -> tuple[ContentsEntry, ...]:
    return tuple(
        ContentsEntry(title, None, number, pages[index] if pages else None, Span(0, 2))
        for index, title in enumerate(titles)
    )


def codes_of(source: SourceText, contents: tuple[ContentsEntry, ...], titles: tuple[str, ...] = TITLES) -> list[str]:
    whole, _ = check_source(source, ISSUE, contents, tuple(document(source, title) for title in titles))
    return [anomaly.code for anomaly in whole]


@pytest.mark.parametrize(
    ("listed", "found"),
    [
        (TITLES, []),
        ((TITLES[0].replace("市人民", "市 人民"), *TITLES[1:]), []),
        (TITLES[:2], ["document-not-in-contents"]),
        ((*TITLES, "云川市财政局关于公布决算的公告"), ["contents-entry-without-document"]),
        ((TITLES[0].replace("植树", "植树造林"), *TITLES[1:]), ["contents-title-differs"]),
        (("某省水利厅关于灌溉的复函", "某县教育局关于招生的通知", TITLES[0]), []),
        ((), []),
    ],
    ids=["same", "blanks only", "one left out", "one too many", "other title", "list of something else", "no list"],
)
def test_contents_list_is_compared_with_the_body(listed: tuple[str, ...], found: list[str]) -> None:
    assert codes_of(source_of(BODY), entries(*listed)) == found


def test_a_differing_title_says_where() -> None:
    source = source_of(BODY)
    contents = entries(TITLES[0].replace("人民政府", "人民政府府"), *TITLES[1:])
    whole, _ = check_source(source, ISSUE, contents, tuple(document(source, title) for title in TITLES))
    assert whole[0].message.startswith("目录中的标题与正文不一致：目录多“府”")


def test_page_numbers_are_compared_where_pages_print_theirs() -> None:
    starts = [BODY.index(title) for title in TITLES]
    ends = [*starts[1:], len(BODY)]
    pages = tuple(Page(Span(start, end), str(page)) for start, end, page in zip(starts, ends, (3, 5, 8), strict=True))
    source = SourceText("x.txt", "", "txt", BODY, pages)
    assert codes_of(source, entries(*TITLES, pages=(3, 5, 8))) == []
    assert codes_of(source, entries(*TITLES, pages=(3, 5, 9))) == ["contents-page-differs"]


def test_the_number_in_the_list_is_compared() -> None:
    text = f"{TITLES[0]}\n云川府发〔2024〕1号\n正文。"
    source = source_of(text)
    body = (document(source, TITLES[0], "云川府发〔2024〕1号"),)
    for listed, found in (("云川府发[2024]1号", []), ("云川府发〔2024〕2号", ["contents-number-differs"])):
        whole, _ = check_source(source, ISSUE, entries(TITLES[0], number=listed), body)
        assert [anomaly.code for anomaly in whole] == found


@pytest.mark.parametrize(
    ("serials", "found"),
    [((1, 2, 4), ["series-gap"]), ((1, 3), ["series-gap"]), ((1, 2, 3), []), ((1, 9), []), ((1, 20, 45), [])],
    ids=["one missing", "one between two", "complete", "far apart", "scattered"],
)
def test_a_gap_in_a_dense_series_is_told(serials: tuple[int, ...], found: list[str]) -> None:
    numbers = [f"云川府发〔2024〕{serial}号" for serial in serials]
    source = source_of("\n".join(numbers))
    body = tuple(document(source, "", number) for number in numbers)
    whole, _ = check_source(source, ISSUE, (), body)
    assert [anomaly.code for anomaly in whole] == found


def test_the_same_number_twice_is_told_for_both() -> None:
    source = source_of("甲通知\n云川府发〔2024〕1号\n乙通知\n云川府发〔2024〕1号")
    body = (document(source, "甲通知", "云川府发〔2024〕1号"), document(source, "乙通知", "云川府发〔2024〕1号"))
    _, by_document = check_source(source, None, (), body)
    assert {index: [one.code for one in found] for index, found in by_document.items()} == {
        0: ["duplicate-number"],
        1: ["duplicate-number"],
    }


@pytest.mark.parametrize(
    ("text", "body", "wrong"),
    [
        (
            "",
            [("青府办发〔2024〕1号", "云川市人民政府办公室"), ("青府办发〔2024〕2号", "青禾市人民政府办公室")],
            [0],
        ),
        (
            "",
            [("云府办发〔2024〕1号", "云川市人民政府办公室"), ("云府办发〔2024〕2号", "云川市人民政府办公室")],
            [],
        ),
        (
            "根据《青禾市林业局关于护林的通知》（青林发〔2023〕7号）的要求执行。",
            [("青林发〔2024〕1号", "云川市林业局")],
            [0],
        ),
        (
            "根据《云川市林业局关于护林的通知》（云林发〔2023〕7号）的要求执行。",
            [("云林发〔2024〕1号", "云川市林业局")],
            [],
        ),
    ],
    ids=["other document", "same organ", "cited for another organ", "cited for the same organ"],
)
def test_a_code_of_another_organ_is_learnt_from_the_issue(
    text: str, body: list[tuple[str, str]], wrong: list[int]
) -> None:
    source = source_of("\n".join([*(number for number, _ in body), text]))
    documents = tuple(document(source, "", number, (organ,)) for number, organ in body)
    _, by_document = check_source(source, None, (), documents)
    assert [index for index, found in by_document.items() if found] == wrong
    assert all(one.code == "organ-code-mismatch" for found in by_document.values() for one in found)


def test_many_documents_of_one_organ_are_compared_in_bounded_time() -> None:
    source = source_of("云川市人民政府关于植树的通知\n")
    many = tuple(document(source, "", f"云府发〔2024〕{number}号", ("云川市人民政府",)) for number in range(1, 8_001))
    begun = process_time()
    check_source(source, ISSUE, (), many)
    assert process_time() - begun < 4
