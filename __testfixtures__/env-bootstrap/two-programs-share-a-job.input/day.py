# options: --unsafe-fixes
import jobs

if __name__ == "__main__":
    jobs.run()
