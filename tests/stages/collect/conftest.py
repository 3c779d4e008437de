import pytest

from tests.stages.collect.site import running


@pytest.fixture
def web_site():
    with running() as (site, web):
        yield site, web
