from .clients import Stock

__all__ = ["Stock"]
