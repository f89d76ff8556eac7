"""Lists of words laid over the package's: cues, modality, terms."""

from __future__ import annotations

from collections.abc import Iterator

from crossclaim.codebook.files import Change, UserFile
from crossclaim.yamlfile import YamlFile, read_yaml


def laid_words(file: UserFile, packaged: YamlFile | None = None) -> tuple[YamlFile, tuple[Change, ...]]:
    """The package's lists of the same file name with a user's words added and taken out.

    Args:
        file: the user's file: `list: [word, -word]`; a word with "-" before it is taken out.
        packaged: the package's file; by default the one of the same name.

    Returns:
        The lists, in the form that the package's loader takes, and what changed.

    Raises:
        DataError: an unknown list, a word to be taken out that is not there, or a list that is left empty.
    """
    packaged = packaged or read_yaml(file.name)
    lists = {name: list(packaged.words(name)) for name in packaged.entries}
    changes: list[Change] = []
    for name, entry in file.mapping().items():
        file.known(name, lists, "list", entry.line)
        items = list(file.items(entry, name))
        changes += _changes(file, name, items, lists[name])
        gone = {word for word, out, _ in items if out}
        lists[name] = [w for w in lists[name] if w not in gone] + [word for word, out, _ in items if not out]
        if not lists[name]:
            raise file.error(f"list {name!r} is left empty", entry.line, "leave a word in it")
    return YamlFile(file.name, lists), tuple(changes)


def _changes(file: UserFile, name: str, items: list[tuple[str, bool, int]], there: list[str]) -> Iterator[Change]:
    for word, out, line in items:
        if out:
            file.there(word, there, name, line)
            yield Change(file.name, line, f"{name}: takes out {word!r}")
        else:
            yield Change(file.name, line, f"{name}: adds {word!r}" + (" (there already)" if word in there else ""))
