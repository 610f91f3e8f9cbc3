"""The whole parse: every claim points into the text, no text is too odd, cost grows with length."""

from __future__ import annotations

import gc
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.contract import document_from_json, document_to_json, to_json
from desktop.domain.document import ParsedSource
from desktop.domain.text import SourceText
from desktop.parsing.pipeline import parse_file, parse_text
from desktop.parsing.progress import Stage
from tests.helpers.examples import examples

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "seeds").glob("*.txt"))
REAL = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))


def source_of(text: str, kind: str = "txt") -> SourceText:
    return SourceText("x.txt", "0" * 64, kind, text)


def check(parsed: ParsedSource) -> None:
    """Assert what holds for every parse: order, spans inside the text, and the way to JSON and back."""
    length, before = len(parsed.source.text), 0
    for document in parsed.documents:
        assert before <= document.span.start <= document.span.end <= length
        before = document.span.end
        for claim in document.fields.values():
            assert all(0 <= span.start <= span.end <= length for span in claim.spans)
        for table in document.tables:
            assert len({len(row) for row in table.cells}) == 1
        assert document_from_json(document_to_json(document, parsed.source)) is not None
    to_json(parsed)


LINES = st.sampled_from(SAMPLES[0].read_text(encoding="utf-8").split("\n") if SAMPLES else ["云川市人民政府"])


@given(st.text(max_size=300), st.sampled_from(["txt", "html", "pdf"]))
@settings(max_examples=examples(150))
def test_any_text_is_parsed(text: str, kind: str) -> None:
    check(parse_text(source_of(text.replace("\r", "\n"), kind)))


@given(st.lists(LINES, max_size=60).map("\n".join))
@settings(max_examples=examples(80))
def test_any_order_of_gazette_lines_is_parsed(text: str) -> None:
    check(parse_text(source_of(text)))


@given(st.randoms(use_true_random=False))
@settings(max_examples=examples(12))
def test_a_gazette_with_lines_lost_doubled_and_swapped_is_parsed(random: object) -> None:
    lines = SAMPLES[0].read_text(encoding="utf-8").split("\n")
    _spoil(lines, random)
    check(parse_text(source_of("\n".join(lines))))


@pytest.mark.parametrize("path", REAL or [pytest.param(None, marks=pytest.mark.skip("the real gazettes are not here"))])
def test_a_real_gazette_spoilt_is_parsed(path: Path) -> None:
    import random

    for seed in range(3):
        lines = path.read_text(encoding="utf-8").split("\n")
        _spoil(lines, random.Random(seed))
        check(parse_text(source_of("\n".join(lines))))


def _spoil(lines: list[str], random: object) -> None:
    for _ in range(len(lines) // 8):
        one, other = random.randrange(len(lines)), random.randrange(len(lines))  # type: ignore[attr-defined]
        match random.randrange(4):  # type: ignore[attr-defined]
            case 0:
                del lines[one]
            case 1:
                lines.insert(one, lines[other])
            case 2:
                lines[one], lines[other] = lines[other], lines[one]
            case 3:
                lines[one] = lines[one][: len(lines[one]) // 2]


@pytest.mark.parametrize(
    ("again", "times", "end"),
    [
        ("（", 60_000, ""),
        ("《", 60_000, "号"),
        (" ", 60_000, "3"),
        ("云", 60_000, "〔2024〕1号"),
        ("1 ", 30_000, ""),
        ("·", 60_000, "x"),
        ("第一条 \n", 12_000, ""),
        ("\t", 60_000, ""),
        ("2024年1月", 9_000, ""),
        ("云川市人民政府\n", 9_000, ""),
        ("1.\n", 20_000, ""),
        ("云府发〔2024〕1号\n", 6_000, ""),
        ("云川市人民政府关于植树的通知\n云府发〔2024〕1号\n各县人民政府：\n", 1_500, ""),
    ],
    ids=lambda part: repr(part[:8]) if isinstance(part, str) else str(part),
)
def test_no_text_takes_long(again: str, times: int, end: str) -> None:
    text = again * examples(times) + end
    begun = time.process_time()
    check(parse_text(source_of("目录\n" + text)))
    parse_text(source_of(text))
    assert time.process_time() - begun < examples(20)


def test_progress_is_told_and_may_stop_the_work() -> None:
    told: list[tuple[Stage, int, int]] = []
    parsed = parse_file(SAMPLES[0], lambda *step: told.append(step))
    assert told[-1] == (Stage.PARSING, len(parsed.documents), len(parsed.documents))
    assert [done for _, done, _ in told] == list(range(len(parsed.documents) + 1))

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        parse_file(SAMPLES[0], stop)


def test_a_text_without_a_gazette_is_one_document() -> None:
    parsed = parse_text(
        source_of("云川市人民政府关于植树的通知\n云府发〔2024〕1号\n各县人民政府：\n请抓好落实，确保完成。\n")
    )
    assert (parsed.issue, parsed.contents, len(parsed.documents)) == (None, (), 1)
    assert parsed.documents[0].fields["doc_number"].value == "云府发〔2024〕1号"


def test_the_collector_is_as_it_was_after_a_parse_that_stopped() -> None:
    def stop(*_: int) -> None:
        raise KeyboardInterrupt

    assert gc.isenabled()
    with pytest.raises(KeyboardInterrupt):
        parse_file(SAMPLES[0], stop)
    assert gc.isenabled()
