import multiprocessing

import settings
import stock

if __name__ == "__main__":
    print(settings.NAME)
    multiprocessing.Process(target=stock.count, args=("tea",)).start()
