from .clients import stock
