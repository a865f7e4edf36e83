"""The page of formats, the list of rules and the code say the same."""

import re
from pathlib import Path

import yaml

from settings import ROOT

RULES = yaml.safe_load((ROOT / "ballots" / "verify" / "rules.yaml").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs" / "sealed-ballots.md").read_text(encoding="utf-8")
CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "ballots").rglob("*.py")))
READERS = set(re.findall(r'exact\.reading\(\s*"([a-z-]+)"', CODE))


def test_every_rule_that_the_code_names_has_its_sentence() -> None:
    named = set(re.findall(r'Broken\(\s*"([a-z-]+)"', CODE)) | {f"{reader}-form" for reader in READERS}
    assert named <= RULES.keys()
    assert all(sentence.endswith(".") for sentence in RULES.values())


def test_every_rule_is_named_by_the_code() -> None:
    ends = {f"{reader}-{kind}" for reader in READERS for kind in ("form", "member", "scalar")}
    assert {rule for rule in RULES if rule not in ends and f'"{rule}"' not in CODE} <= {"file-unreadable"}


def test_every_rule_stands_on_the_page_of_formats() -> None:
    assert not [rule for rule in RULES if f"`{rule}`" not in PAGE]


def test_the_labels_that_are_hashed_stand_on_the_page_of_formats() -> None:
    labels = set(re.findall(r'"(danchu/[a-z0-9/-]+)', CODE))
    assert labels
    assert not [label for label in labels if label not in PAGE]


def test_the_sealed_box_uses_nothing_else_of_ours() -> None:
    imported = set(re.findall(r"^(?:from|import) ([a-z_0-9]+)", CODE, re.MULTILINE))
    ours = {path.name for path in Path(ROOT).iterdir() if path.is_dir()} - {"ballots"}
    assert not imported & ours
    assert "settings" not in imported
