import pytest
from written import claims

HEAD = "T|云川市财政局 云川市林业局关于植树补助的通知\nN|云财农〔2024〕3号\n各县财政局、林业局：\n请认真执行。\n"


@pytest.mark.parametrize(
    "signature",
    [
        "云川市财政局 云川市林业局\n2024年3月5日",
        "云川市财政局\n云川市林业局\n2024年3月5日",
        "云川市财政局云川市林业局\n2024年3月5日",
        "云川市林业局\n云川市财政局\n2024 年 3 月 5 日",
        "云川市财政局 云川市林业局\n（云川市财政局代章）\n2024年3月5日",
        "云川市财政局  云川市林业局 2024年3月5日",
        "云川市财政局　　　云川市林业局\n二〇二四年三月五日",
    ],
    ids=["one line", "two lines", "glued", "other order", "seal for another", "with the date", "wide blanks"],
)
def test_a_joint_signature_is_read_in_the_order_of_the_title(signature: str) -> None:
    found = claims(HEAD + signature)
    assert found["issuers"].value == ("云川市财政局", "云川市林业局")
    assert found["date"].value == "2024-03-05"
    assert not found["issuers"].flagged


def test_a_block_of_two_columns_is_read_row_by_row() -> None:
    written = """T|关于植树的通知
各县人民政府：
请执行。

云川市财政局
云川市公安局
云川市民政局

云川市林业局
云川市教育局
云川市水利局

2024年3月5日"""
    organs = ("财政", "林业", "公安", "教育", "民政", "水利")
    assert claims(written)["issuers"].value == tuple(f"云川市{name}局" for name in organs)


def test_without_signature_the_title_names_the_organs() -> None:
    found = claims("T|云川市林业局关于植树的通知（2024年3月5日）\n各县林业局：\n请执行。\n")
    assert found["issuers"].value == ("云川市林业局",)


def test_another_signature_than_the_title_says_is_flagged_with_both() -> None:
    claim = claims("T|云川市林业局关于植树的通知\n各县林业局：\n请执行。\n云川市教育局\n2024年3月5日")["issuers"]
    assert claim.value == ("云川市教育局",)
    assert claim.flagged
    assert claim.candidates[0].value == ("云川市林业局",)


def test_the_signature_date_counts_and_the_other_is_kept() -> None:
    claim = claims(
        "T|云川市林业局关于植树的通知\n（2024年3月4日）\n各县林业局：\n请执行。\n云川市林业局\n2024年3月5日"
    )["date"]
    assert claim.value == "2024-03-05"
    assert [other.value for other in claim.candidates] == ["2024-03-04"]


def test_a_resolution_takes_its_date_and_meeting_from_below_the_title() -> None:
    written = """T|云川市人民代表大会常务委员会关于植树的决定
（2024年3月5日云川市第六届人民代表大会常务委员会第八次会议通过）
为了规范植树，根据《中华人民共和国森林法》，结合本市实际，作如下决定：
一、全民植树。
"""
    found = claims(written)
    assert found["date"].value == "2024-03-05"
    assert found["meeting"].value == "2024年3月5日云川市第六届人民代表大会常务委员会第八次会议"
    assert found["issuers"].value == ("云川市人民代表大会常务委员会",)
    assert found["genre"].value == "决定"
    assert found["addressees"].value is None


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("各县（区）人民政府，市级各部门：", "各县（区）人民政府，市级各部门"),
        ("青岭省人民政府:", "青岭省人民政府"),
        ("各有关单位:", "各有关单位"),
        ("为做好植树工作，现通告如下：", None),
        ("市政府第12次常务会议决定：", None),
        ("省人民政府决定，对《青岭省城镇供水办法》作如下修改：", None),
    ],
)
def test_the_addressee_is_a_line_of_receivers(line: str, value: str | None) -> None:
    written = f"T|云川市人民政府关于植树的通知\n{line}\n一、全民植树。\n云川市人民政府\n2024年3月5日"
    assert claims(written)["addressees"].value == value


PAGE = """索 引 号： 000/2024-1 	发文机关： 云川市林业局
成文日期： 2024年03月05日 	发文字号： 云林发〔2024〕3号
T|关于植树的通知
各县林业局：
请执行。
"""


def test_a_page_table_fills_what_the_text_leaves_out() -> None:
    found = claims(PAGE, issue=None)
    assert found["issuers"].value == ("云川市林业局",)
    assert found["date"].value == "2024-03-05"
    assert found["doc_number"].value == "云林发〔2024〕3号"


def test_the_text_counts_before_the_page_table() -> None:
    found = claims(PAGE + "云川市林业局\n二〇二四年三月六日", issue=None)
    assert found["date"].value == "2024-03-06"
    assert [other.value for other in found["date"].candidates] == ["2024-03-05"]


def test_a_forwarding_notice_without_date_is_not_signed_by_the_author_of_what_it_forwards() -> None:
    written = """T|云川市人民政府批转市计委关于改进计划工作若干规定的通知
（一九八四年十月四日）
N|云政发〔1984〕138号
市政府同意市计委《关于改进计划工作的若干规定》，现发给你们，请研究执行。
云川市人民政府
关于改进计划工作的若干规定
云川市计委
（一九八四年八月三十一日）
一、为了适应形势，作如下规定。"""
    found = claims(written)
    assert found["issuers"].value == ("云川市人民政府",)
    assert found["date"].value == "1984-10-04"
    assert found["enclosed_title"].value == "关于改进计划工作的若干规定"


def test_an_announcement_of_a_standing_committee_is_read_like_an_order() -> None:
    written = """云川市第六届人民代表大会常务委员会公告
第12号
《云川市湿地保护条例》已由云川市第六届人民代表大会常务委员会第八次会议于2024年3月28日通过，现予公布，自2024年6月1日起施行。
云川市人民代表大会常务委员会
2024年4月2日
T|云川市湿地保护条例
（2024年3月28日云川市第六届人民代表大会常务委员会第八次会议通过）
第一条 为了加强湿地保护，根据《中华人民共和国湿地保护法》等法律，制定本条例。
第二条 本条例自2024年6月1日起施行。"""
    found = claims(written)
    assert found["genre"].value == "公告"
    assert found["issuers"].value == ("云川市人民代表大会常务委员会",)
    assert found["date"].value == "2024-04-02"
    assert found["doc_number"].value is None
    assert found["meeting"].value == "云川市第六届人民代表大会常务委员会第八次会议"
    assert found["basis_laws"].value == ("中华人民共和国湿地保护法",)


@pytest.mark.parametrize(("count", "flagged"), [("三", False), ("五", True)])
def test_the_number_of_departments_in_the_title_confirms_the_signature(count: str, flagged: bool) -> None:
    written = f"""T|云川市教育局等{count}部门关于植树的通知
N|云教发〔2024〕3号
各县教育局：
请执行。
云川市教育局 云川市林业局 云川市财政局
2024年3月5日"""
    claim = claims(written)["issuers"]
    assert claim.value == ("云川市教育局", "云川市林业局", "云川市财政局")
    assert claim.flagged is flagged
