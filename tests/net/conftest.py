from time import monotonic

import pytest


@pytest.fixture
def clock():
    """Seconds since the test began."""
    began = monotonic()
    return lambda: monotonic() - began
