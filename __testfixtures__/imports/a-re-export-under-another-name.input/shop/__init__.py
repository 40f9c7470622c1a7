from .clients import prices
from .clients import stock as warehouse
