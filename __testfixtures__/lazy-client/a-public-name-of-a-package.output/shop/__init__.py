"""The shop's client library."""
from shop.clients import prices, stock

__all__ = ["prices", "stock"]
