from multiprocessing import Process

import prices


def reprice(sku):
    print(prices.price(sku))


def main():
    Process(target=reprice, args=("tea",)).start()


if __name__ == "__main__":
    main()
