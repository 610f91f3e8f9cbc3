"""Proposals that hold everything the staged rules ask for, one of each value."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.case import GivenGround, Proposal, SecrecyProposal

OPEN = Proposal(option="open", document_type="other", interpretation=False, lead_office="市信访局")
CLOSED = Proposal(
    option="withheld",
    document_type="other",
    grounds=(GivenGround("internal", "人事管理"),),
    explanation="内容是机关内部的岗位安排。",
    basis="《政府信息公开条例》第十六条第一款",
    lead_office="市信访局",
)
ON_REQUEST = replace(CLOSED, option="request", grounds=(GivenGround("specific-rights"),))
REDACTED = replace(OPEN, option="redacted", explanation="名单里的住址删去。", basis="《政府信息公开条例》第三十七条")
SECRET = Proposal(
    explanation="含未公布的统计数据。",
    basis="《保守国家秘密法》第十三条",
    lead_office="市统计局",
    secrecy=SecrecyProposal("秘密", "1年", "派生定密"),
)
