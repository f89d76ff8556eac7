"""A user's own rows of parties, checked against the package's columns and codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import get_args

from crossclaim.codebook.files import OUT, Change, UserFile
from crossclaim.lexicon.countries import Countries
from crossclaim.lexicon.parties import BODIES, NAMED, ROLES, PartyLayer, RoleKind, rows, split
from crossclaim.yamlfile import YamlFile

COLUMNS = {**{file: 4 for file, _ in NAMED}, BODIES: 3, ROLES: 4}
"""The files of parties, and how many columns each has."""

PEOPLE = frozenset({"military", "civilian", "unknown", OUT})


def laid_parties(
    files: Mapping[str, UserFile], countries: Countries, codes: YamlFile
) -> tuple[PartyLayer, tuple[Change, ...]]:
    """The rows of a user's party files, and what of the package's is taken out.

    Args:
        files: the user's files by name, those of `COLUMNS`.
        countries: the table of countries, for their codes.
        codes: holds the list of sectors.

    Raises:
        DataError: a row of another form, a code that there is not, or a name to be taken out that is not there.
    """
    sectors = frozenset(code.upper() for code in codes.words("sectors"))
    added, gone, changes = {}, {}, []
    for name, file in files.items():
        packaged = _names(name)
        added[name] = tuple(file.rows(COLUMNS[name], _check(file, countries, sectors)))
        for line, cells in file.outs():
            file.there(cells[0], packaged, name, line)
            changes.append(Change(name, line, f"takes out {cells[0]!r}"))
        gone[name] = frozenset(cells[0] for _, cells in file.outs())
        changes += [Change(name, line, _said(name, cells, packaged)) for line, cells in added[name]]
    return PartyLayer(added, gone), tuple(changes)


def _names(file: str) -> set[str]:
    """What the rows of a packaged file are called: their names; of roles, their nouns."""
    found = [cells for _, cells in rows(file, COLUMNS[file])]
    return {noun for cells in found for noun in split(cells[3])} if file == ROLES else {cells[0] for cells in found}


def _said(file: str, cells: list[str], packaged: set[str]) -> str:
    if file == ROLES:
        return f"adds {cells[3].replace('|', ', ')} ({cells[0]})"
    return f"{'replaces' if cells[0] in packaged else 'adds'} {cells[0]!r}"


def _check(file: UserFile, countries: Countries, sectors: frozenset[str]) -> Callable[[list[str], int], None]:
    """The check of one row's cells."""

    def sector(code: str, line: int) -> None:
        if code != OUT:
            file.known(code, sectors, "sector", line)

    def named(cells: list[str], line: int) -> None:
        country = cells[2]
        if country != OUT and (not re.fullmatch("[A-Z]{3}", country) or countries.iso(country) is None):
            raise file.error(f"{country!r} is no country", line, "write its ISO 3166 alpha-3 code, or '-'")
        sector(cells[3], line)

    def body(cells: list[str], line: int) -> None:
        sector(cells[1], line)
        if not list(split(cells[2])):
            raise file.error("no phrase that names it", line, "write phrases with | between them")

    def role(cells: list[str], line: int) -> None:
        file.known(cells[0], get_args(RoleKind), "kind of role", line)
        sector(cells[1], line)
        file.known(cells[2], PEOPLE, "class of people", line)

    return {BODIES: body, ROLES: role}.get(file.name, named)


__all__ = ["COLUMNS", "laid_parties"]
