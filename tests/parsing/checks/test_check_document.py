"""One document under every check: what is told, what is not, and that no text is too odd."""

import pytest
from checking import check, codes
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.document import Issue
from desktop.domain.fields import ON_ISSUE
from tests.helpers.examples import examples

NOTICE = """云川市人民政府办公室关于做好植树工作的通知
云川府办发〔2024〕3号
各县人民政府：
{body}
云川市人民政府办公室
2024年3月5日"""
ORGANS = "负责（市林业局、市教育局），配合（市林业局、市教育局），宣传（市林业局、市教育局），"


def notice(body: str) -> str:
    return NOTICE.format(body=body)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一、总体要求\n二、主要任务\n四、工作要求", ["numbering-gap"]),
        ("一、总体要求\n二、主要任务\n三、工作要求", []),
        ("（一）加强领导。\n（三）加强宣传。", ["numbering-gap"]),
        ("（一）加强领导。（二）落实责任。\n（三）加强宣传。", []),
        ("第三条 植树应当保活。\n第五条 本办法自印发之日起施行。", ["numbering-gap"]),
        ("第三条 植树应当保活。\n第五条规定的情形除外。", []),
        ("一、总体要求\n二、主要任务\n二、工作要求", ["numbering-repeats"]),
        ("一、总体要求\n（一）目标。\n（二）原则。\n二、任务\n（一）植树。\n（二）护林。", []),
        ("一、总体要求\n（一）目标。\n（二）原则。\n二、任务\n（三）植树。\n（四）护林。", []),
        ("（一）植树。\n1.选苗。\n2.栽种。\n（二）护林。\n1.巡山。\n2.防火。", []),
        ("第一条 将第三条修改为：“第八条 植树应当保活。\n第十条 护林有奖。”\n第二条 本决定自公布之日起施行。", []),
        ("一、总体要求\n附件1\n一、申报范围\n三、申报条件", ["numbering-gap"]),
        ("一、总体要求\n二、主要任务\n附件1\n一、申报范围\n二、申报条件", []),
    ],
    ids=[
        "item left out",
        "items in order",
        "part left out",
        "missing part stands inside the paragraph before",
        "article left out",
        "cross reference is no article",
        "item twice",
        "parts begin anew under each item",
        "parts run on under the next item",
        "points begin anew",
        "articles of a quoted text",
        "annex counts for itself",
        "annex begins anew",
    ],
)
def test_item_numbers_are_followed(text: str, found: list[str]) -> None:
    assert [code for code in codes(text) if code.startswith("numbering")] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("请按要求执行〔市林业局、市财政局)。", ["mismatched-brackets"]),
        ("请按要求执行（市林业局、市财政局)。", []),
        ("按照《云川市植树办法的要求执行。\n请落实。\n请报告。\n请巡查。", ["unpaired-sign"]),
        ("按照“先栽后补\n的原则”执行。", []),
        ("1）选苗。\n2）栽种。", []),
        ("落实植树办法》的要求。", ["unpaired-sign"]),
        ("取值范围为[0,1)。", []),
    ],
    ids=[
        "bracket of another kind",
        "width only",
        "left open",
        "over two lines",
        "item number",
        "never opened",
        "interval",
    ],
)
def test_brackets_are_paired(text: str, found: list[str]) -> None:
    assert codes(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("每棵补助X元。", ["unfilled-blank"]),
        ("每棵补助××万元。", ["unfilled-blank"]),
        ("于2024年X月X日前完成。", ["unfilled-blank", "unfilled-blank"]),
        ("编制《××市重点事项清单》（样表）。", []),
        ("使用X光检查，3×元件。", []),
        ("根据《》的规定执行。", ["empty-brackets"]),
        ("附件1\n植树补助申请表\n申请人____年龄____", ["attachment-unannounced"]),
        ("（由于篇幅太长，省略部分内容）", ["text-omitted"]),
        ("苗木清单（略）。", []),
    ],
    ids=["amount", "amount with unit", "date", "placeholder name", "no blank", "title", "form", "left out", "略"],
)
def test_blanks_are_found_outside_forms(text: str, found: list[str]) -> None:
    assert codes(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("联系人：冯映溪，联系电话：0999—5550136。", ["contact-person"]),
        ("举报电话12345。", []),
        ("请拨打13800138000。", ["private-data"]),
        ("请拨打13800138000，再拨13800138000。", ["private-data"]),
        ("编号213800138000999。", []),
        ("身份证号11010519491231002X。", ["private-data"]),
        ("流水号110105194912310021。", []),
        ("手机138****8000。", ["masked-data"]),
        ("机密★10年\n云川市人民政府文件", ["secrecy-printed"]),
        ("涉及国家秘密的公文不得公开。", []),
    ],
    ids=[
        "person",
        "hotline",
        "mobile",
        "once",
        "long number",
        "identity",
        "wrong digit",
        "masked",
        "密级",
        "mere word",
    ],
)
def test_what_stands_against_publishing_is_told(text: str, found: list[str]) -> None:
    assert codes(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("提交申报材料 and 各类证明。", ["stray-word"]),
        ("使用POPs and PCB材料。", []),
        ("要持续持续激发活力。", ["doubled-word"]),
        ("请研究研究办法。", []),
        ("请按要求办理，，不得拖延。", ["doubled-sign"]),
        (ORGANS + "巡查（市林业委、市教育局）。", []),
        (ORGANS + "巡查（市林业管理局、市教育局）。", ["organ-name-varies"]),
        (ORGANS + "巡查（市体育局、市教育局）。", []),
        ("云川市公安局\n（云川市林业局代章）", ["signed-by-proxy"]),
    ],
    ids=["English", "name", "twice", "idiom", "signs", "short name", "longer name", "another organ", "代章"],
)
def test_slips_of_typing_are_told(text: str, found: list[str]) -> None:
    assert codes(text) == found


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"doc_number": ("云川府办发〔2024〕3号", "云川府办发〔2024〕3号")}, []),
        ({"doc_number": ("云川府办发〔2023〕3号", "云川府办发〔2024〕3号")}, ["number-year-differs"]),
        ({"effective_date": "2024-02-01"}, ["effective-before-issue"]),
        ({"effective_date": ON_ISSUE}, []),
        ({"effective_date": "2024-04-01", "validity": "有效期5年", "expiry_date": "2029-03-31"}, []),
        ({"effective_date": "2024-04-01", "validity": "有效期5年", "expiry_date": "2028-03-31"}, ["expiry-differs"]),
        ({"effective_date": "2024-04-01", "validity": "有效期至2031年2月28日", "expiry_date": "2031-02-28"}, []),
        ({"effective_date": "2024-04-01", "expiry_date": "2024-03-31"}, ["expiry-before-effective"]),
    ],
    ids=[
        "same year",
        "other year",
        "in force too early",
        "on issue",
        "five years",
        "four years",
        "until",
        "ends first",
    ],
)
def test_dates_agree_with_each_other(fields: dict[str, object], found: list[str]) -> None:
    assert codes(notice("请执行。"), date=("2024-03-05", "2024年3月5日"), **fields) == found


