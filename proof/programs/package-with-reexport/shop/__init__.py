from .clients import prices

__all__ = ["prices"]
