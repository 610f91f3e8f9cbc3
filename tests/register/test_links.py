"""Ties between documents: read from titles and fields, resolved in the register, walked along."""

from __future__ import annotations

import pytest

from desktop.register.entry import Entry, Origin, OriginKind, Reference, Said, Statement, Tie
from desktop.register.links import Links, chain, neighbourhood, of_fields, of_title


@pytest.mark.parametrize(
    ("title", "want"),
    [
        (
            "云川市人民政府办公室转发市水务局《关于节约用水的意见》的通知",
            [Reference(Tie.FORWARDS, "关于节约用水的意见")],
        ),
        ("云川市人民政府批转市水务局关于节约用水意见的通知", [Reference(Tie.FORWARDS, "市水务局关于节约用水意见")]),
        ("云川市人民政府关于修改《云川市植树办法》的决定", [Reference(Tie.AMENDS, "云川市植树办法")]),
        ("关于修订《云川市〈植树〉办法》的通知", [Reference(Tie.AMENDS, "云川市〈植树〉办法")]),
        ("云川市人民政府关于废止《云川市植树办法》的决定", [Reference(Tie.REPEALS, "云川市植树办法")]),
        ("云川市人民政府关于印发云川市植树办法的通知", []),
    ],
)
def test_a_title_tells_what_is_forwarded_or_amended(title: str, want: list[Reference]) -> None:
    assert list(of_title(title)) == want


def test_each_document_is_named_once_by_its_weightiest_tie() -> None:
    found = of_fields(
        "关于甲的办法",
        [("乙", "云府发〔2019〕1号")],
        ["中华人民共和国水法"],
        ["云府发〔2019〕1号", "云府发〔2018〕2号"],
    )
    assert [one.tie for one in found] == [Tie.REPEALS, Tie.BASIS, Tie.CITES]
    assert found[2].number == "云府发〔2018〕2号"


def document(number: int, title: str, doc_number: str = "", *references: Reference) -> Entry:
    said = {"title": Said(title, title), "doc_number": Said(doc_number, doc_number)}
    return Entry(number, (Statement(number, Origin(OriginKind.RECORD, title, record=number), said, references),))


LAW = document(1, "青岭省节约用水条例")
OLD = document(
    2, "云川市人民政府关于印发云川市节水办法的通知", "云府发〔2015〕1号", Reference(Tie.BASIS, "青岭省节约用水条例")
)
NEW = document(
    3,
    "云川市人民政府关于印发云川市节约用水办法的通知",
    "云府发〔2020〕1号",
    Reference(Tie.REPEALS, "云川市节水办法", "云府发[2015]1号"),
    Reference(Tie.BASIS, "青岭省节约用水条例"),
    Reference(Tie.BASIS, "中华人民共和国水法"),
)
AMENDING = document(4, "关于修改《云川市节约用水办法》的决定", "", Reference(Tie.AMENDS, "云川市节约用水办法"))
ALL = (LAW, OLD, NEW, AMENDING)
TITLES = {one.number: one.statements[0].value("title") for one in ALL}


def test_references_are_resolved_by_number_and_by_the_title_of_what_is_carried() -> None:
    links = Links(ALL)
    assert {(one.source, one.reference.tie, one.target) for one in links.all()} == {
        (2, Tie.BASIS, 1),
        (3, Tie.REPEALS, 2),
        (3, Tie.BASIS, 1),
        (3, Tie.BASIS, None),
        (4, Tie.AMENDS, 3),
    }
    assert [one.reference.title for one in links.open] == ["中华人民共和国水法"]
    assert {one.source for one in links.to(1)} == {2, 3}


def test_the_key_of_a_reference_stays_when_its_document_arrives() -> None:
    before = Links((NEW,))
    after = Links(ALL)
    assert {one.key for one in before.of(3)} == {one.key for one in after.of(3)}


def test_neighbourhood_shows_open_references_and_both_directions() -> None:
    graph = neighbourhood(Links(ALL), TITLES, 3)
    assert {node.entry for node in graph.nodes} == {0, 1, 2, 3, 4}
    ranks = {node.entry: node.rank for node in graph.nodes}
    assert (ranks[3], ranks[4], ranks[2], ranks[1]) == (0, 1, -1, -1)
    assert len(graph.edges) == 4
    wider = neighbourhood(Links(ALL), TITLES, 3, reach=2)
    assert len(wider.edges) == 5
    small = neighbourhood(Links(ALL), TITLES, 3, most=2)
    assert (len(small.nodes), small.more) == (2, 3)


def test_chain_goes_down_to_the_law_and_up_to_what_replaced_it() -> None:
    graph = chain(Links(ALL), TITLES, 2)
    assert {node.entry: node.rank for node in graph.nodes} == {2: 0, 1: -1, 3: 1, 4: 2}


def test_a_circle_of_repeals_ends() -> None:
    one = document(1, "甲", "", Reference(Tie.REPEALS, "乙"), Reference(Tie.BASIS, "乙"))
    other = document(2, "乙", "", Reference(Tie.REPEALS, "甲"), Reference(Tie.BASIS, "甲"))
    links = Links((one, other))
    assert len(chain(links, {1: "甲", 2: "乙"}, 1).nodes) == 2
    assert len(neighbourhood(links, {1: "甲", 2: "乙"}, 1, reach=5).nodes) == 2


def test_a_title_that_fits_several_documents_names_them_all() -> None:
    twin = document(5, "青岭省节约用水条例")
    (link,) = Links((LAW, OLD, twin)).all()
    assert (link.target, link.others) == (1, (5,))
