from shop import jobs

if __name__ == "__main__":
    jobs.run([])
    print("ready")
