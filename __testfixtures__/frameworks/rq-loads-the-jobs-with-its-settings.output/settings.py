from shop import stock

REDIS_URL = "redis://localhost:6379/0"
PRELOADED = [stock]
