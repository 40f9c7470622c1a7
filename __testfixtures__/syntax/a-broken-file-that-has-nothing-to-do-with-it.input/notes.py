def todo(:
    buy milk
