"""What is advised about a finding, and the reason that a clerk reads."""

from __future__ import annotations

import pytest

from desktop.disclosure.sensitive import find
from desktop.domain.finding import Advice, FindingKind

MASK, KEEP, ASK = Advice


@pytest.mark.parametrize(
    ("text", "kind", "advice", "said"),
    [
        ("联系人：王建国，手机：13800138000。", FindingKind.MOBILE, MASK, "在“王建国”旁边"),
        ("森林防火值班电话：13800138000。", FindingKind.MOBILE, KEEP, "值班"),
        ("举报电话：0999-5550160。", FindingKind.PHONE, KEEP, "举报电话"),
        ("联系人：王建国，电话：0999-5550160。", FindingKind.PHONE, ASK, "“王建国”的联系电话"),
        ("市林业局办公室电话：0999-5550160。", FindingKind.PHONE, KEEP, "单位"),
        ("家庭电话：0999-5550160。", FindingKind.PHONE, MASK, "家庭"),
        ("身份证号码：110101199003070011", FindingKind.ID_CARD, MASK, "校验位"),
        ("身份证号码：110101199003070012", FindingKind.ID_CARD, MASK, "可能抄错"),
        ("请发至 zfxx@yunchuan.gov.cn", FindingKind.EMAIL, KEEP, "政府部门"),
        ("王建国，邮箱：wangjg@163.example", FindingKind.EMAIL, ASK, "“王建国”"),
        ("QQ：252478169", FindingKind.QQ, MASK, "个人QQ号"),
        ("QQ工作群：252478169", FindingKind.QQ, ASK, "群号"),
        ("微信号：wang_jianguo", FindingKind.WECHAT, MASK, "个人微信号"),
        ("户名：云川市财政局，账号：5100123456789012345", FindingKind.BANK_CARD, KEEP, "单位的账户"),
        ("王建国，账号：5100123456789012345", FindingKind.BANK_CARD, MASK, "账号"),
        ("统一社会信用代码：91110000600037341L", FindingKind.CREDIT_CODE, KEEP, "不是个人信息"),
        ("家庭住址：云川市松泉区柳河街道18号", FindingKind.ADDRESS, MASK, "乡镇、街道"),
        ("办公地址：云川市松泉区文澜路8号", FindingKind.ADDRESS, KEEP, "单位"),
        ("地址：云川市松泉区文澜路8号", FindingKind.ADDRESS, ASK, "请核对"),
        ("王建国，男，1970年10月生，大学学历。", FindingKind.BIRTH_DATE, ASK, "任前公示"),
        ("王建国，男，1970年10月5日出生。", FindingKind.BIRTH_DATE, MASK, "出生日期"),
        ("受助儿童罗小虎（男，8岁）", FindingKind.MINOR, MASK, "未成年人"),
        ("村民王建国患尿毒症。", FindingKind.CONDITION, MASK, "“王建国”"),
        ("申请人（签名）：王建国", FindingKind.SIGNATURE, MASK, "“申请人”"),
        ("法定代表人（签字）：王建国", FindingKind.SIGNATURE, ASK, "代表"),
        ("机密★5年\n关于植树的请示", FindingKind.SECRECY_MARK, ASK, "密级"),
        ("植树办法（征求意见稿）", FindingKind.INTERNAL_MARK, ASK, "没有定稿"),
        ("川A12345号小型轿车", FindingKind.PLATE, MASK, "车主"),
        ("护照号：E12345678", FindingKind.PASSPORT, MASK, "护照"),
        ("台胞证号码：05765364", FindingKind.PERMIT, MASK, "台胞证"),
    ],
)
def test_advice_fits_the_surroundings(text: str, kind: FindingKind, advice: Advice, said: str) -> None:
    [finding] = find(text)
    assert (finding.kind, finding.advice) == (kind, advice)
    assert said in finding.reason


def test_the_more_certain_kind_stands_where_two_share_a_number() -> None:
    [finding] = find("银行卡号：110101199003070011")
    assert finding.kind is FindingKind.ID_CARD


@pytest.mark.parametrize(
    "text",
    [
        "请拨打12345、12119、110、95598。",
        "客服电话：400-820-8820",
        "客服电话：4008208820、800-810-8888",
        "联系电话：138****5678",
        "身份证号：1101011990********",
        "尾号8000，身份证后四位001X",
        "住址：云川市柳河镇",
        "邮编：635000",
        "自1985年1月1日以前出生的人员",
        "国家秘密分为绝密、机密、秘密三级",
        "征求意见稿公布后，收到意见38条",
        "GB/T 29490-2013、DB51/T 2345-2017",
        "申请人（签名）：＿＿＿＿",
        "学生李某某，9岁",
        "http://www.yunchuan.example/2024/13800138000.html",
        "用电量15012345678千瓦时",
        "合同编号13800138000",
    ],
)
def test_what_may_stand_in_public_is_no_finding(text: str) -> None:
    assert find(text) == ()
