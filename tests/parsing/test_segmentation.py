"""Where documents begin and end, in the layouts and with the traps that gazettes hold."""

from __future__ import annotations

import pytest

from desktop.domain.text import SourceText, Span
from desktop.parsing.contents import read_contents
from desktop.parsing.lines import lines_of, mark_heads
from desktop.parsing.masthead import imprint_start, read_issue
from desktop.parsing.outline import Outline
from desktop.parsing.segmentation import outline

LEAD = "各县人民政府，市级各部门：\n现将有关事项通知如下，请认真贯彻执行。\n一、总体要求\n坚持统筹推进，抓好落实。\n"
SIGNED = "云川市人民政府\n2024年1月8日\n"


def outlines(text: str, kind: str = "txt") -> tuple[SourceText, tuple[Outline, ...]]:
    source = SourceText("x.txt", "", kind, text)
    lines = lines_of(source)
    contents = read_contents(lines)
    lines = mark_heads(lines, contents.columns)
    issue = read_issue(lines, contents.last_line)
    return source, outline(source, lines, contents, imprint_start(lines) if issue else None)


def titles(text: str, kind: str = "txt") -> list[str]:
    source, found = outlines(text, kind)
    return ["".join("".join(source.slice(span).split()) for span in one.title) for one in found]


def numbers(text: str) -> list[str | None]:
    source, found = outlines(text)
    return [source.slice(one.number) if one.number else None for one in found]


A = "云川市人民政府关于做好植树工作的通知\n云府发〔2024〕1号\n" + LEAD + SIGNED
B = "云川市人民政府关于做好护林工作的通知\n云府发〔2024〕2号\n" + LEAD + SIGNED
TITLES = ["云川市人民政府关于做好植树工作的通知", "云川市人民政府关于做好护林工作的通知"]

AMENDED = (
    "青岭省人民政府令\n第215号\n《青岭省人民政府关于修改〈青岭省城镇供水办法〉的决定》已经2021年3月2日省人民政府常务会议通过，现予公布。\n"
    "省长　王岭川\n2021年3月10日\n青岭省人民政府关于修改《青岭省城镇供水办法》的决定\n"
    "省人民政府决定，对《青岭省城镇供水办法》作如下修改：\n一、将第五条修改为：“加强供水管理。”\n"
)


def test_an_order_and_the_decision_that_it_makes_public_are_one_document() -> None:
    assert titles(AMENDED) == ["青岭省人民政府关于修改《青岭省城镇供水办法》的决定"]


def test_a_report_is_known_by_the_meeting_it_was_given_to() -> None:
    given = "政府工作报告\n——2024年1月15日在云川市第六届人民代表大会第四次会议上\n云川市市长　褚怀远\n"
    text = given + "各位代表：\n现在，我报告工作。\n"
    assert titles(text) == ["政府工作报告"]


def test_a_chronicle_belongs_to_no_document() -> None:
    source, found = outlines(A + B + "2024年1月大事记\n1月3日　召开市政府常务会议。\n1月8日　开工。\n")
    assert [one.last_line for one in found] == [8, 16]
    assert source.line_count == 20


def test_minutes_are_known_by_their_organ_and_kind() -> None:
    text = "2023年5月8日，市政府召开专题会议，研究内涝治理工作。现纪要如下：\n一、抓紧治理。\n"
    assert titles("云川市人民政府专题会议纪要\n〔2023〕15号\n" + text) == ["云川市人民政府专题会议纪要"]


HEADS = {
    "number below the title": A + B,
    "number in brackets": (A + B).replace("云府发〔2024〕1号", "（云府发〔2024〕1号）"),
    "number above the title": "".join(
        f"云府发〔2024〕{count}号\n{title}\n{LEAD}{SIGNED}" for count, title in enumerate(TITLES, 1)
    ),
    "title over many lines": A
    + B.replace("云川市人民政府关于做好护林工作的通知", "云川市人民政府\n关于做好\n护林工作的\n通知"),
    "page break inside the head": A.replace("\n云府发", "\n\n# Page 12:\n云府发")
    + B.replace("\n各县", "\n- 13 -\n各县"),
    "letter-spaced title": A + B.replace("关于做好护林工作的通知", "\n关 于 做 好 护 林 工 作 的 通 知"),
    "signatory beside the number": A.replace("云府发〔2024〕1号", "云府发〔2024〕1号　　签发人：褚怀远") + B,
    "note between title and number": A.replace("\n云府发", "\n（2024年1月5日第3次常务会议通过）\n云府发") + B,
    "end without signature": A.replace(SIGNED, "") + B,
    "lists before the next title": A + "附件\n先进集体名单\n云川机械有限公司\n云川纺织有限公司\n" + B,
    "table before the next title": A
    + "附件\n序号\t文号\t标题\n1\t云府发〔2020〕3号\t云川市人民政府关于植树的通知\n"
    + B,
}


@pytest.mark.parametrize("text", HEADS.values(), ids=HEADS)
def test_heads_are_found(text: str) -> None:
    assert titles(text) == TITLES


