"""`agi-review explain CODE`: the page of a rule, in the terminal."""

from __future__ import annotations

import click

from agi_review.bundled import bundled
from agi_review.cli.choosing import choose
from agi_review.diagnostics.codes import RULES


@click.command(name="explain")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Explain a rule: what, why, a wrong and a right example. Without CODE, list all rules."""
    if code is None:
        for rule in RULES:
            click.echo(f"{rule.code:<24} {rule.severity:<8} {rule.help}")
        return
    rule = choose(code, {rule.code: rule for rule in RULES}, "rule")
    page = bundled("docs/rules") / f"{rule.code}.md"
    click.echo(page.read_text(encoding="utf-8"), nl=False)
