import { availableParallelism } from "node:os";
import { type Scanner, scannerFor } from "../link/scans";
import { seedsFor } from "../link/seeds";
import type { Look, ParsedFile, Reading, Scan } from "../scan";
import type { Files, UserModels } from "../types";
import { unpacked } from "./columns";
import { type Jobs, jobsIn } from "./jobs";
import { canStartThreads, startThreads, type Threads } from "./threads";

export interface ReadingRequest {
  /** Absolute. */
  readonly root: string;
  readonly files: Files;
  /** Whether the text of a file is not that of the disk. */
  readonly isUnsaved: (path: string) => boolean;
  readonly models: UserModels | undefined;
  /** How many threads may work at a time; null is as many as there are processors. */
  readonly jobs: number | null;
  /** How many files make threads worth their start; missing, what was measured. */
  readonly worthwhile?: Readonly<Record<Work, number>>;
}

/** A reading that must be closed. */
export interface OpenReading extends Reading {
  readonly close: () => void;
}

type Work = "scan" | "parse" | "search";

/** A thread takes 100 ms to start: about what 5,000 files take to be scanned, or 15 to be parsed. */
const WORTHWHILE: Readonly<Record<Work, number>> = { scan: 3000, parse: 40, search: 6000 };

/** So many files are one piece of work. */
const PIECE: Readonly<Record<Work, number>> = { scan: 500, parse: 8, search: 1000 };

/** More of them would wait for the thread that takes their answers. */
const MOST_THREADS = 8;

/** Opens the files of a project for reading in threads, as far as that is worth it. */
export function openReading(request: ReadingRequest): OpenReading {
  const { files, isUnsaved, models } = request;
  const crew = crewFor(request);
  const scanSaved = async (paths: readonly string[], look: Look): Promise<readonly Scan[]> => {
    const threads = crew.threads("scan", paths.length);
    if (threads === null) return crew.here().scan(paths, look);
    const asks = pieces(paths, PIECE.scan).map((piece) => [piece, look] as [typeof piece, Look]);
    const needs = seedsFor(models).needs.length;
    return (await threads.ask("scan", asks, (columns) => unpacked(columns, needs))).flat();
  };
  const searchSaved = async (paths: readonly string[], texts: readonly string[]): Promise<readonly Hits[]> => {
    const threads = crew.threads("search", paths.length);
    if (threads === null) return [{ paths, places: crew.here().search(paths, texts) }];
    const asks = pieces(paths, PIECE.search).map((piece) => [piece, texts] as [typeof piece, typeof texts]);
    return threads.ask("search", asks, (places, index) => ({ paths: asks[index]?.[0] ?? [], places }));
  };
  return {
    async scan(paths, look) {
      const scans = (
        await scanSaved(
          paths.filter((path) => !isUnsaved(path)),
          look,
        )
      ).values();
      let scanner: Scanner | null = null;
      return paths.flatMap((path) => {
        if (!isUnsaved(path)) return scans.next().value ?? [];
        scanner ??= scannerFor(seedsFor(models));
        return scanner.look(path, files.read(path));
      });
    },
    async parse(paths, want) {
      const saved = paths.filter((path) => !isUnsaved(path));
      const threads = crew.threads("parse", saved.length);
      if (threads === null) return crew.here().parse(saved, want);
      const asks = pieces(saved, PIECE.parse).map((piece) => [piece, want] as [typeof piece, typeof want]);
      return (await threads.ask("parse", asks, (json): readonly ParsedFile[] => JSON.parse(json))).flat();
    },
    async search(paths, texts) {
      const saved = await searchSaved(
        paths.filter((path) => !isUnsaved(path)),
        texts,
      );
      const unsaved = paths.filter(isUnsaved).map((path) => ({ path, read: files.read(path) }));
      return new Map(
        texts.map((text, index) => {
          const holds = unsaved.filter(({ read }) => read.kind === "text" && read.text.includes(text));
          const found = saved.flatMap((hits) => (hits.places[index] ?? []).map((place) => hits.paths[place] ?? ""));
          return [text, [...found, ...holds.map(({ path }) => path)]];
        }),
      );
    },
    close: crew.close,
  };
}

/** For each text the places of the paths in whose files it stands. */
interface Hits {
  readonly paths: readonly string[];
  readonly places: readonly (readonly number[])[];
}

/** Who works: this thread, and others once there is enough to do. */
interface Crew {
  readonly here: () => Jobs;
  /** Null where so many files are better worked on here. */
  readonly threads: (work: Work, files: number) => Threads | null;
  readonly close: () => void;
}

function crewFor({ root, models, jobs, worthwhile = WORTHWHILE }: ReadingRequest): Crew {
  const count = Math.min(jobs ?? availableParallelism(), MOST_THREADS);
  let own: Jobs | null = null;
  let threads: Threads | null = null;
  return {
    here() {
      own ??= jobsIn(root, models);
      return own;
    },
    threads(work, files) {
      if (count < 2 || !canStartThreads || files < 2) return null;
      if (threads === null && files >= worthwhile[work]) threads = startThreads(count, root, models);
      return threads;
    },
    close: () => threads?.close(),
  };
}

function pieces(paths: readonly string[], size: number): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(paths.length / size) }, (_, index) =>
    paths.slice(index * size, (index + 1) * size),
  );
}
