"""Fill docs/cli.md with what --help prints: run it after a change to the command line.

python scripts/cli_help.py
"""

from __future__ import annotations

import re
from pathlib import Path

import click

from crossclaim.cli import main

PAGE = Path(__file__).parents[1] / "docs" / "cli.md"
BLOCK = re.compile(r"(<!-- help:(?P<name>[\w ]*) -->\n).*?(<!-- end -->)", re.DOTALL)


def helps() -> dict[str, str]:
    """The --help text of each command by name, "crossclaim" being the whole."""
    settings = {**main.context_settings, "terminal_width": 80}
    top = click.Context(main, info_name="crossclaim", **settings)
    found = {"crossclaim": main.get_help(top)}
    for name, command in main.commands.items():
        context = click.Context(command, info_name=name, parent=top, terminal_width=80)
        found[name] = command.get_help(context)
        for under, part in command.commands.items() if isinstance(command, click.Group) else ():
            inside = click.Context(part, info_name=under, parent=context, terminal_width=80)
            found[f"{name} {under}"] = part.get_help(inside)
    return found


def filled(page: str) -> str:
    """The page with each help block brought up to date."""
    texts = helps()

    def block(found: re.Match[str]) -> str:
        return f"{found[1]}\n```text\n{texts[found['name'].strip()]}\n```\n\n{found[3]}"

    return BLOCK.sub(block, page)


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
