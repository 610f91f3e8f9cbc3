import pytest
from written import claims

from desktop.domain.document import ContentsEntry
from desktop.parsing.fields.heading import genre_of


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("云川市人民政府关于植树的通知", "通知"),
        ("关于植树的实施意见（试行）", "意见"),
        ("云川市人民政府2024年禁火令", "命令"),
        ("云川市人民政府关于同意命名的复函", "函"),
        ("云川市植树管理办法", "管理办法"),
        ("云川市植树管理条例（2024年修订）", "条例"),
        ("第五次常务会议纪要", "纪要"),
        ("春天的树", None),
    ],
)
def test_the_genre_is_what_the_title_ends_in(title: str, genre: str | None) -> None:
    assert genre_of(title) == genre


def test_a_title_over_several_lines_is_joined() -> None:
    found = claims(
        "T|云川市人民政府\nT|关于印发云川市植树办法的\nT|通 知\nN|云政发〔2024〕3号\n各县人民政府：\n请认真执行。"
    )
    assert found["title"].value == "云川市人民政府关于印发云川市植树办法的通知"
    assert len(found["title"].spans) == 3


def test_a_title_that_differs_from_the_contents_keeps_both() -> None:
    entry = ContentsEntry("云川市人民政府关于造林的通知")
    claim = claims("T|云川市人民政府关于植树的通知\n各县人民政府：\n请执行。", entry=entry)["title"]
    assert claim.value == "云川市人民政府关于植树的通知"
    assert [other.value for other in claim.candidates] == ["云川市人民政府关于造林的通知"]


def test_a_missing_title_is_flagged() -> None:
    found = claims("各县人民政府：\n现就植树提出如下意见。\n云川市人民政府\n2024年3月5日", issue=None)
    assert found["title"].value is None
    assert found["title"].flagged
    assert found["genre"].value == "意见"


ENCLOSING = """T|云川市人民政府关于印发《云川市植树办法》的通知
N|云政发〔2024〕3号
各县人民政府：
《云川市植树办法》已经市政府同意，现印发给你们，请认真执行。
云川市人民政府
2024年3月5日
（此件公开发布）
云川市植树办法
第一条 为了规范植树，制定本办法。
"""


def test_the_enclosed_text_is_found_under_the_signature() -> None:
    claim = claims(ENCLOSING)["enclosed_title"]
    assert claim.value == "云川市植树办法"
    assert not claim.flagged


def test_a_text_that_is_not_carried_is_no_enclosure() -> None:
    written = "\n".join(ENCLOSING.splitlines()[:6])
    assert claims(written)["enclosed_title"].value is None


def test_the_enclosed_title_of_a_forwarding_notice_is_as_its_own_heading_prints_it() -> None:
    written = """T|云川市人民政府办公室转发市林业局关于加强植树工作意见报告的通知
各县人民政府：
市林业局《关于加强植树工作意见的报告》已经市政府同意，现转发给你们。
云川市人民政府办公室
一九八四年三月五日
关于加强植树工作意见的报告
市人民政府：
近年来，植树工作有了进展。
市林业局
一九八四年二月一日"""
    found = claims(written)
    assert found["enclosed_title"].value == "关于加强植树工作意见的报告"
    assert found["issuers"].value == ("云川市人民政府办公室",)
    assert found["date"].value == "1984-03-05"


def test_lists_made_public_as_attachments_are_no_enclosure() -> None:
    written = """T|云川市人民政府关于公布植树名录的通告
现将《云川市植树名录》予以公布。
附件：云川市植树名录
云川市人民政府
2024年3月5日
附件
云川市植树名录
"""
    assert claims(written)["enclosed_title"].value is None


def test_an_order_goes_by_the_title_of_what_it_makes_public() -> None:
    written = """T|云川市人民政府令
第12号
《云川市植树办法》已经2024年1月8日市政府第30次常务会议通过，现予公布，自2024年5月1日起施行。
市 长 王某某
2024年1月29日
云川市植树办法
第一条 为了规范植树，根据《青岭省植树条例》，制定本办法。
第九条 本办法自2024年5月1日起施行。"""
    found = claims(written)
    assert found["title"].value == "云川市植树办法"
    assert found["genre"].value == "命令"
    assert found["issuers"].value == ("云川市人民政府",)
    assert found["date"].value == "2024-01-29"
    assert found["doc_number"].value is None
    assert found["effective_date"].value == "2024-05-01"
    assert found["meeting"].value == "2024年1月8日市政府第30次常务会议"
    assert found["basis_laws"].value == ("青岭省植树条例",)
    assert claims(written, issue=None)["doc_number"].value == "云川市人民政府令第12号"


@pytest.mark.parametrize("organs", ["财政厅", "财政厅 税务局"])
def test_the_number_under_the_title_of_an_announcement_names_its_organs(organs: str) -> None:
    claim = claims(
        f"T|关于延续实施农产品收购政策的公告\n{organs}公告2026年第12号\n现将有关事项公告如下：\n一、收购期延长。\n{organs}\n2026年8月2日",
        issue=None,
    )["doc_number"]
    assert claim.value == f"{organs.replace(' ', '')}公告2026年第12号"
    assert claim.flagged
