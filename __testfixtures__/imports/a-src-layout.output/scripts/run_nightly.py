from shop.nightly import main

main()