@pytest.mark.parametrize(
    ("day", "exists"),
    [("2月30日", False), ("2023年2月29日", False), ("2024年2月29日", True), ("十三月一日", False), ("12月31日", True)],
)
def test_dates_that_do_not_exist_are_told(day: str, exists: bool) -> None:
    assert codes(f"请于{day}以前完成。") == ([] if exists else ["impossible-date"])


def test_date_after_printing_and_other_date_in_the_head_are_told() -> None:
    text = "关于植树的通知\n（2024年3月8日）\n各县：\n请执行。\n云川市林业局\n2024年3月5日"
    date = ("2024-03-05", "2024年3月5日", ("2024-03-08", "2024年3月8日"))
    issue = Issue("云川市人民政府公报", 2024, 2, published_on="2024-02-28")
    messages = {anomaly.code: anomaly.message for anomaly in check(text, date=date, issue=issue)}
    assert messages == {
        "date-after-printing": "成文日期2024年3月5日晚于本期印制日期2024年2月28日。",
        "heading-date-differs": "标题或版头处的日期2024年3月8日与落款日期2024年3月5日不同。",
    }


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("云川府办发〔2024〕3号", []),
        ("云川府办发[2024]3号", ["number-brackets"]),
        ("云川府办发（2024）3号", ["number-brackets"]),
        ("云川府办发〔2024〕第3号", ["number-form"]),
    ],
    ids=["right", "square", "round", "第"],
)
def test_form_of_the_number_is_judged_with_its_cure(printed: str, found: list[str]) -> None:
    text = f"关于植树的通知\n{printed}\n各县：\n请执行。"
    anomalies = check(text, doc_number=("云川府办发〔2024〕3号", printed))
    assert [anomaly.code for anomaly in anomalies] == found
    assert all("“云川府办发〔2024〕3号”" in anomaly.message for anomaly in anomalies)


def test_cited_numbers_in_other_brackets_are_told_once() -> None:
    anomalies = check("根据《通知》（云川府发[2020]1号）和《意见》（云川府发[2021]2号）。")
    assert [anomaly.code for anomaly in anomalies] == ["cited-number-brackets"]
    assert len(anomalies[0].spans) == 2


HEAD = "云川市林业局关于{}的通知\n云川林发〔2024〕3号\n各县林业局：\n{}\n云川市林业局\n2024年3月5日\n{}"


