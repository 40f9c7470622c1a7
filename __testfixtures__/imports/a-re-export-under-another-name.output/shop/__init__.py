from .clients import prices
from .clients import get_stock as get_warehouse
