import pytest

from shop.clients import stock


@pytest.fixture
def shelf():
    yield stock
