"""Spoilt inputs are told apart from sound ones, and what a reader does wrong with one is found."""

import time
from pathlib import Path

import pytest

from conformance.generated import trial
from conformance.generated.readers import Reader
from reebrief.cli.output import say

_REFUSED = {"import, references", "answer of a feed"}
"""What says that a sound input is none of its own, or that nobody answers."""


@pytest.fixture
def bench():
    with trial.bench("2026") as made:
        yield made


def test_sound_inputs_are_read(bench):
    for reader, data in bench.sound:
        done = bench.read(0, reader, data)
        assert not done.faults, reader.name
        # A second sample may stand in the place of an article whose table the brief shows.
        assert done.code in {0, 3} or reader.name in _REFUSED | {"article", "article, rendered"}


def test_a_trial_can_be_made_again(bench):
    assert [bench.made(n)[1] for n in range(40)] == [bench.made(n)[1] for n in range(40)]


def _reader(run):
    return Reader("one", 1, "parameters", "input.yaml", lambda data, _: data, run, {})


def _fails(_):
    raise KeyError


def _loops(_):
    end = time.process_time() + 60
    while time.process_time() < end:
        pass
    return 0


def _fills(_):
    return len(bytes(range(256)) * 2_000_000) * 0


def _tears(_):
    Path("half.html").write_text("<html>", encoding="utf-8")
    return 0


def _leaves(_):
    Path(".reebrief-1-ab.new").write_text("x", encoding="utf-8")
    return 1


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (_fails, "KeyError"),
        (_loops, "over 5 s"),
        (_fills, "over 300 MB"),
        (_tears, "torn"),
        (_leaves, "left over"),
        (lambda _: 70, "exit code 70"),
        (lambda _: say("Traceback (most recent call last)") or 1, "a traceback"),
    ],
)
def test_what_a_reader_does_wrong_is_found(bench, run, said):
    assert said in " ".join(bench.read(0, _reader(run), b"x").faults)


@pytest.mark.parametrize("first", range(0, 3000, 500))
def test_some_thousand_spoilt_inputs_do_no_harm(first):
    tried = trial.tries("2026", range(first, first + 500))
    assert [one for one in tried if one.faults] == []
