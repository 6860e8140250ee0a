"""Projects to build: the real theme around a small base."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import FIXTURES, PROJECT

SITE_URL = "https://review.example/base/"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of its own: configuration, prose pages, and the tiny base."""
    return make_project(tmp_path / "project")


def make_project(root: Path) -> Path:
    """Make a project in a new folder, which is returned."""
    root.mkdir()
    config = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(f"site_url: {SITE_URL}\n{config}", encoding="utf-8")
    for folder in ("rules", "reference"):
        (root / "docs" / folder).mkdir(parents=True)
    for name in (
        "method",
        "data",
        "contribute",
        "maintain",
        "own-base",
        "about",
        "architecture",
        "rules/index",
        "reference/kinds",
        "reference/commands",
    ):
        (root / "docs" / f"{name}.md").write_text(f"# A page\n\nOf {name}.\n", encoding="utf-8")
    shutil.copytree(FIXTURES / "tiny_kb" / "entries", root / "entries")
    return root