def test_the_evidence_is_told_in_words() -> None:
    _, (_, second) = outlines(A + B)
    assert second.evidence == ("发文字号独占一行，其上为完整标题", "前一件公文已落款")


def test_a_document_reaches_from_its_title_to_the_line_before_the_next() -> None:
    _, found = outlines(A + "\n\n# Page 3:\n\n" + B)
    count = A.count("\n")
    assert [(one.first_line, one.last_line) for one in found] == [(1, count), (count + 5, count * 2 + 4)]


def test_a_running_head_with_the_name_of_the_gazette_names_the_column() -> None:
    head = "云川市人民政府公报2024年第1期　　部门文件\n"
    text = f"{head}{A}{head}第一条\n{head}第二条\n{B}"
    source = SourceText(
        "x.pdf",
        "",
        "pdf",
        text,
        margins=tuple(Span(found, found + len(head)) for found in range(len(text)) if text.startswith(head, found)),
    )
    lines = lines_of(source)
    assert [one.column for one in outline(source, lines, read_contents(lines))] == ["部门文件", "部门文件"]


def test_joint_organs_above_the_title_belong_to_it() -> None:
    organs = "云川市财政局\n云川市教育局\n云川市民政局\n云川市残疾人联合会\n"
    text = A + organs + "关于印发《困难家庭学生资助办法》的通知\n云财规〔2024〕3号\n" + LEAD
    assert (
        titles(text)[1]
        == "云川市财政局云川市教育局云川市民政局云川市残疾人联合会关于印发《困难家庭学生资助办法》的通知"
    )


def test_a_title_need_not_end_in_a_kind_where_its_number_stands_below() -> None:
    text = A + "云川市人民政府办公室关于促进夜间消费的若干措施\n云府办发〔2024〕9号\n为促进消费，制定本措施。\n"
    assert titles(text)[1] == "云川市人民政府办公室关于促进夜间消费的若干措施"


CATALOGUE = "\n".join(
    f"{count}\n市林业局\n云川市人民政府关于植树{count}的通知\n云府发〔2020〕{count}号\n2020年3月{count}日\n继续有效"
    for count in range(1, 9)
)


def test_the_cells_of_a_catalogue_are_no_documents() -> None:
    assert titles(A + "附件\n继续有效的文件目录\n" + CATALOGUE + "\n" + B) == TITLES


def test_numbers_cited_in_sentences_are_no_heads() -> None:
    cited = (
        "根据《云川市人民政府关于做好护林工作的通知》（云府发〔2023〕9号）和\n云府发〔2022〕8号\n文件要求，抓好落实。\n"
    )
    assert titles(A.replace("坚持统筹推进，抓好落实。\n", cited) + B) == TITLES


FORWARD = (
    "云川市人民政府办公室转发市林业局关于做好植树工作意见的通知\n云府办发〔1996〕2号\n各县人民政府：\n"
    "市林业局《关于做好植树工作的意见》已经市政府同意，现转发给你们。\n云川市人民政府办公室\n一九九六年二月五日\n"
    "关于做好植树工作的意见\n市人民政府：\n近年来植树工作进展较快。\n云川市林业局\n一九九六年一月二十五日\n"
)


def test_what_a_document_forwards_belongs_to_it() -> None:
    assert titles(FORWARD + B) == ["云川市人民政府办公室转发市林业局关于做好植树工作意见的通知", TITLES[1]]


def test_the_full_original_that_a_document_forwards_belongs_to_it() -> None:
    text = (
        "云川市人民政府办公室转发青岭省人民政府办公厅关于做好植树工作的通知\n云府办发〔2024〕2号\n" + LEAD + SIGNED
        + "青岭省人民政府办公厅关于做好植树工作的通知\n青政办发〔2024〕8号\n各市人民政府：\n请抓好落实，确保完成。\n"
    )  # fmt: skip
    assert len(titles(text + B)) == 2


ORDER = (
    "{}\n{}\n《云川市湖泊保护办法》已经市政府第3次常务会议通过，现予公布，自2024年3月1日起施行。\n"
    "市长　褚怀远\n2024年1月9日\n"
)
ENCLOSED = "云川市湖泊保护办法\n第一条 为了保护湖泊，制定本办法。\n第二条 本办法自2024年3月1日起施行。\n"


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("云川市人民政府令", "第12号"),
        ("云川市人民政府令", "第 12 号"),
        ("云川市人民政府\n令", "第十二号"),
        ("云川市人民代表大会常务委员会公告", "〔十四届〕第12号"),
        ("住房和城乡建设部公告", "2024年第12号"),
    ],
)
def test_an_order_is_called_by_what_it_makes_public(name: str, number: str) -> None:
    text = A + ORDER.format(name, number) + ENCLOSED + B
    assert titles(text) == [TITLES[0], "云川市湖泊保护办法", TITLES[1]]
    assert numbers(text)[1] is None


