"""What the tests of cleaning share."""

from __future__ import annotations

import pytest

from crossclaim.clean import Cleaner, CleaningTables, load_tables


@pytest.fixture(scope="session")
def tables() -> CleaningTables:
    return load_tables()


@pytest.fixture(scope="session")
def cleaner(tables: CleaningTables) -> Cleaner:
    return Cleaner.of(tables)
