import pytest
from written import claims, notice

from desktop.domain.fields import ON_ISSUE, Repeal


@pytest.mark.parametrize(
    ("sentence", "effective", "validity", "expiry"),
    [
        ("本通知自2024年4月1日起施行，有效期5年。", "2024-04-01", "有效期5年", None),
        ("本通知自印发之日起施行，有效期三年。", ON_ISSUE, "有效期三年", None),
        ("本办法从公布之日起执行。", ON_ISSUE, None, None),
        ("本通知自发布之日起30日后施行。", None, None, None),
        ("本通知自2024年4月1日起施行，试行期两年。", "2024-04-01", "试行期两年", None),
        ("本通知自2024年4月1日起施行，有效期至2026年3月31日。", "2024-04-01", "有效期至2026年3月31日", "2026-03-31"),
        ("本通知自2024年4月1日起施行，至2026年3月31日止。", "2024-04-01", None, "2026-03-31"),
        ("未注明有效期的，自本通告发布之日起有效期为5年。", None, None, None),
        ("《青岭省植树条例》自2020年1月1日起施行以来，成效明显。", None, None, None),
        ("苗木检疫证有效期1年。", None, None, None),
    ],
)
def test_force_is_what_the_text_fixes_about_itself(
    sentence: str, effective: str | None, validity: str | None, expiry: str | None
) -> None:
    found = claims(notice(sentence))
    assert found["effective_date"].value == effective
    assert found["validity"].value == validity
    assert found["expiry_date"].value == expiry


def test_two_different_dates_of_force_are_flagged() -> None:
    claim = claims(notice("本通知自2024年4月1日起施行。", "本通知自2024年5月1日起施行。"))["effective_date"]
    assert claim.flagged
    assert len({claim.value, *(other.value for other in claim.candidates)}) == 2


@pytest.mark.parametrize(
    ("sentence", "repeals"),
    [
        ("《植树办法》（云政发〔2019〕3号）同时废止。", (Repeal("植树办法", "云政发〔2019〕3号"),)),
        (
            "《植树办法》（云政发〔2019〕3号）、《护林办法》（云政发〔2018〕5号）同时废止。",
            (Repeal("植树办法", "云政发〔2019〕3号"), Repeal("护林办法", "云政发〔2018〕5号")),
        ),
        ("2019年3月1日印发的《植树办法》停止执行。", (Repeal("植树办法", None),)),
        ("原云政发〔2019〕3号文件同时废止。", (Repeal(None, "云政发〔2019〕3号"),)),
        ("《植树办法》（云川市人民政府令第3号）同时废止。", (Repeal("植树办法", None),)),
        ("列入《失效的文件目录》的文件停止执行。", ()),
        ("《植树办法》第三条停止执行。", ()),
        ("植树计划废止的，应当公告。", ()),
    ],
)
def test_repeals_are_what_the_sentence_names(sentence: str, repeals: tuple[Repeal, ...]) -> None:
    assert claims(notice(sentence))["repeals"].value == repeals


@pytest.mark.parametrize(
    ("sentence", "laws"),
    [
        (
            "根据《中华人民共和国森林法》《青岭省植树条例》等规定，现通知如下。",
            ("中华人民共和国森林法", "青岭省植树条例"),
        ),
        ("为贯彻落实《中华人民共和国森林法》，现通知如下。", ("中华人民共和国森林法",)),
        ("根据《中华人民共和国森林法》（以下简称《森林法》）规定，现通知如下。", ("中华人民共和国森林法",)),
        ("依据《植树工作规范（试行）》，现通知如下。", ("植树工作规范（试行）",)),
        ("根据《青岭省植树规划》和《关于植树的意见》，现通知如下。", ()),
        ("根据《国务院关于植树的决定》等有关规定，现通知如下。", ("国务院关于植树的决定",)),
        ("根据《青岭省植树条例》要求，制定《云川市植树办法》。", ("青岭省植树条例",)),
    ],
)
def test_the_basis_is_the_laws_that_the_opening_rests_on(sentence: str, laws: tuple[str, ...]) -> None:
    assert claims(notice(sentence))["basis_laws"].value == laws


