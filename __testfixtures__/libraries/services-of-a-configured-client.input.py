from multiprocessing import Process

from google.ads.googleads.client import GoogleAdsClient

client = GoogleAdsClient.load_from_storage("google-ads.yaml")  # expect: GFF105 warning fix=safe
campaigns = client.get_service("GoogleAdsService")


def report(customer):
    print(list(campaigns.search(customer_id=customer, query="SELECT campaign.id FROM campaign")))


if __name__ == "__main__":
    Process(target=report, args=("1",)).start()