def test_an_announcement_has_its_number_below_its_title() -> None:
    text = (
        A + "云川市财政局 云川市税务局关于契税事项的公告\n云川市财政局 云川市税务局公告2024年第2号\n"
        "现将有关事项公告如下，请遵照执行。\n" + B
    )
    assert titles(text) == [TITLES[0], "云川市财政局云川市税务局关于契税事项的公告", TITLES[1]]


ITEMS = (
    "七、西部\n（一）云川\n1. 云川市人民政府办公室关于印发云川市优化\n"
    "营商环境工作要点的通知（2024 年5 月4 日）\n云府办发〔2024〕29 号\n"
    + LEAD
    + "1.加强领导。\n2.落实责任，强化考核。\n# Page 12:\n"
    "2.\n云川市林业局关于植树的通知\n（2024年6月1日）\n"
    + LEAD
    + "（二）青岭\n1. 青岭省人民政府关于护林的通知（2024年7月1\n日）\n青政发〔2024〕3号\n"
    + LEAD
)


def test_the_items_of_a_compilation() -> None:
    source, found = outlines(ITEMS)
    assert titles(ITEMS) == [
        "云川市人民政府办公室关于印发云川市优化营商环境工作要点的通知",
        "云川市林业局关于植树的通知",
        "青岭省人民政府关于护林的通知",
    ]
    assert [one.column for one in found] == ["云川", "云川", "青岭"]
    assert source.slice(source.line_span(found[0].last_line)) == "2.落实责任，强化考核。"
    assert source.slice(source.line_span(found[1].first_line)) == "2."
    assert source.slice(source.line_span(found[1].last_line)) == "坚持统筹推进，抓好落实。"


def test_items_with_chinese_numerals_and_the_number_in_brackets() -> None:
    text = (
        f"一、云川市人民政府关于植树的通知（云府发〔2024〕1号）\n"
        f"{LEAD}{SIGNED}二、云川市人民政府关于护林的意见（云府发〔2024〕2号）\n{LEAD}"
    )
    assert titles(text) == [
        "云川市人民政府关于植树的通知（云府发〔2024〕1号）",
        "云川市人民政府关于护林的意见（云府发〔2024〕2号）",
    ]
    assert numbers(text) == ["云府发〔2024〕1号", "云府发〔2024〕2号"]


GAZETTE = (
    "云川市人民政府公报\n2024年第1期\n目录\n市政府文件\n"
    "云川市人民政府关于植树的公告…3\n云川市人民政府关于护林的通知…5\n人事任免\n云川市人民政府关于乔岳任职的通知…8\n"
)
UNNUMBERED = (
    "云川市人民政府\n关于植树的公告\n现就植树有关事项公告如下，请遵照执行。\n市政府文件\n云川市人民政府关于护林的通知\n"
    + LEAD
    + SIGNED
    + "云川市人民政府关于乔岳任职的通知\n市政府决定，任命乔岳为市林业局局长。\n"
    + SIGNED
    + "主办单位：云川市人民政府办公室\n印刷单位：云川印务有限公司\n"
)


def test_documents_that_only_the_contents_list_tells_of() -> None:
    source, found = outlines(GAZETTE + UNNUMBERED)
    assert titles(GAZETTE + UNNUMBERED) == [
        "云川市人民政府关于植树的公告", "云川市人民政府关于护林的通知", "云川市人民政府关于乔岳任职的通知",
    ]  # fmt: skip
    assert [one.column for one in found] == ["市政府文件", "市政府文件", "人事任免"]
    assert source.slice(source.line_span(found[-1].last_line)) == "2024年1月8日"


PAGE = (
    "首页\n政务公开\n搜索热词： 社保 医保\n当前位置： 首页 > 政策\n文　　号：云府规〔2024〕7号\n"
    "{}\n分享到\n-\n{}\n{}\n" + LEAD + SIGNED + "公开方式：主动公开\n【 返回顶部 】\n扫一扫在手机打开当前页\n政策解读\n"
    "云川市人民政府 版权所有\n市林业局\n市财政局\n"
)


def test_a_saved_page_holds_its_document_between_navigation_and_footer() -> None:
    text = PAGE.format(TITLES[0], "云府规〔2024〕7号", TITLES[0])
    source, found = outlines(text, "html")
    assert titles(text, "html") == [TITLES[0]]
    assert source.slice(source.line_span(found[0].first_line)) == "云府规〔2024〕7号"
    assert source.slice(source.line_span(found[0].last_line)) == "公开方式：主动公开"


def test_a_single_text_keeps_what_stands_above_its_title() -> None:
    text = "000012\n机密★1年\n特急\n云川市人民政府文件\n" + A
    _, found = outlines(text)
    assert [(one.first_line, one.last_line) for one in found] == [(1, 4 + A.count("\n"))]


@pytest.mark.parametrize("text", ["", "\n\n", "序号\t名称\n", "云川", "：\n：\n号\n）\n日"])
def test_odd_texts_have_no_or_one_document(text: str) -> None:
    assert len(outlines(text)[1]) <= 1
