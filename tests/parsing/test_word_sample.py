"""The sample gazettes as Word files say exactly what they say as text."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.contract import to_json
from desktop.parsing.pipeline import parse_file
from desktop.parsing.readers.legacy import find_converter

SEEDS = Path(__file__).parents[2] / "seeds"
STEMS = ("yunchuan-2026-01", "yunchuan-2026-02")


@pytest.fixture(scope="module", params=STEMS)
def files(request: pytest.FixtureRequest) -> tuple[Path, Path]:
    """Return a sample as text and as a Word file; that they are of one manuscript is tested with the gold."""
    return SEEDS / f"{request.param}.txt", SEEDS / f"{request.param}.docx"


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
