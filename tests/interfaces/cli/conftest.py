"""Commands in the process of the test."""

import pytest

from newsprism import WORKSPACE_VARIABLE
from newsprism.interfaces.cli.main import main


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Run a command in `tmp_path`; returns its exit code, stdout and stderr."""
    monkeypatch.setenv(WORKSPACE_VARIABLE, "")  # what -w sets is taken back after the test
    monkeypatch.chdir(tmp_path)

    def running(*arguments):
        with pytest.raises(SystemExit) as ended:
            main([str(a) for a in arguments])
        out, err = capsys.readouterr()
        return ended.value.code, out, err

    return running


@pytest.fixture
def refused(run):
    """Run a command that must be refused; returns the line on stderr."""

    def running(*arguments):
        code, out, err = run(*arguments)
        assert (code, out) == (2, ""), err
        (line,) = err.splitlines()
        return line

    return running
