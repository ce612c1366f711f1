"""Reading gold folders and predictions, broken ones too."""

import json
import shutil
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate.gold import load_documents, load_gold
from kg.evaluate.predictions import answers_of, claims_of, read_answers, read_claims

CLAIM = {"doc": "a", "subject": "OpenAI", "predicate": "offers", "object": "ChatGPT"}
ANSWER = {"doc": "a", "subject": "ChatGPT", "region": "Italy", "status": "available"}


def test_gold_is_read_from_folders_in_folders(write, tmp_path: Path) -> None:
    write("gold/one/a.claims.jsonl", [CLAIM])
    write("gold/two/deep/b.claims.jsonl", [{k: v for k, v in CLAIM.items() if k != "doc"}])
    write("gold/two/b.answers.jsonl", [ANSWER])
    write("gold/notes.jsonl", [{"anything": "else"}])
    gold = load_gold(tmp_path / "gold")
    assert [claim.doc for claim in gold.claims] == ["a", "b"]
    assert len(gold.answers) == 1


def test_one_file_of_gold_will_do(write) -> None:
    assert len(load_gold(write("a.claims.jsonl", [CLAIM])).claims) == 1


def test_shared_gold_is_read_as_a_whole_or_in_part(shared: Path, tmp_path: Path) -> None:
    gold = load_gold(shared / "gold", [shared / "corpus"])
    assert len(gold.claims) == 1142
    assert len(gold.answers) == 150
    assert {claim.doc for claim in gold.claims} <= set(gold.documents)
    shutil.copytree(shared / "gold" / "news", tmp_path / "mine" / "news")
    part = load_gold(tmp_path / "mine")
    assert {claim.doc for claim in part.claims} < {claim.doc for claim in gold.claims}


BROKEN_CLAIMS = {
    '{"doc": "a", ': "not JSON",
    '["doc"': "not JSON",
    "17": "a JSON object is expected, not int",
    '{"doc": "a"}': "a claim needs a 'predicate'",
    '{"predicate": "offers", "subject": "OpenAI"}': "subject and object need a name",
    json.dumps({**CLAIM, "polarity": "negative"}): "polarity",
    json.dumps({**CLAIM, "modality": "certain"}): "modality",
    json.dumps({**CLAIM, "channel": "road"}): "channel",
    json.dumps({**CLAIM, "valid_from": "July 2024"}): "valid_from",
    "[" * 100_000: "not JSON",
}


@pytest.mark.parametrize("line", BROKEN_CLAIMS, ids=lambda line: line[:60])
def test_a_broken_line_is_named_with_its_file(line: str, tmp_path: Path) -> None:
    path = tmp_path / "a.claims.jsonl"
    path.write_text(f"{json.dumps(CLAIM)}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        load_gold(tmp_path)
    assert str(raised.value).startswith(f"{path}, line 3: ")
    assert BROKEN_CLAIMS[line] in str(raised.value)


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"status": None}, "an answer needs a 'status' or 'providers'"),
        ({"status": "blocked"}, "status"),
        ({"accept": ["perhaps"]}, "accept"),
        ({"region": None}, "needs 'subject' and 'region'"),
        ({"as_of": 2024}, "'as_of' must be a date in quotes"),
    ],
)
def test_an_answer_that_nobody_could_give_is_refused(write, changed, complaint: str) -> None:
    path = write("a.answers.jsonl", [ANSWER, {**ANSWER, **changed}])
    with pytest.raises(InputError, match="line 2: ") as raised:
        load_gold(path)
    assert complaint in str(raised.value)


def test_a_folder_without_gold_is_refused(write, tmp_path: Path) -> None:
    write("claims.json", [CLAIM])
    with pytest.raises(InputError, match=r"no \*\.claims\.jsonl or \*\.answers\.jsonl under"):
        load_gold(tmp_path)


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file or folder"):
        load_gold(tmp_path / "none")


def test_bytes_that_are_no_text_are_refused_with_their_file(tmp_path: Path) -> None:
    (tmp_path / "a.claims.jsonl").write_bytes(b"\xff\xfe{")
    with pytest.raises(InputError, match=r"cannot read .*a\.claims\.jsonl"):
        load_gold(tmp_path)


def test_predictions_may_be_an_array(tmp_path: Path) -> None:
    path = tmp_path / "said.json"
    path.write_text(json.dumps([CLAIM, ANSWER], indent=1), encoding="utf-8")
    assert [claim.label for claim in read_claims(path)] == ["OpenAI > offers > ChatGPT"]
    assert [answer.status for answer in read_answers(path)] == ["available"]


def test_a_line_separator_within_a_text_does_not_break_a_line(write) -> None:
    path = write("a.jsonl", [{**CLAIM, "evidence": "one\u2028two"}])
    assert [claim.quote for claim in read_claims(path)] == ["one\u2028two"]


def test_rows_in_memory_are_read_as_those_in_files(write) -> None:
    path = write("said.jsonl", [CLAIM, ANSWER])
    assert claims_of([CLAIM]) == read_claims(path)
    assert answers_of([ANSWER]) == read_answers(path)


def test_a_row_in_memory_must_name_its_document() -> None:
    with pytest.raises(InputError, match="row 2: no document"):
        claims_of([CLAIM, {**CLAIM, "doc": None}])


def test_only_json_with_an_id_is_a_document(write, tmp_path: Path) -> None:
    write("docs/a.json", [{"id": "a", "text": "Text.", "genre": "news", "publisher": None}])
    (tmp_path / "docs" / "list.json").write_text("[1, 2]", encoding="utf-8")
    documents = load_documents([tmp_path / "docs"])
    assert list(documents) == ["a"]
    assert (documents["a"].genre, documents["a"].publisher) == ("news", "?")
