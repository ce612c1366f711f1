"""A real Neo4j server for the tests: fetched once, started with the shipped settings."""

import fcntl
import hashlib
import os
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
POM = ROOT / "tests" / "neo4j" / "pom.xml"
CACHE = ROOT / ".cache" / "neo4j"
SETTINGS = ROOT / "docker" / "neo4j.conf"
START = 90.0
"""Seconds that a server may take to answer."""


class Address(NamedTuple):
    """What a store is opened with; a command line reads the last two from the environment."""

    url: str
    user: str | None = None
    password: str | None = None


@dataclass(frozen=True)
class Server:
    """Where a server answers, as whom, and the folder that it lives in."""

    url: str
    user: str
    password: str
    home: Path


def missing() -> str | None:
    """Tell what this computer lacks to run a server, if anything."""
    lacking = [name for name in ("java", "mvn") if not shutil.which(name)]
    return f"a Neo4j server needs {' and '.join(lacking)} (JDK 17, Maven)" if lacking else None


def jars() -> Path:
    """Fetch the server from Maven Central, unless that was done for this very pom."""
    CACHE.mkdir(parents=True, exist_ok=True)
    folder = CACHE / hashlib.sha256(POM.read_bytes()).hexdigest()[:12]
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            part = CACHE / "part"
            shutil.rmtree(part, ignore_errors=True)
            goal = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
            subprocess.run(
                ["mvn", "-q", "-B", "-f", POM, goal, f"-DoutputDirectory={part}"],
                check=True,
                stdin=subprocess.DEVNULL,
            )
            part.rename(folder)
    return folder


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def configure(home: Path, port: int) -> None:
    """Write the shipped settings, and beside them only what differs on a test computer."""
    (home / "conf").mkdir(parents=True)
    (home / "import").mkdir()
    own = f"server.bolt.listen_address=127.0.0.1:{port}\nserver.http.enabled=false\n"
    (home / "conf" / "neo4j.conf").write_text(SETTINGS.read_text() + own)


def java(*command: str) -> list[str]:
    """Write the command line of one of the server's programs."""
    opened = "--add-opens=java.base/java.nio=ALL-UNNAMED"
    return ["java", "-Xms256m", "-Xmx1g", opened, "-cp", f"{jars()}/*", *command]


@contextmanager
def running(home: Path) -> Iterator[Server]:
    """Start a server with a password of its own, and stop it at the end."""
    port = free_port()
    server = Server(f"neo4j://127.0.0.1:{port}", "neo4j", secrets.token_hex(12), home)
    configure(home, port)
    place = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    admin = (
        "-XX:TieredStopAtLevel=1",
        "org.neo4j.cli.AdminTool",
        "dbms",
        "set-initial-password",
        server.password,
    )
    subprocess.run(java(*admin), env=place, check=True, capture_output=True)
    entry = ("org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}")
    with (home / "console.log").open("w") as log:
        command = java(*entry, f"--config-dir={home / 'conf'}")
        process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        answer(process, port, home)
        yield server
    finally:
        process.terminate()
        stopped(process)


def answer(process: subprocess.Popen[bytes], port: int, home: Path) -> None:
    """Wait until the server's port is open: the driver would back off for many seconds."""
    end = time.monotonic() + START
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"no server on port {port}: {(home / 'console.log').read_text()[-2000:]}")


def stopped(process: subprocess.Popen[bytes]) -> None:
    """Wait for the end of a server, and end it where it does not."""
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
