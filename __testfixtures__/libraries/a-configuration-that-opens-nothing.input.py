from multiprocessing import Process

from google.ads.googleads.client import GoogleAdsClient

client = GoogleAdsClient.load_from_storage("google-ads.yaml")


def report(customer):
    service = client.get_service("GoogleAdsService")
    print(list(service.search(customer_id=customer, query="SELECT campaign.id FROM campaign")))


if __name__ == "__main__":
    Process(target=report, args=("1",)).start()
