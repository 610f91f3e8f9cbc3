"""The value of a proof: its verdict and its JSON."""

from __future__ import annotations

import json
from dataclasses import replace

from desktop.redaction.proof import Check, Proof, proof_from_json, proof_json

PROOF = Proof(
    kind="pdf",
    made_at="2026-01-06T09:30:00+08:00",
    source_sha256="a" * 64,
    copy_sha256="b" * 64,
    removed=3,
    characters_removed=36,
    characters_kept=1200,
    pages=4,
    checks=(Check("文字层", True, "用 PyMuPDF 和 pdfium 分别读取，3 处均不存在"), Check("版面", True, "4 页一致")),
    tools=(("PyMuPDF", "1.28.2"), ("pdfium", "159")),
    notices=("原文件的电子签名在删减后失效",),
)


def test_a_proof_passes_when_all_checks_do() -> None:
    assert PROOF.passed
    assert PROOF.faults == ()
    failed = replace(PROOF, checks=(*PROOF.checks, Check("元数据", False, "第2处仍在书签中")))
    assert not failed.passed
    assert failed.faults == ("元数据：第2处仍在书签中",)


def test_a_proof_without_checks_proves_nothing() -> None:
    assert not replace(PROOF, checks=()).passed


def test_a_proof_comes_back_from_its_json() -> None:
    written = json.loads(json.dumps(proof_json(PROOF), ensure_ascii=False))
    assert written["passed"] is True
    assert proof_from_json(written) == PROOF
