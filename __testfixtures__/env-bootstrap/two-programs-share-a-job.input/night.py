import sys

import jobs

if __name__ == "__main__":
    sys.exit(jobs.run())
