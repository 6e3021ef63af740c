"""The shell script `start`, as far as it can be tried without installing anything."""

import os
import re
import shutil
import socket
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def start(tmp_path):
    """`start("help", PORT="1")`, run from a folder with a blank in its name and nothing in it."""
    folder = tmp_path / "a b"
    folder.mkdir()
    shutil.copy(ROOT / "start", folder)

    def run(*arguments, **variables):
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        done = subprocess.run(
            [folder / "start", *arguments],
            cwd=tmp_path,
            env=kept | variables,
            capture_output=True,
            text=True,
        )
        assert os.listdir(folder) == ["start"], "nothing was made"
        return done

    return run


def test_help_lists_the_commands(start):
    done = start("help")
    assert done.returncode == 0
    assert "./start test [--postgres]" in done.stdout


def test_an_unknown_word_is_named_and_the_commands_are_listed(start):
    done = start("strat")
    assert done.returncode == 2
    assert "'strat'" in done.stderr
    assert "./start setup" in done.stderr


@pytest.mark.parametrize("port", ["http", "0", "65536", "99999999", "80 00", "-1"])
def test_a_port_that_is_none_is_refused(start, port):
    done = start(PORT=port)
    assert done.returncode == 1
    assert "PORT" in done.stderr


def test_a_taken_port_is_refused_before_anything_is_set_up(start):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = start(PORT=str(other.getsockname()[1]))
    assert done.returncode == 1
    assert "Choose another port: PORT=" in done.stderr


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_file_names_no_host_and_every_package_has_a_hash(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|--index|--find-links|/\w+/", text)
    requirements = re.findall(r"^[a-z0-9][^\n]*(?:\n[ ]+--[^\n]*)*", text, re.MULTILINE)
    assert len(requirements) > 20
    assert all("--hash=sha256:" in requirement for requirement in requirements)


def versions(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


def test_both_lock_files_hold_the_same_versions():
    assert versions("requirements.lock").items() <= versions("requirements-dev.lock").items()


def test_the_lock_files_hold_what_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    def names(requirements):
        return {re.match(r"[\w-]+", requirement)[0] for requirement in requirements}

    development = project["optional-dependencies"]["dev"]
    assert names(project["dependencies"]) <= versions("requirements.lock").keys()
    assert names(development) <= versions("requirements-dev.lock").keys()
