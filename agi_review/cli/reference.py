"""Pages of reference, made from the classes of the kinds and from the commands' own help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from agi_review.schema.entry import Entry
from agi_review.schema.json_schema import fields_schema


def reference(group: click.Group, kinds: Sequence[type[Entry]]) -> dict[str, str]:
    """Return the name and the text of each page.

    Args:
        group: The command whose commands are described.
        kinds: The kinds of the base.
    """
    return {"kinds.md": _page(_kinds(kinds)), "commands.md": _page(_commands(group))}


def _page(lines: Iterator[str]) -> str:
    return "\n".join(lines) + "\n"


def _head(title: str, description: str) -> str:
    return f"---\ntitle: {title}\ndescription: {description}\n---\n\n# {title}\n"


def _kinds(kinds: Sequence[type[Entry]]) -> Iterator[str]:
    yield _head("Kinds and fields", "Every kind of entry with all its fields.")
    yield "Made from the classes that check the entries. A field in bold is needed."
    shared: dict[str, Mapping[str, Any]] = {}
    for kind in kinds:
        schema = fields_schema(kind)
        shared |= schema["definitions"]
        yield f"\n## {kind.plural}\n\n{schema['description']} Files stand in `{kind.folder}/`.\n"
        yield from _fields(schema)
    yield "\n## Groups of fields"
    for name in sorted(shared):
        yield f"\n### {name}\n\n{_cell(shared[name].get('description', ''))}\n"
        yield from _fields(shared[name])


def _fields(schema: Mapping[str, Any]) -> Iterator[str]:
    yield "| field | holds | meaning |\n|---|---|---|"
    for name, node in schema["properties"].items():
        shown = f"**`{name}`**" if name in schema.get("required", ()) else f"`{name}`"
        yield f"| {shown} | {_holds(node)} | {_cell(node.get('description', ''))} |"


def _holds(node: Mapping[str, Any]) -> str:
    if "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "items" in node:
        return f"list of: {_holds(node['items'])}"
    if "enum" in node:
        return ", ".join(f"`{value}`" for value in node["enum"])
    if "x-refers-to" in node:
        return f"id of a {node['x-refers-to']}"
    return {"string": "text", "integer": "whole number"}.get(node.get("type", ""), "value")


def _cell(text: str) -> str:
    return _words(text).replace("|", "\\|")


def _words(text: str) -> str:
    """Return a text on one line, in which nothing passes for an HTML element."""
    return " ".join(text.split()).replace("<", "&lt;")


def _commands(group: click.Group) -> Iterator[str]:
    yield _head("Commands", "Every command with its arguments and options.")
    yield "Made from the commands' own help. Exit codes: 0 clean, 1 findings, 2 could not run."
    yield from _below(group, "agi-review")


def _below(group: click.Group, called: str) -> Iterator[str]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _below(command, f"{called} {name}")
        elif command is not None:
            yield from _command(command, f"{called} {name}")


def _command(command: click.Command, called: str) -> Iterator[str]:
    arguments = [p.make_metavar(click.Context(command)) for p in command.params if _is_word(p)]
    yield f"\n## `{' '.join([called, *arguments])}`\n"
    paragraphs = (command.help or "").replace("\b", "").split("\n\n")
    yield "\n\n".join(map(_words, paragraphs))
    options = [each for each in command.params if isinstance(each, click.Option)]
    if options:
        yield "\n| option | meaning |\n|---|---|"
    for option in options:
        yield f"| `{', '.join(option.opts)}`{_choices(option)} | {_cell(option.help or '')} |"


def _is_word(parameter: click.Parameter) -> bool:
    return isinstance(parameter, click.Argument)


def _choices(option: click.Option) -> str:
    if not isinstance(option.type, click.Choice):
        return ""
    return " " + ", ".join(f"`{choice}`" for choice in option.type.choices)
