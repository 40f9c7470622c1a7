/** Whose code makes the object of a finding: what brings findings of many repositories together. */
export interface Origin {
  /** The first package in which the object is unsafe: the library that makes it inside, else that of the code that makes it. */
  readonly package: string;
  /** The distribution that opens gRPC inside (`google-cloud-pubsub`); null where the code does so itself. */
  readonly library: string | null;
  /** The dotted name of what makes it: `grpc.insecure_channel`. */
  readonly maker: string;
  /** The module that makes it, by the packages above it: `acme_clients.channels`. */
  readonly module: string;
  /** 16 hexadecimal digits of names (module, function, maker, target): the same in the next version of the module. */
  readonly code: string;
  /** 16 hexadecimal digits of the text of the module, whatever its line ends: the same in copies. */
  readonly copy: string;
}