def test_laws_further_down_are_no_basis() -> None:
    found = claims(notice("现通知如下。", "一、依法植树。根据《中华人民共和国森林法》，严禁毁林。"))
    assert found["basis_laws"].value == ()


def test_cited_numbers_are_distinct_and_without_the_own_one() -> None:
    first = "根据《植树办法》（青政发[2020]5号）和青政办发〔2021〕7 号文件，现将云政办发〔2024〕3号印发。"
    assert claims(notice(first, "参照青政发〔2020〕5号。"))["cited_doc_numbers"].value == (
        "青政发〔2020〕5号",
        "青政办发〔2021〕7号",
    )


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["附件：云川市植树计划表"], ("云川市植树计划表",)),
        (["附件：1.植树计划表", "2.护林计划表"], ("植树计划表", "护林计划表")),
        (["附件：1.2024年度各县植树", "任务计划表", "2.护林计划表"], ("2024年度各县植树任务计划表", "护林计划表")),
        (["附件：1．植树计划表2．护林计划表（略）"], ("植树计划表", "护林计划表")),
        (["附件：", "１．植树计划表.doc", "２．护林计划表.xlsx"], ("植树计划表", "护林计划表")),
        (["附：植树名单"], ("植树名单",)),
    ],
)
def test_attachments_are_the_names_in_the_list(lines: list[str], names: tuple[str, ...]) -> None:
    assert claims(notice("请执行。", *lines))["attachments"].value == names


def test_without_a_list_the_attachment_pages_name_themselves() -> None:
    written = notice("请执行。") + "\n附件1\n植树计划表\n附件2\n护林计划表"
    assert claims(written)["attachments"].value == ("植树计划表", "护林计划表")


def test_a_list_after_the_signature_without_a_mark_counts_as_attachment() -> None:
    claim = claims(notice("现将先进单位予以公布。") + "\n植树先进单位名单\n云川林场")["attachments"]
    assert claim.value == ("植树先进单位名单",)


@pytest.mark.parametrize(
    ("sentence", "meeting"),
    [
        ("《植树方案》已经市六届人民政府第12次常务会议审议通过，请执行。", "市六届人民政府第12次常务会议"),
        ("经2024年2月3日市政府第60次常务会议研究，决定：", "2024年2月3日市政府第60次常务会议"),
        ("市六届人民政府第61次常务会议2024年2月10日决定：", "市六届人民政府第61次常务会议"),
        ("《植树方案》已经省林业局2024年1月30日第6次局长办公会审议通过。", "省林业局2024年1月30日第6次局长办公会"),
        ("《植树方案》已经市政府同意。", None),
        ("《植树方案》已经市绿化委员会同意。", None),
    ],
)
def test_the_meeting_is_the_phrase_as_printed(sentence: str, meeting: str | None) -> None:
    assert claims(notice(sentence))["meeting"].value == meeting


def test_a_list_of_repealed_documents_is_read_to_its_end() -> None:
    written = """T|云川市人民政府关于废止部分文件的通知
各县人民政府：
经研究，决定废止下列文件：
一、《云川市植树办法》（云府发〔2008〕12号）；
二、云川市人民政府关于护林的通知（云府发〔2010〕4号）。
本通知自发布之日起施行。
云川市人民政府
2024年3月5日
"""
    assert claims(written)["repeals"].value == (
        Repeal("云川市植树办法", "云府发〔2008〕12号"),
        Repeal("云川市人民政府关于护林的通知", "云府发〔2010〕4号"),
    )


def test_a_note_in_brackets_does_not_run_into_the_enclosed_title() -> None:
    written = """T|云川市林业局关于印发《云川市植树细则》的通知
各县林业局：
现将《云川市植树细则》印发给你们，请遵照执行。
云川市林业局
2024年3月5日
（联系人：褚某某，电话：0999-5550123）
云川市植树细则
第一条 为植树，制定本细则。
"""
    assert claims(written)["enclosed_title"].value == "云川市植树细则"
