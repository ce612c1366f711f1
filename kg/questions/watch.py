"""Saved questions: asked again, and compared with the answers that they had."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from kg.errors import InputError
from kg.export.whole import whole
from kg.model.bundle import Asked
from kg.model.evidence import Answer
from kg.model.watch import Cell, Fired, Watch, Watches
from kg.questions.prove import GROUNDS, answered, single
from kg.questions.reader import Reader

Key = tuple[str, str]


def watching(reader: Reader, name: str, asked: Asked, *, fixed_day: bool = False) -> Watch:
    """Save a question with its answers of today."""
    return renewed(Watch(name=name, question=asked, fixed_day=fixed_day), asking(reader, asked))


def run(reader: Reader, watch: Watch, *, on: date) -> tuple[Watch, tuple[Fired, ...]]:
    """Ask a saved question again; give it with its new answers, and those that changed."""
    asked = watch.question
    if not watch.fixed_day:
        asked = asked.model_copy(update={"as_of": on})
    answers = asking(reader, asked)
    fired = tuple(changed(watch, answers, asked.as_of))
    return renewed(watch.model_copy(update={"question": asked}), answers), fired


def asking(reader: Reader, asked: Asked) -> dict[Key, Answer]:
    """Answer a question, each subject and region once."""
    found = single(answered(reader, asked))
    return {(answer.subject_id, answer.region_id): answer for answer in found}


def renewed(watch: Watch, answers: dict[Key, Answer]) -> Watch:
    """Put new answers into a watch."""
    cells = tuple(Cell.of(answers[key]) for key in sorted(answers))
    known = {e.statement for a in answers.values() for g in GROUNDS for e in getattr(a, g)}
    return watch.model_copy(update={"cells": cells, "known": tuple(sorted(known))})


def changed(watch: Watch, answers: dict[Key, Answer], on: date) -> Iterator[Fired]:
    """Give the answers that differ from those of the last run."""
    before = {(cell.subject_id, cell.region_id): cell for cell in watch.cells}
    for key in sorted(before.keys() | answers.keys()):
        old, answer = before.get(key), answers.get(key)
        new = Cell.of(answer) if answer else None
        shown = new or old
        if old != new and shown:
            yield Fired(
                watch=watch.name,
                subject=shown.subject,
                region=shown.region,
                as_of=on,
                before=old,
                after=new,
                because=because(answer, frozenset(watch.known)) if answer else (),
            )


def because(answer: Answer, known: frozenset[str]) -> tuple[object, ...]:
    """Give the citations that are new; where only time has passed, those that now count."""
    news = [e for g in GROUNDS for e in getattr(answer, g) if e.statement not in known]
    return tuple(news or answer.evidence)


def read_watches(path: Path) -> Watches:
    """Read the saved questions; a file that is not there has none."""
    try:
        return Watches.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return Watches()
    except OSError as error:
        raise InputError(f"cannot read '{path}': {error.strerror}; name another file") from error
    except ValidationError as error:
        raise InputError(
            f"'{path}' holds no watches ({error.error_count()} faults); mend or move it away"
        ) from error


def write_watches(path: Path, watches: Watches) -> None:
    """Write the saved questions as a whole."""
    with whole(path) as file:
        file.write(watches.model_dump_json(indent=1).encode())


def with_watch(watches: Watches, watch: Watch) -> Watches:
    """Add a watch; one of its name must not be there."""
    if any(known.name == watch.name for known in watches.watches):
        raise InputError(f"there is a watch '{watch.name}'; remove it or take another name")
    return watches.model_copy(update={"watches": (*watches.watches, watch)})


def without_watch(watches: Watches, name: str) -> Watches:
    """Take a watch away."""
    kept = tuple(watch for watch in watches.watches if watch.name != name)
    if len(kept) == len(watches.watches):
        known = ", ".join(watch.name for watch in watches.watches) or "none"
        raise InputError(f"no watch '{name}'; there are: {known}")
    return watches.model_copy(update={"watches": kept})
