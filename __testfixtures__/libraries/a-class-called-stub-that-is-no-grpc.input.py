from multiprocessing import Process


class PricesStub:
    """Stands in for the price service in tests."""

    def __init__(self, channel):
        self.channel = channel

    def GetPrice(self, sku):
        return {"tea": 120}[sku]


stub = PricesStub(channel=None)


def reprice(sku):
    print(stub.GetPrice(sku))


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
