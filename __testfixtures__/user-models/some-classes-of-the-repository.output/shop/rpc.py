from shop_transport import dial


class PriceClient:
    def __init__(self, address):
        self.wire = dial(address)

    def quote(self, sku):
        return self.wire.send("quote", sku)


class PriceTable:
    def __init__(self, rows):
        self.rows = rows

    def quote(self, sku):
        return self.rows[sku]


def _FallbackClient(address):
    return PriceTable({address: 0})
