"""The sample gazettes as Word files say exactly what they say as text."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.contract import to_json
from desktop.parsing.pipeline import parse_file
from desktop.parsing.readers.legacy import find_converter

ROOT = Path(__file__).parents[2]
HELPERS = ROOT / "tests" / "helpers"
STEMS = ("yunchuan-2026-01", "yunchuan-2026-02")


@pytest.fixture(scope="module", params=STEMS)
def files(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a sample as text and as a Word file made of the same manuscript."""
    sys.path.insert(0, str(HELPERS))
    try:
        import manuscript
        from as_docx import docx_of
        from layout import Typesetter

        copy = manuscript.read(HELPERS / "manuscripts" / f"{request.param}.txt")
        path = tmp_path_factory.mktemp("sample") / f"{request.param}.docx"
        path.write_bytes(docx_of(copy, Typesetter(copy)))
        assert docx_of(copy, Typesetter(copy)) == path.read_bytes()
    finally:
        sys.path.remove(str(HELPERS))
    return ROOT / "seeds" / f"{request.param}.txt", path


def kept(path: Path) -> dict[str, Any]:
    """Return what is kept of a source apart from where it stands."""
    said = to_json(parse_file(path))
    return {
        "issue": said["issue"],
        "toc": said["toc"],
        "documents": [
            {
                "fields": {key: claim["value"] for key, claim in document["fields"].items()},
                "tables": [table["cells"] for table in document["tables"]],
                "anomalies": [anomaly["code"] for anomaly in document["anomalies"]],
            }
            for document in said["documents"]
        ],
    }


def test_the_word_file_gives_the_records_of_the_text(files: tuple[Path, Path]) -> None:
    text, word_file = files
    assert kept(word_file) == kept(text)


@pytest.mark.long
@pytest.mark.skipif(find_converter() is None, reason="no LibreOffice is installed")
@pytest.mark.parametrize("form", ["doc", "rtf"])
def test_the_file_of_an_old_program_gives_the_records_of_the_text(
    files: tuple[Path, Path], form: str, tmp_path: Path
) -> None:
    text, word_file = files
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(find_converter()), profile, "--headless", "--convert-to", form, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(word_file)], check=True, capture_output=True, timeout=100)
    assert kept(tmp_path / f"{word_file.stem}.{form}") == kept(text)
