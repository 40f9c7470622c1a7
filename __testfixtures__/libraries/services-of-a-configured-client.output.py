import os
from multiprocessing import Process

from google.ads.googleads.client import GoogleAdsClient

_campaigns_by_pid = {}


def get_campaigns():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _campaigns_by_pid:
        client = GoogleAdsClient.load_from_storage("google-ads.yaml")  # expect: GFF105 warning fix=safe
        _campaigns_by_pid[pid] = client.get_service("GoogleAdsService")
    return _campaigns_by_pid[pid]


def report(customer):
    print(
        list(
            get_campaigns().search(
                customer_id=customer, query="SELECT campaign.id FROM campaign"
            )
        )
    )


if __name__ == "__main__":
    Process(target=report, args=("1",)).start()
