"""Reads the history of texts from a git repository: one file for each text, a commit a change.

Git itself is asked, with fixed arguments: nothing of the repository's configuration may start a
program, reach the network or change the repository, and no file of it is written out.
"""

import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from fnmatch import fnmatchcase
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple

from kg.catalogue import catalogue
from kg.errors import UnreadableDocument
from kg.model.claimed import Versions
from kg.model.document import DateOrigin, Document
from loaders.readers.kinds import READERS
from loaders.readers.origin import Origin, Reading

TEXTS = frozenset({".md", ".txt", ".html", ".htm"})
ABOUT = ("README", "LICENSE", "CONTRIBUTING", "CHANGELOG", "CODE_OF_CONDUCT")
"""How the names of files begin that are about the repository."""
MOST_BLOB_BYTES = 20_000_000
SECONDS = 600
COMMIT = "\x01"

SAFE = (
    "core.fsmonitor=",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.attributesFile=/dev/null",
    "diff.external=",
    "log.showSignature=false",
    "protocol.allow=never",
)
"""Settings that outweigh those of the repository."""
SURROUNDINGS = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
LOG = (
    "log", "--first-parent", "--reverse", "--diff-merges=first-parent", "--raw", "-z", "--root",
    "--no-renames", "--no-abbrev", "--no-ext-diff", "--no-textconv", "--no-show-signature",
    "--no-notes", f"--format={COMMIT}%at", "HEAD", "--",
)  # fmt: skip


class Change(NamedTuple):
    """A file as it stood at the end of a day: the name of its content, none where it is gone."""

    path: str
    day: date
    blob: str


class Repository:
    """A git repository that is only read."""

    def __init__(self, path: str) -> None:
        program = shutil.which("git")
        if program is None:
            raise UnreadableDocument(
                f"{path}: the command 'git' is not installed; install it to read a history"
            )
        if not Path(path).is_dir():
            raise UnreadableDocument(f"{path}: no folder with a git repository; check the path")
        self.name = path
        place = str(Path(path).resolve())
        self.surroundings = SURROUNDINGS | {"GIT_CEILING_DIRECTORIES": str(Path(place).parent)}
        given = (f"safe.directory={place}", *SAFE)
        settings = [part for setting in given for part in ("-c", setting)]
        self.command = [program, "--no-pager", "-C", place, *settings]

    def changes(self) -> list[Change]:
        """List the last state of each file on each day on which it changed, in order of days."""
        tokens = iter(self.ask(*LOG).split("\0"))
        found: dict[tuple[str, date], Change] = {}
        day = date.min
        for token in tokens:
            told = token.strip("\n")
            if told.startswith(COMMIT):
                day = datetime.fromtimestamp(int(told[1:]), UTC).date()
            elif told.startswith(":"):
                path = next(tokens)
                blob = told.split(" ")[3]
                found[path, day] = Change(path, day, blob if told.endswith(("A", "M")) else "")
        return sorted(found.values(), key=lambda change: (change.path, change.day))

    def ask(self, *arguments: str) -> str:
        """Run git and give what it prints."""
        ran = subprocess.run(
            [*self.command, *arguments],
            env=self.surroundings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
        if ran.returncode:
            why = ran.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
            raise UnreadableDocument(
                f"{self.name}: git cannot read a history there ({why[-1]}); give a repository"
            )
        return ran.stdout.decode("utf-8", "surrogateescape")

    @contextmanager
    def contents(self) -> Iterator["Contents"]:
        """Open the store of contents."""
        with subprocess.Popen(
            [*self.command, "cat-file", "--batch"],
            env=self.surroundings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            if process.stdin and process.stdout:
                yield Contents(process.stdin, process.stdout)
                process.stdin.close()


class Contents:
    """The contents of a repository by name, one after the other."""

    def __init__(self, asked: IO[bytes], told: IO[bytes]) -> None:
        self.asked = asked
        self.told = told

    def of(self, blob: str) -> bytes | None:
        """Give a content; None where it is not there or larger than any text should be."""
        self.asked.write(f"{blob}\n".encode())
        self.asked.flush()
        head = self.told.readline().split()
        if len(head) != 3:
            return None
        size = int(head[2])
        data = self.told.read(min(size, MOST_BLOB_BYTES))
        left = size - len(data)
        while left > 0 and (piece := self.told.read(min(left, 1 << 20))):
            left -= len(piece)
        self.told.read(1)
        return data if size <= MOST_BLOB_BYTES else None


def read_history(path: str, only: Sequence[str] = ()) -> Iterator[Reading]:
    """Read every text in a repository as its versions; `only` are patterns of file names.

    Of several changes in a day the last counts. A file that is gone leaves its last version.
    """
    try:
        repository = Repository(path)
        files: dict[str, list[Change]] = defaultdict(list)
        for change in repository.changes():
            if change.blob and is_text(change.path, only):
                files[change.path].append(change)
        if not files:
            yield UnreadableDocument(f"{path}: no text with a history there; check the patterns")
        with repository.contents() as contents:
            for name in sorted(files):
                yield from versions(repository, contents, name, files[name])
    except UnreadableDocument as error:
        yield error
    except (OSError, subprocess.SubprocessError) as error:
        yield UnreadableDocument(f"{path}: git cannot be run ({error}); check the installation")


def is_text(path: str, only: Sequence[str]) -> bool:
    """Tell whether a file is one of the texts that are asked for."""
    name = PurePosixPath(path)
    hidden = any(part.startswith(".") for part in name.parts)
    about = name.name.upper().startswith(ABOUT)
    asked = not only or any(fnmatchcase(path, pattern) for pattern in only)
    return name.suffix.lower() in TEXTS and path.isprintable() and asked and not (hidden or about)


def versions(
    repository: Repository, contents: Contents, path: str, changes: Sequence[Change]
) -> Iterator[Reading]:
    """Read the versions of one text; a version whose words are the same is none."""
    found: list[Document] = []
    for change in changes:
        place = f"{printed(repository.name)}: {path} of {change.day}"
        data = contents.of(change.blob)
        if data is None:
            yield UnreadableDocument(f"{place}: missing, or larger than any text; left out")
            continue
        result = version(data, path, change.day, place)
        if isinstance(result, UnreadableDocument):
            yield result
        elif not found or found[-1].text != result.text:
            found.append(result)
    if found:
        yield Versions(name=str(PurePosixPath(path).with_suffix("")), documents=tuple(found))


def version(data: bytes, path: str, day: date, place: str) -> Document | UnreadableDocument:
    """Read one version as a document of its day, published by whose text it is."""
    name = PurePosixPath(path)
    own = f"{name.with_suffix('')}@{day.isoformat()}"
    origin = Origin(id=own, place=place, published=day.isoformat())
    try:
        result = next(READERS[name.suffix.lower()](BytesIO(data), origin))
    except UnreadableDocument as error:
        return error
    if not isinstance(result, Document):
        return UnreadableDocument(f"{place}: no text; left out")
    known = {"id": own, "published": day.isoformat(), "published_from": DateOrigin.FILE}
    title = result.title or name.stem
    return result.model_copy(update=known | {"publisher": publisher(path), "title": title})


def publisher(path: str) -> str | None:
    """Give whose texts stand in a folder: the company of that name, or that offers the service."""
    folder = PurePosixPath(path).parent.name
    if not folder:
        return None
    known = catalogue()
    for entity in known.named(folder):
        if entity.type in {"Service", "Model"} and entity.provider:
            return known.entities[entity.provider].name
    return folder


def printed(name: str) -> str:
    """Write a name so that it prints."""
    return name if name.isprintable() else name.encode("unicode_escape").decode("ascii")
