"""A batch of small work on a cluster of two processes, one of which is killed; prints what came of each file."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from desktop.domain.errors import SourceError
from desktop.parsing.progress import Progress
from desktop.tasks import cluster
from desktop.tasks.worker import USUAL, ParserBroken
from tests.helpers.cluster_nursery import local_cluster


def work(path: Path, told: object, _progress: Progress) -> str:
    """Return the name and what was told, and end over a file that is named so."""
    if path.name == "fatal":
        os._exit(3)
    return f"{path.name} {told}"


def failed(task: cluster.Task, error: SourceError | ParserBroken) -> str:
    """Say how a file failed."""
    return f"{task[0].name} {type(error).__name__}"


def trial(folder: Path) -> list[str]:
    """Return what came of each file of a folder, in order, while the first computer is killed after some."""
    tasks: list[cluster.Task] = [(path, number) for number, path in enumerate(sorted(folder.iterdir()))]
    with local_cluster() as place:
        outcomes = cluster.each(work, failed, tasks, place.scheduler_address, USUAL, patience=100)
        found = [next(outcomes) for _ in range(5)]
        os.kill(place.workers[0].pid, signal.SIGKILL)
        return found + list(outcomes)


if __name__ == "__main__":
    from tests.helpers import cluster_trial  # what is sent to other processes has to have a name there

    print(json.dumps(cluster_trial.trial(Path(sys.argv[1]))))
