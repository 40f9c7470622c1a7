import type { FamilyModel } from "../model";

/** Pools that pickle with dill, by the pathos project (pathos/pools.py). */
export const pathosPools = {
  kind: "family",
  package: "pathos.pools",
  like: "pathos",
  examples: {
    yes: [
      `import grpc
from pathos.pools import ProcessPool
channel = grpc.insecure_channel('stock:50051')
def count(sku):
    return channel.unary_unary('/shop.Stock/Count')(sku)
ProcessPool(nodes=4).uimap(count, [b'tea'])
`,
    ],
    no: [
      `import grpc
from pathos.pools import ProcessPool
def count(sku):
    return grpc.insecure_channel('stock:50051').unary_unary('/shop.Stock/Count')(sku)
ProcessPool(nodes=4).uimap(count, [b'tea'])
`,
    ],
  },
} as const satisfies FamilyModel;
