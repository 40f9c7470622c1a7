/** What is certain of the grpcio of a project. Of a range only the lower end is known. */

/** The grpcio that a project uses. */
export interface GrpcioVersion {
  /** `1.71.0`; of a range (`>=1.60`) its lower bound. */
  readonly version: string;
  /** What says so: `uv.lock:12`, `--grpcio-version`. */
  readonly source: string;
  /** False for the lower bound of a range: it may be any later one. */
  readonly exact: boolean;
}

/** Whether it is this version or a later one, whatever is installed in the end. */
export function isFrom(grpcio: GrpcioVersion | null | undefined, version: string): boolean {
  return grpcio ? compare(grpcio.version, version) >= 0 : false;
}

/** Whether it is below this version, whatever is installed in the end. */
export function isBelow(grpcio: GrpcioVersion | null | undefined, version: string): boolean {
  return grpcio?.exact ? compare(grpcio.version, version) < 0 : false;
}

/**
 * Whether its default engine takes no forks, so that fork support needs `GRPC_POLL_STRATEGY=poll`: epollex was the default
 * up to 1.45.0 (grpc/grpc#29239), and forks went wrong with it from 1.31 on (grpc/grpc#23796).
 */
export function needsPollStrategy(grpcio: GrpcioVersion | null | undefined): boolean {
  return isFrom(grpcio, "1.31") && isBelow(grpcio, "1.45.1");
}

/** By the numbers at the start: `1.45.0rc1` counts as `1.45.0`. */
function compare(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  const index = left.findIndex((number, at) => number !== right[at]);
  return index < 0 ? 0 : (left[index] ?? 0) - (right[index] ?? 0);
}

function numbersOf(version: string): readonly number[] {
  const found = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(version)?.slice(1) ?? [];
  return [0, 1, 2].map((index) => Number(found[index] ?? "0"));
}
