"""parse --scheduler: a batch on a cluster of processes, one of which is killed. All are outside of the test itself."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest
from cli_samples import Run

ROOT = Path(__file__).parents[2]
PATIENCE = 300.0
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}

pytestmark = pytest.mark.skipif(find_spec("distributed") is None, reason="the extra “cluster” is not installed")


@dataclass(frozen=True)
class Cluster:
    """The scheduler's address, and the process of each worker."""

    address: str
    pids: tuple[int, ...]


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """Serve on localhost: the ban of sockets holds in the test's process only, and stays so."""
    nursery = subprocess.Popen(
        [sys.executable, "-m", "tests.helpers.cluster_nursery"],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    address, *pids = nursery.stdout.readline().split()
    yield Cluster(address, tuple(map(int, pids)))
    nursery.stdin.close()
    nursery.wait(PATIENCE)
    nursery.stdout.close()


def folder_of(place: Path, count: int) -> Path:
    """Return a folder of small issues, the third of them empty."""
    place.mkdir()
    for number in range(1, count + 1):
        text = f"云川市人民政府令\n第{number}号\n" if number != 3 else ""
        (place / f"{number:05}.txt").write_text(text, encoding="utf-8")
    return place


def begun(folder: Path, cluster: Cluster, out: Path) -> subprocess.Popen[bytes]:
    line = [sys.executable, "-m", "desktop", "parse", folder, "--out", out, "--resume", "--scheduler", cluster.address]
    return subprocess.Popen(line, cwd=ROOT, env=ENVIRONMENT, stderr=subprocess.PIPE)


def wait_for_lines(out: Path, count: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while not (out.exists() and out.read_bytes().count(b"\n") >= count):
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a thing of POSIX")
def test_work_goes_on_when_a_computer_of_the_cluster_dies(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number:02}").touch()
    (tmp_path / "fatal").touch()
    line = [sys.executable, "-m", "tests.helpers.cluster_trial", str(tmp_path)]
    told = subprocess.run(line, cwd=ROOT, env=ENVIRONMENT, timeout=PATIENCE, stdout=subprocess.PIPE, check=True)
    assert json.loads(told.stdout) == [f"{number:02} {number}" for number in range(40)] + ["fatal ReaderDied"]


@pytest.mark.long
@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a thing of POSIX")
@pytest.mark.parametrize("count", [300, 3000])
def test_a_cluster_that_loses_a_computer_reads_every_file_once(
    run: Run, cluster: Cluster, tmp_path: Path, count: int
) -> None:
    folder, out, alone = folder_of(tmp_path / "公报", count), tmp_path / "集群.jsonl", tmp_path / "本机.jsonl"
    with begun(folder, cluster, out) as batch:
        wait_for_lines(out, 20)
        os.kill(cluster.pids[0], signal.SIGKILL)
        assert out.read_bytes().count(b"\n") < count
        told = batch.communicate(timeout=PATIENCE)[1].decode()
    run("parse", folder, "--out", alone)
    assert batch.returncode == 1
    assert told.count("\n") == 1
    assert "00003.txt" in told
    assert out.read_bytes() == alone.read_bytes()
    assert len({json.loads(line)["source"]["path"] for line in out.read_text().splitlines()}) == count


def test_a_cluster_that_is_not_there_is_told_in_words(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "公报", 4)
    with begun(folder, Cluster("nonsense://nowhere:1", ()), tmp_path / "集群.jsonl") as batch:
        told = batch.communicate(timeout=PATIENCE)[1].decode()
    assert batch.returncode == 1
    assert "连接不上计算集群“nonsense://nowhere:1”" in told
    assert told.count("\n") == 1


def test_without_the_extra_the_way_is_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.cli.parse.find_spec", {}.get)
    ran = run("parse", folder_of(tmp_path / "公报", 3), "--scheduler", "tcp://127.0.0.1:1")
    assert ran.status == 2
    assert "gongbao-desk[cluster]" in ran.err


def test_what_needs_a_cluster_is_loaded_only_with_its_address(run: Run, tmp_path: Path) -> None:
    assert run("parse", folder_of(tmp_path / "公报", 2)).status == 0
    assert not {"distributed", "dask", "tornado"} & sys.modules.keys()
