from .clients import prices
from .clients import stock as warehouse

__all__ = ["prices", "warehouse"]
