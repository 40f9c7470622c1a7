"""Counts in children, then runs a test that replaces the stub by its name: the name must still be there."""
# parent: created
# steps: tea coffee patched
# before: fork0
# after: unset, fork0
from unittest import mock

import journal
import shop_pb2
import stockroom


def test_level_is_what_the_stock_says():
    with mock.patch("stockroom.stub") as stub:
        stub.Level.return_value = shop_pb2.Count(sku="patched", amount=7)
        journal.saw("patched", stockroom.level("tea"))


if __name__ == "__main__":
    stockroom.count_all(["tea", "coffee"])
    test_level_is_what_the_stock_says()
