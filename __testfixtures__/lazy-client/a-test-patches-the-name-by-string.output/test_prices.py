from unittest import mock

import prices


@mock.patch("prices.stub")
def test_price(stub):
    stub.GetPrice.return_value.cents = 450
    assert prices.price("tea") == 450
