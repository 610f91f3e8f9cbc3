"""The words for what the queue can be filtered and sorted by."""

from __future__ import annotations

from desktop.domain.queue import SELF, Facet, Order, OrderBy, Part, QueueFilter, Quick, parts, quick_of

FACETS = {
    Facet.STATUS: "状态",
    Facet.DISCLOSURE: "公开属性",
    Facet.GENRE: "文种",
    Facet.YEAR: "成文年份",
    Facet.ISSUER: "发文机关",
    Facet.CODE: "提示",
    Facet.TAG: "标签",
}

SWITCHES = {
    "doubtful": "有存疑字段",
    "changed": "字段有更正",
    "noted": "有批注",
    "dropped": "已排除的",
    "changed_by": "我改过的",
}

ORDERS = {
    Order(): "来源顺序",
    Order(OrderBy.DATE, True): "成文日期，新的在前",
    Order(OrderBy.DATE): "成文日期，旧的在前",
    Order(OrderBy.TITLE): "标题，按拼音",
    Order(OrderBy.DOUBTS, True): "存疑多的在前",
    Order(OrderBy.TOUCHED, True): "最近改动的在前",
}

_NOTHING = {
    Facet.DISCLOSURE: "未标",
    Facet.GENRE: "未填文种",
    Facet.YEAR: "未填日期",
    Facet.ISSUER: "未填机关",
}

_CODES = {
    "attachment-empty": "附件没有内容",
    "attachment-label-below-title": "附件标识在标题之后",
    "attachment-missing": "缺少附件",
    "attachment-omitted": "附件略",
    "attachment-title-differs": "附件标题不一致",
    "attachment-unannounced": "附件未在正文列出",
    "cited-number-brackets": "引文字号括号不规范",
    "contact-person": "含联系人",
    "contents-entry-without-document": "目录有、正文无",
    "contents-number-differs": "与目录字号不一致",
    "contents-page-differs": "与目录页码不一致",
    "contents-title-differs": "与目录标题不一致",
    "date-after-printing": "日期晚于印发",
    "document-not-in-contents": "正文有、目录无",
    "doubled-sign": "标点重复",
    "doubled-word": "文字重复",
    "duplicate-number": "字号重复",
    "effective-before-issue": "施行早于成文",
    "empty-brackets": "括号内为空",
    "enclosure-missing": "缺少附带文件",
    "expiry-before-effective": "失效早于施行",
    "expiry-differs": "有效期前后不一",
    "heading-date-differs": "题注日期不一致",
    "heading-differs": "标题前后不一致",
    "impossible-date": "日期不存在",
    "masked-data": "含遮盖的数据",
    "mismatched-brackets": "括号不配对",
    "number-brackets": "字号括号不规范",
    "number-form": "字号形式不规范",
    "number-year-differs": "字号年份与日期不一致",
    "numbering-gap": "条款序号缺号",
    "numbering-repeats": "条款序号重复",
    "one-code-two-names": "一个代字对应多个机关",
    "organ-code-mismatch": "机关与代字不符",
    "organ-name-varies": "机关名称前后不一",
    "private-data": "含个人信息",
    "same-name-two-codes": "一个机关多个代字",
    "secrecy-printed": "印有密级",
    "self-name-differs": "自称文种不一致",
    "serial-gap": "表格序号缺号",
    "serial-order": "表格序号次序",
    "serial-repeats": "表格序号重复",
    "series-gap": "字号不连续",
    "signed-by-proxy": "代签",
    "stray-word": "多余文字",
    "table-dates-reversed": "表格日期倒置",
    "table-head-differs": "表头不一致",
    "text-omitted": "正文略",
    "title-counts-organs": "标题机关数不符",
    "title-organ-differs": "标题机关不一致",
    "total-differs": "合计不符",
    "unfilled-blank": "有未填的空白",
    "unpaired-sign": "标点不成对",
    "words-among-numbers": "数字列含文字",
}


def value_words(facet: Facet, value: str) -> str:
    """Return the words for a value of a facet."""
    if not value:
        return _NOTHING.get(facet, "无")
    match facet:
        case Facet.CODE:
            return _CODES.get(value, value)
        case Facet.YEAR:
            return f"{value} 年"
    return value


def part_words(part: Part) -> str:
    """Return the words for one thing that a filter asks for."""
    return value_words(part.facet, part.value) if part.facet is not None else SWITCHES[part.value]


def filter_words(wish: QueueFilter) -> str:
    """Say in one line what a filter asks for."""
    at_hand = quick_of(wish)
    said = [at_hand.value] if at_hand not in (None, Quick.ALL) else []
    said += [part_words(part) for part in parts(wish)]
    if wish.changed_by not in (None, SELF):
        said.append(f"{wish.changed_by}改过的")
    if wish.text.strip():
        said.append(f"“{wish.text.strip()}”")
    return "、".join(said) or Quick.ALL.value
