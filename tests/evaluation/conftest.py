"""One engine for all: Kiwi is loaded once."""

import pytest

from newsprism import Settings, build


@pytest.fixture(scope="session")
def engine():
    return build(Settings(workers=1))
