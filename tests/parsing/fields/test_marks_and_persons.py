import pytest
from written import claims, notice

from desktop.domain.fields import Appointment, SensitiveItem


@pytest.mark.parametrize(
    ("after", "mark"),
    [
        ("（此件公开发布）", "此件公开发布"),
        ("公开方式：主动公开", "公开方式：主动公开"),
        ("信息公开选项：依申请公开", "信息公开选项：依申请公开"),
        ("此件主动公开", "此件主动公开"),
        ("政务公开工作要点", None),
    ],
)
def test_the_publicity_mark_stands_alone(after: str, mark: str | None) -> None:
    assert claims(notice("请执行。") + "\n" + after)["publicity_mark"].value == mark


def test_publicity_as_a_subject_is_no_mark() -> None:
    found = claims(notice("公文应当标注“主动公开”或“依申请公开”。", "删减后标注“（本文有删减）”字样。"))
    assert found["publicity_mark"].value is None
    assert found["has_redaction_mark"].value is False


def test_the_redaction_mark_is_found() -> None:
    assert claims(notice("请执行。") + "\n（本文有删减）")["has_redaction_mark"].value is True


MARKED = """000012
机密★1年
特急
签发人：王某某
T|云川市人民政府关于植树的请示
N|云政〔2024〕3号
青岭省人民政府：
请批复。
云川市人民政府
2024年3月5日
抄送：青岭省林业局。
云川市人民政府办公室 2024年3月6日印发"""


def test_the_marks_of_the_head_and_the_colophon_are_read() -> None:
    found = claims(MARKED, issue=None)
    assert found["copy_number"].value == "000012"
    assert found["secrecy"].value == "机密★1年"
    assert found["urgency"].value == "特急"
    assert found["signatory"].value == "王某某"
    assert found["copied_to"].value == "青岭省林业局"
    assert found["printing_office"].value == "云川市人民政府办公室"
    assert found["printing_date"].value == "2024-03-06"
    assert found["date"].value == "2024-03-05"


def test_a_grade_of_secrecy_always_stops_the_reviewer() -> None:
    assert claims(MARKED, issue=None)["secrecy"].flagged


@pytest.mark.parametrize(
    ("number", "normative"),
    [
        ("云府规〔2024〕3号", True),
        ("云民规字〔2024〕3号", True),
        ("云办（规）〔2024〕3号", True),
        ("云自然资规发〔2024〕3号", None),
        ("云政发〔2024〕3号", None),
    ],
)
def test_the_code_tells_a_normative_document(number: str, normative: bool | None) -> None:
    written = f"T|关于植树的通知\nN|{number}\n各县：\n加强行政规范性文件管理。\n云川市人民政府\n2024年3月5日"
    assert claims(written)["normative"].value is normative


APPOINTING = """T|云川市人民政府关于王某某等同志职务任免的通知
N|云政任〔2024〕3号
各县人民政府：
{body}
云川市人民政府
2024年3月5日"""


@pytest.mark.parametrize(
    ("body", "items"),
    [
        (
            "市政府决定：\n任命：\n王某某为云川市林业局副局长（试用期一年）；\n免去：\n李某的云川市林业局副局长职务。",
            [("王某某", "任命", "云川市林业局副局长（试用期一年）"), ("李某", "免去", "云川市林业局副局长")],
        ),
        (
            "任命王某某为云川市林业局局长，免去其云川市水利局副局长职务。",
            [("王某某", "任命", "云川市林业局局长"), ("王某某", "免去", "云川市水利局副局长")],
        ),
        ("王某某同志任云川市林业局局长。", [("王某某", "任命", "云川市林业局局长")]),
        ("李某不再担任云川市林业局局长职务。", [("李某", "免去", "云川市林业局局长")]),
        (
            "任命王某某、李某为云川市林业局副局长。",
            [("王某某", "任命", "云川市林业局副局长"), ("李某", "任命", "云川市林业局副局长")],
        ),
    ],
)
def test_appointments_are_read_item_by_item(body: str, items: list[tuple[str, str, str]]) -> None:
    found = claims(APPOINTING.format(body=body))
    assert found["appointments"].value == tuple(Appointment(*item) for item in items)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("联系人：王某，电话：0800—1234567", [("phone", "0800—1234567")]),
        ("联系电话：1234567", [("phone", "1234567")]),
        ("手机13800000000 mail@example.com", [("mobile", "13800000000"), ("email", "mail@example.com")]),
        ("身份证号110101190001010014", [("id_card", "110101190001010014")]),
        ("拨打12345或12119", []),
        ("编码210102015000的项目", []),
        ("联系人王某1*******000", []),
    ],
)
def test_contact_data_are_listed_as_printed(text: str, items: list[tuple[str, str]]) -> None:
    assert claims(notice(text))["sensitive"].value == tuple(SensitiveItem(*item) for item in items)


def test_an_identity_number_needs_its_check_digit() -> None:
    assert claims(notice("王某某110101190001010014"))["sensitive"].value == (
        SensitiveItem("id_card", "110101190001010014"),
    )
    assert claims(notice("王某某110101190001010015"))["sensitive"].value == ()
