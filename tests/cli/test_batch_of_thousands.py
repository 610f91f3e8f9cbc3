"""A folder of 10,000 files whose batch is killed several times: at the end each file has one line."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES, KILLS = 10_000, 5
PATIENCE = 900.0


@pytest.mark.long
@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a thing of POSIX")
def test_ten_thousand_files_are_read_once_however_often_the_batch_is_killed(tmp_path: Path) -> None:
    folder, out = tmp_path / "公报", tmp_path / "公报.jsonl"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number:05}.txt").write_text(f"云川市人民政府令\n第{number}号\n", encoding="utf-8")
    line = [sys.executable, "-m", "desktop", "parse", folder, "--jobs", "2", "--out", out, "--resume"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    chance = random.Random(9)
    kept = b""
    for _ in range(KILLS):
        with subprocess.Popen(line, env=environment) as batch:
            _wait_until_longer(out, len(kept) + chance.randrange(1, 500_000))
            batch.send_signal(signal.SIGKILL)
        whole = out.read_bytes()
        assert whole.startswith(kept)
        kept = whole[: whole.rfind(b"\n") + 1]
    assert 0 < kept.count(b"\n") < FILES
    assert subprocess.run(line, env=environment, timeout=PATIENCE, check=False).returncode == 0
    names = [json.loads(told)["source"]["path"] for told in out.read_text(encoding="utf-8").splitlines()]
    assert names == [f"{number:05}.txt" for number in range(FILES)]


def _wait_until_longer(out: Path, size: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while not (out.exists() and out.stat().st_size >= size):
        assert time.monotonic() < deadline
        time.sleep(0.005)
