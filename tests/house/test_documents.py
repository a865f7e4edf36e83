"""The house's own papers say what the house is."""

import enum
import inspect
import re
from pathlib import Path

import pytest
import yaml

import models
from flows.registry import FLOWS
from settings import ROOT, Settings

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", models.__all__)
def test_every_class_of_the_models_stands_in_the_glossary(name: str) -> None:
    assert f"`{name}`" in GLOSSARY


@pytest.mark.parametrize("name", models.__all__)
def test_every_class_of_the_models_says_what_it_is(name: str) -> None:
    said = inspect.getdoc(getattr(models, name)) or ""
    assert said
    assert not said.startswith("An enumeration")
    assert isinstance(getattr(models, name), type | enum.EnumType)


def test_prefect_yaml_names_every_flow_and_nothing_else() -> None:
    deployments = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    assert {each["name"]: each["entrypoint"] for each in deployments} == {
        kind: f"flows.{kind}.{kind}" for kind in FLOWS
    }


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_has_a_sentence_and_stands_in_the_operators_page(name: str) -> None:
    assert (Settings.model_fields[name].description or "").endswith(".")
    assert f"DANCHU_{name.upper()}" in (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")


def test_the_import_rule_of_the_readme_is_the_one_that_is_held() -> None:
    held = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    layers = re.findall(r'"([a-z| ()]+)",', held[held.index("layers = [") :])
    drawn = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    order = [name.strip(" ()") for layer in layers for name in layer.split("|") if "ballots" not in name]
    rule = drawn[drawn.index("**One rule") :]
    assert sorted(order, key=rule.index) == order


def test_no_python_and_no_template_knows_the_number_of_a_decree() -> None:
    number = re.compile(r"(?:NĐ|Nghị định|Luật|QĐ|TT|Thông tư)\s*(?:số\s*)?\d{1,4}/\d{4}")
    packages = (
        "cli",
        "web",
        "flows",
        "procedures",
        "notifications",
        "documents",
        "words",
        "models",
        "law",
        "templates",
    )
    files = [path for package in packages for path in (ROOT / package).rglob("*") if _is_text(path)]
    assert not [path for path in files if number.search(path.read_text(encoding="utf-8"))]


def _is_text(path: Path) -> bool:
    return path.suffix in (".py", ".jinja", ".txt", ".html") and "__pycache__" not in path.parts
