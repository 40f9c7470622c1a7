from shop import clients

clients.channel = object()

from shop import nightly

print(nightly.count)
