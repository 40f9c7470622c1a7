# options: --unsafe-fixes
workers = 4
