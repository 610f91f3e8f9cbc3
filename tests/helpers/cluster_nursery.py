"""A dask cluster on this computer, for tests: prints its address and its workers' processes, ends with its input."""

from __future__ import annotations

import logging
import sys

import distributed

WORKERS = 2


def local_cluster() -> distributed.LocalCluster:
    """Return two processes, each with a nanny that replaces it when it dies."""
    return distributed.LocalCluster(
        n_workers=WORKERS,
        threads_per_worker=1,
        processes=True,
        dashboard_address=None,
        silence_logs=logging.CRITICAL,
    )


def main() -> None:
    """Serve until standard input is closed."""
    with local_cluster() as cluster:
        print(cluster.scheduler_address, *(nanny.pid for nanny in cluster.workers.values()), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
