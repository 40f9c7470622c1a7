import type { CallForkModel } from "../model";

/** p_tqdm (p_tqdm/p_tqdm.py: a `ProcessPool` of pathos with a bar). */
export const pMap = {
  kind: "call-fork",
  names: ["p_map", "p_imap", "p_umap", "p_uimap"].flatMap((name) => [`p_tqdm.${name}`, `p_tqdm.p_tqdm.${name}`]),
  summary: "p_map(f, items) and its kin map in a pool of pathos of their own",
  source: "https://github.com/swansonk14/p_tqdm",
  methods: null,
  runs: [
    {
      kind: "function",
      handover: {
        function: { position: 0, keyword: "function" },
        args: null,
        kwargs: null,
        items: { kind: "each", from: 1 },
      },
    },
  ],
  method: { default: "default", argument: null },
  conditions: [],
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from p_tqdm import p_umap
def count(sku):
    return channel.unary_unary('/shop.Stock/Count')(sku)
p_umap(count, [b'tea', b'milk'])
`,
    ],
    no: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from p_tqdm import t_map
def count(sku):
    return channel.unary_unary('/shop.Stock/Count')(sku)
t_map(count, [b'tea', b'milk'])
`,
      `import grpc
from p_tqdm import p_map
def count(sku):
    with grpc.insecure_channel('stock:50051') as channel:
        return channel.unary_unary('/shop.Stock/Count')(sku)
p_map(count, [b'tea', b'milk'])
`,
    ],
  },
} as const satisfies CallForkModel;
