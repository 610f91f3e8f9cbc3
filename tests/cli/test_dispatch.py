"""From a line to an exit status."""

from __future__ import annotations

import argparse

import pytest
from cli_samples import Ran, Run, assert_told

from desktop.cli import dispatch, verifying
from desktop.cli.usage import VERBS


def test_every_verb_that_may_be_typed_has_what_runs_it() -> None:
    assert {*dispatch._RUN, "demo"} == set(VERBS)
    assert all(callable(dispatch._runner(verb)) for verb in dispatch._RUN)


@pytest.mark.parametrize(
    ("error", "status"), [(KeyboardInterrupt(), 130), (BrokenPipeError(), 141)], ids=["interrupt", "reader gone"]
)
def test_an_end_from_outside_makes_no_words(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int
) -> None:
    monkeypatch.setattr(dispatch.console, "abandon", lambda _: None)  # the stream here is the test run's own
    ran = run_failing(run, monkeypatch, error)
    assert (ran.status, ran.out, ran.err) == (status, "", "")


@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), MemoryError()], ids=["system", "memory"])
def test_a_fault_of_the_machine_is_told_in_words(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    assert_told(run_failing(run, monkeypatch, error))


def run_failing(run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException) -> Ran:
    def fail(_: argparse.Namespace) -> int:
        raise error

    monkeypatch.setattr(verifying, "run_verify", fail)
    return run("verify")
