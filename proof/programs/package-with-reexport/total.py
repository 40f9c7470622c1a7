"""The package shows its stub under a shorter name; the pool lives inside the package."""
# parent: created
# steps: tea coffee cocoa
# before: fork0
# after: unset, fork0
from shop import listing

if __name__ == "__main__":
    print(listing.total(["tea", "coffee", "cocoa"]))