@pytest.mark.parametrize(
    ("title", "body", "after", "found"),
    [
        ("植树", "附件：1.苗木目录\n2.分工表", "附件1\n苗木目录\n松、柏。\n附件2\n分工表\n各县自理。", []),
        ("植树", "附件：1.苗木目录\n2.分工表", "附件1\n苗木目录\n松、柏。", ["attachment-missing"]),
        ("植树", "附件：1.苗木目录（略）", "", ["attachment-omitted"]),
        ("植树", "请执行。", "附件\n苗木目录\n松、柏。", ["attachment-unannounced"]),
        ("植树", "附件：苗木目录", "附件\n苗木目录\n松、柏。", []),
        ("植树", "附件：县级苗木采购目录", "附件\n县级苗木招标目录\n松、柏。", ["attachment-title-differs"]),
        ("植树", "附件：苗木目录", "附件\n苗木目录", ["attachment-empty"]),
        ("植树", "附件：苗木目录", "苗木目录\n附件\n序号\t树种\n1\t松", ["attachment-label-below-title"]),
        ("命名植树先进单位", "请执行。", "云川市植树先进单位名单\n青禾县林业局", ["attachment-unannounced"]),
        ("印发植树办法", "现将《植树办法》印发给你们。", "", ["enclosure-missing"]),
        ("印发植树办法", "现将《植树办法》印发给你们。", "植树办法\n第一条 植树有奖。", []),
        ("植树", "附件所列苗木由县里采购。", "", []),
        (
            "植树",
            "附件：1.2024年度各县\n采购计划表\n2.分工表",
            "附件1\n2024年度各县采购计划表\n无。\n附件2\n分工表\n无。",
            [],
        ),
    ],
    ids=[
        "both there",
        "second missing",
        "略",
        "not announced",
        "one without number",
        "other title",
        "title only",
        "label below title",
        "list without label",
        "nothing enclosed",
        "enclosed",
        "mere word",
        "name over two lines",
    ],
)
def test_attachments_are_reconciled(title: str, body: str, after: str, found: list[str]) -> None:
    text = HEAD.format(title, body, after).rstrip("\n")
    got = codes(text, date=("2024-03-05", "2024年3月5日"), title=f"云川市林业局关于{title}的通知")
    assert got == found


def test_a_title_that_names_all_organs_and_counts_them_is_told() -> None:
    title = "云川市林业局云川市财政局等2部门关于植树的通知"
    assert codes("请执行。", title=title, issuers=("云川市林业局", "云川市财政局")) == ["title-counts-organs"]
    assert codes("请执行。", title="云川市林业局等2部门关于植树的通知", issuers=("云川市林业局", "云川市财政局")) == []


def test_the_office_that_signs_for_its_organ_is_told() -> None:
    assert codes("请执行。", title="云川市林业局关于植树的通知", issuers=("云川市林业局办公室",)) == [
        "title-organ-differs"
    ]
    assert codes("请执行。", title="云川市林业局办公室关于植树的通知", issuers=("云川市林业局办公室",)) == []


def test_headings_of_a_table_are_compared_with_those_of_the_text() -> None:
    body = "一、加强领导\n请落实。\n二、加强苗木管理\n请落实。\n三、加强巡山护林\n请落实。"
    sections = ("一、加强领导", "1\t开会\t市林业局", "二、加强苗木采购管理", "2\t采购\t县林业局", "三、加强巡山护林")
    rows = "序号\t任务\t单位\n" + "\n".join(row if row[0].isdigit() else f"{row}\t\t" for row in sections)
    anomalies = [one for one in check(f"{body}\n{rows}") if one.code == "heading-differs"]
    assert [one.message for one in anomalies] == ["表中“二、”的标题与正文不一致：表中多“采购”。"]


PIECES = st.sampled_from(
    [
        "\n",
        "\t",
        "附件",
        "附件：1.",
        "2.",
        "一、",
        "四、",
        "（三）",
        "第五条 ",
        "《",
        "》",
        "“",
        "〔2024〕",
        "3号",
        "云川府发[2024]",
    ]
) | st.sampled_from(
    ["2月30日", "X元", "合计", "序号\t", "1\t", "市林业局、", "13800138000", "*", "等3部门", "𠮷", "２", "²", "①"]
)


@settings(max_examples=examples(150))
@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=150))
def test_no_text_is_too_odd_and_every_span_lies_inside(text: str) -> None:
    text = text.replace("\r", "\n")
    for anomaly in check(
        text, title="关于植树的通知", date=("2024-03-05", "3号"), doc_number=("云川府发〔2024〕3号", "3号")
    ):
        assert anomaly.code
        assert anomaly.message.endswith("。")
        assert all(0 <= span.start <= span.end <= len(text) for span in anomaly.spans)
