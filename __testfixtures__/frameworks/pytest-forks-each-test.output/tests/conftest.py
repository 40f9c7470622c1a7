import pytest

from shop.clients import get_stock


@pytest.fixture
def shelf():
    yield get_stock()
