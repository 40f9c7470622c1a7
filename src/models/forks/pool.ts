import type { ForkModel, Handover } from "../model";

const once = {
  function: { position: 0, keyword: "func" },
  args: { position: 1, keyword: "args" },
  kwargs: { position: 2, keyword: "kwds" },
  items: null,
} as const satisfies Handover;

const each = { ...once, args: null, kwargs: null, items: { kind: "each", from: 1 } } as const satisfies Handover;
const unpack = { ...each, items: { kind: "unpack", from: 1 } } as const satisfies Handover;

/** `Pool(processes, initializer, initargs, maxtasksperchild)` forks its workers at once (multiprocessing/pool.py). */
export const pool = {
  kind: "fork",
  names: ["Pool", "pool.Pool"],
  when: "construction",
  constructor: {
    function: { position: 1, keyword: "initializer" },
    args: { position: 2, keyword: "initargs" },
    kwargs: null,
    items: null,
  },
  methods: {
    apply: once,
    apply_async: once,
    map: each,
    map_async: each,
    imap: each,
    imap_unordered: each,
    starmap: unpack,
    starmap_async: unpack,
  },
  respawn: { position: 3, keyword: "maxtasksperchild" },
  context: null,
  pickles: true,
  examples: {
    yes: [
      `import multiprocessing
import grpc
channel = grpc.insecure_channel('stock:50051')
def count(item):
    return channel.unary_unary('/shop.Stock/Count')(item)
with multiprocessing.Pool(2) as workers:
    workers.map(count, [b'1', b'2'])
`,
    ],
    no: [
      `import multiprocessing
import grpc
def count(item):
    return channel.unary_unary('/shop.Stock/Count')(item)
workers = multiprocessing.Pool(2)
channel = grpc.insecure_channel('stock:50051')
`,
    ],
  },
} as const satisfies ForkModel;
