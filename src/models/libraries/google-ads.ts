import type { LibraryModel } from "../model";

/** The client is a configuration; the services that it gives have channels. */
export const googleAds = {
  kind: "library",
  library: "google-ads",
  summary: "The client is a configuration; the services that it gives have channels.",
  source: "https://github.com/googleads/google-ads-python/blob/main/google/ads/googleads/client.py",
  names: [
    "google.ads.googleads.client.GoogleAdsClient",
    "google.ads.googleads.client.GoogleAdsClient.load_from_*",
    "google.ads.googleads.GoogleAdsClient",
  ],
  opens: "lazy",
  aio: false,
  connects: ["get_service"],
  quiet: ["get_type", "copy_from"],
  examples: {
    yes: [
      `import multiprocessing
from google.ads.googleads.client import GoogleAdsClient

client = GoogleAdsClient.load_from_storage()
client.get_service('GoogleAdsService').search(customer_id='1', query='q')
def work():
    client.get_service('GoogleAdsService').search(customer_id='1', query='q')
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from google.ads.googleads.client import GoogleAdsClient

client = GoogleAdsClient.load_from_storage()
def work():
    client.get_service('GoogleAdsService').search(customer_id='1', query='q')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
