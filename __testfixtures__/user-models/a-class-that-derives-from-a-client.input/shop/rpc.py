from shop_transport import dial


class Client:
    def __init__(self, address):
        self.wire = dial(address)

    def call(self, method, body):
        return self.wire.send(method, body)
