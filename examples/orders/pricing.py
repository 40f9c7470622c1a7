"""The client of the order service."""

import os

import grpc

import orders_pb2
import orders_pb2_grpc

ADDRESS = os.environ.get("ORDERS_ADDRESS", "localhost:50051")

channel = grpc.insecure_channel(ADDRESS)
stub = orders_pb2_grpc.OrdersStub(channel)


def price_of(sku):
    """The price of an article, in cents."""
    return stub.GetPrice(orders_pb2.PriceRequest(sku=sku), timeout=5).cents
