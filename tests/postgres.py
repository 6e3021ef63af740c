"""Run a command with DATABASE_URL on a temporary PostgreSQL server:

    python -m tests.postgres python -m pytest

The server is made from the system's own binaries in a temporary directory, listens on a Unix
socket in it and on nothing else, and goes away with the command, whatever becomes of that.
"""

import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

ROLE = DATABASE = "evenhand"
BINARIES = ("initdb", "pg_ctl", "postgres")
USUAL_PLACES = (
    "/usr/lib/postgresql/*/bin",  # Debian
    "/usr/pgsql-*/bin",  # PostgreSQL's own packages for Fedora and Red Hat
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)
# Nothing of this server outlives the command, so it need not survive a power cut.
SETTINGS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses="


def find_binaries() -> Path:
    """The folder that holds PostgreSQL's server programs, the newest version first."""
    places = [
        place
        for pattern in USUAL_PLACES
        for place in sorted(Path("/").glob(pattern[1:]), key=version_of, reverse=True)
    ]
    if pg_config := shutil.which("pg_config"):
        answer = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True)
        places.append(Path(answer.stdout.strip()))
    if initdb := shutil.which("initdb"):
        places.append(Path(initdb).resolve().parent)
    for place in places:
        if all(os.access(place / name, os.X_OK) for name in BINARIES):
            return place
    sys.exit(
        "PostgreSQL's server programs (initdb, pg_ctl, postgres) were not found. Install them: "
        "apt-get install postgresql, dnf install postgresql-server, or brew install postgresql@17."
    )


def version_of(place: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", str(place))]


def unprivileged_user() -> str | None:
    """Whom the server runs as: PostgreSQL refuses root. None for the user who is here."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    sys.exit("PostgreSQL does not run as root, and there is no user postgres or nobody.")


@contextmanager
def temporary_server() -> Iterator[str]:
    """Yield the DATABASE_URL of a server that lives as long as the block."""
    binaries = find_binaries()
    user = unprivileged_user()
    # Only the directory's owner and root reach the socket in it, so nobody needs a password.
    # /tmp, because the path of a socket may have about a hundred characters.
    folder = Path(tempfile.mkdtemp(prefix="evenhand-postgres-", dir="/tmp"))
    cluster, log = folder / "cluster", folder / "log"

    def run(program: str, *arguments: str) -> None:
        command = [str(binaries / program), *arguments]
        as_user = {}
        if user:
            account = pwd.getpwnam(user)
            as_user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        done = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            text=True,
            **as_user,
        )
        if done.returncode:
            said = log.read_text() if log.exists() else done.stdout
            sys.exit(f"{program} failed with exit code {done.returncode}:\n{said}")

    try:
        if user:
            shutil.chown(folder, user)
        locale = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
        run(
            "initdb",
            f"--pgdata={cluster}",
            f"--username={ROLE}",
            f"--locale={locale}",
            "--encoding=UTF8",
            "--auth=trust",
            "--no-sync",
        )
        options = f"{SETTINGS} -c unix_socket_directories={folder}"
        run("pg_ctl", "start", "-w", f"-D{cluster}", f"-l{log}", f"-o{options}")
        with psycopg.connect(
            host=str(folder), user=ROLE, dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(f"CREATE DATABASE {DATABASE}")
        yield f"postgres://{ROLE}@/{folder}/{DATABASE}"
    finally:
        try:
            if (cluster / "postmaster.pid").exists():
                run("pg_ctl", "stop", "-w", f"-D{cluster}", "-mimmediate")
        finally:
            shutil.rmtree(folder)


def main(command: list[str]) -> int:
    """Run `command` beside a server of its own and return its exit code."""
    if not command:
        sys.exit(__doc__)
    # Ctrl-C reaches the command too: the command ends, and then the server does.
    signal.signal(signal.SIGINT, lambda *_: None)
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda number, _: sys.exit(128 + number))
    with temporary_server() as url:
        process = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": url})
        try:
            return process.wait()
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
