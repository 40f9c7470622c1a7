from __future__ import annotations

from multiprocessing import Process
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clients import PricesStub


def describe(stub: PricesStub | None) -> None:
    print("no prices today" if stub is None else "prices")


if __name__ == "__main__":
    Process(target=describe, args=(None,)).start()
