/** All models, asked by dotted name. A folder's models are the values of its files; a test holds the lists complete. */
import type { UserModels } from "../types";
import { billiard } from "./families/billiard";
import { concurrentFutures } from "./families/concurrent-futures";
import { multiprocess } from "./families/multiprocess";
import { multiprocessing } from "./families/multiprocessing";
import { pathos } from "./families/pathos";
import { pathosPools } from "./families/pathos-pools";
import { torchMultiprocessing } from "./families/torch-multiprocessing";
import { daemonContext } from "./forks/daemon-context";
import { daemonize } from "./forks/daemonize";
import { dataLoader } from "./forks/data-loader";
import { executor } from "./forks/executor";
import { flaskProcesses } from "./forks/flask-processes";
import { forkingServer } from "./forks/forking-server";
import { gunicornApplication } from "./forks/gunicorn-application";
import { hueyConsumer } from "./forks/huey-consumer";
import { joblibParallel } from "./forks/joblib-parallel";
import { luigiBuild } from "./forks/luigi-build";
import { manager } from "./forks/manager";
import { managerServer } from "./forks/manager-server";
import { mpireWorkerPool } from "./forks/mpire-worker-pool";
import { pMap } from "./forks/p-map";
import { pathosPool } from "./forks/pathos-pool";
import { pebbleProcess } from "./forks/pebble-process";
import { pebbleProcessPool } from "./forks/pebble-process-pool";
import { pool } from "./forks/pool";
import { process } from "./forks/process";
import { processMap } from "./forks/process-map";
import { rqWorker } from "./forks/rq-worker";
import { torchStartProcesses } from "./forks/torch-start-processes";
import { tornadoFork } from "./forks/tornado-fork";
import { tornadoServer } from "./forks/tornado-server";
import { werkzeugProcesses } from "./forks/werkzeug-processes";
import { airflow } from "./frameworks/airflow";
import { celery } from "./frameworks/celery";
import { functionsFramework } from "./frameworks/functions-framework";
import { gunicorn } from "./frameworks/gunicorn";
import { huey } from "./frameworks/huey";
import { pytest } from "./frameworks/pytest";
import { rq } from "./frameworks/rq";
import { uwsgi } from "./frameworks/uwsgi";
import { aioInsecureChannel } from "./grpc/aio-insecure-channel";
import { aioSecureChannel } from "./grpc/aio-secure-channel";
import { aioServer } from "./grpc/aio-server";
import { generatedStub } from "./grpc/generated-stub";
import { insecureChannel } from "./grpc/insecure-channel";
import { interceptChannel } from "./grpc/intercept-channel";
import { secureChannel } from "./grpc/secure-channel";
import { server } from "./grpc/server";
import { branches } from "./guards/branches";
import { exits } from "./guards/exits";
import { inert } from "./guards/inert";
import { threadPools } from "./guards/thread-pools";
import { threads } from "./guards/threads";
import { libraryModels } from "./libraries";
import { type LibraryIndex, libraryIndex } from "./library-index";
import type { CallForkModel, FamilyModel, ForkModel, FrameworkModel, GrpcModel, GuardModel } from "./model";
import { userIndex, userNames, userWords } from "./user";

export const grpcModels: readonly GrpcModel[] = [
  insecureChannel,
  secureChannel,
  aioInsecureChannel,
  aioSecureChannel,
  interceptChannel,
  generatedStub,
  server,
  aioServer,
];

export const forkModels: Readonly<Record<FamilyModel["like"], readonly ForkModel[]>> = {
  multiprocessing: [process, pool],
  "concurrent.futures": [executor],
  pathos: [pathosPool],
};

export const callForkModels: readonly CallForkModel[] = [
  joblibParallel,
  mpireWorkerPool,
  pebbleProcess,
  pebbleProcessPool,
  pMap,
  dataLoader,
  torchStartProcesses,
  tornadoFork,
  tornadoServer,
  daemonContext,
  forkingServer,
  flaskProcesses,
  gunicornApplication,
  luigiBuild,
  manager,
  managerServer,
  werkzeugProcesses,
  daemonize,
  processMap,
  rqWorker,
  hueyConsumer,
];

export const familyModels: readonly FamilyModel[] = [
  torchMultiprocessing,
  multiprocessing,
  billiard,
  multiprocess,
  concurrentFutures,
  pathos,
  pathosPools,
];

export const guardModels: readonly GuardModel[] = [exits, branches, threads, threadPools, inert];

export const frameworkModels: readonly FrameworkModel[] = [
  airflow,
  celery,
  functionsFramework,
  gunicorn,
  huey,
  pytest,
  rq,
  uwsgi,
];

/** What the analysis asks of the models. */
export interface Models extends LibraryIndex {
  /** The names that the project itself has models for. */
  readonly ownNames: readonly string[];
  /** A class of the project's that is like `multiprocessing.Process`. */
  readonly process: (name: string) => ForkModel | null;
  readonly grpc: (name: string) => GrpcModel | null;
  /** A name of a family: `multiprocess.pool.Pool` is `pool.Pool` of the family `multiprocess`. */
  readonly member: (
    name: string,
  ) => { readonly family: string; readonly like: FamilyModel["like"]; readonly member: string } | null;
  readonly fork: (like: FamilyModel["like"], member: string) => ForkModel | null;
  readonly frameworks: readonly FrameworkModel[];
  /** The framework of which a call of the name makes an application. */
  readonly application: (name: string) => FrameworkModel | null;
  /** Whether a function that the decorator is given does not run when its name is called. */
  readonly putsOff: (decorator: string) => boolean;
  /** Methods that a framework calls in a child, of an object whose class derives from one of this name. */
  readonly objectMethods: (base: string) => readonly string[];
  /** When a framework calls the functions that the name is given. */
  readonly hook: (name: string) => "child" | "parent" | null;
  /** The framework whose workers the function numbers. */
  readonly numbersWorkers: (name: string) => string | null;
  /** The framework without which the module is not there. */
  readonly providerOf: (module: string) => string | null;
  readonly forkCall: (name: string) => CallForkModel | null;
  /** Whether another process makes instances of the classes that a method of this name is given. */
  readonly exposes: (method: string) => boolean;
  /** Whether the name is that of a call that forks, or makes what a call that forks is a method of. */
  readonly leadsToForkCall: (name: string) => boolean;
  readonly guard: (name: string) => GuardModel["effect"] | null;
  /** Whether a bare identifier may be the last part of a name that opens gRPC or forks. */
  readonly isGrpcWord: (word: string) => boolean;
  readonly isForkWord: (word: string) => boolean;
}

interface Table<T> {
  readonly exact: ReadonlyMap<string, T>;
  readonly patterns: readonly { readonly pattern: RegExp; readonly model: T }[];
}

function table<T extends { readonly names: readonly string[] }>(models: readonly T[]): Table<T> {
  const exact = new Map<string, T>();
  const patterns: { pattern: RegExp; model: T }[] = [];
  for (const model of models) {
    for (const name of model.names) {
      if (name.includes("*")) patterns.push({ pattern: patternOf(name), model });
      else exact.set(name, model);
    }
  }
  return { exact, patterns };
}

/** A `*` at the end takes all that follows; elsewhere what one or more path components may be. */
function patternOf(name: string): RegExp {
  const escaped = name.replace(/[.()]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${escaped}$`);
}

function find<T>(from: Table<T>, name: string): T | null {
  return from.exact.get(name) ?? from.patterns.find(({ pattern }) => pattern.test(name))?.model ?? null;
}

const FORK_WORDS = new Set([
  "get_context",
  "set_start_method",
  "run_in_executor",
  "register_at_fork",
  "fork",
  "forkpty",
]);

const SERVER_WORDS = ["add_insecure_port", "add_secure_port"];

/** The models of this tool, and those of a project, which go before them. */
export function createModels(user?: UserModels): Models {
  const own = userIndex(user);
  const ownWords = userWords(user);
  const grpc = table(grpcModels);
  const guards = table(guardModels);
  const calls = table(callForkModels);
  const libraries = libraryIndex(libraryModels);
  const forks = {
    multiprocessing: table(forkModels.multiprocessing),
    "concurrent.futures": table(forkModels["concurrent.futures"]),
    pathos: table(forkModels.pathos),
  };
  // Anything may be called `server`; a grpc server is told by how it is bound.
  const clients = grpcModels.filter((model) => model.makes !== "server").flatMap((model) => model.names);
  const words = new Set([
    ...clients.map((name) => name.slice(name.lastIndexOf(".") + 1)),
    ...SERVER_WORDS,
    ...ownWords.grpc,
  ]);
  const forkNames = Object.values(forkModels).flatMap((models) => models.flatMap((model) => model.names));
  const forkCalls = new Set(
    callForkModels.flatMap((model) => model.names.flatMap((name) => [name, name.replace(/\(\).*/, "")])),
  );
  const exposing = new Set(
    callForkModels.flatMap(({ runs }) => runs.flatMap((work) => (work.kind === "deferred" ? (work.to ?? []) : []))),
  );
  const forkWords = new Set([
    ...FORK_WORDS,
    ...forkNames.map((name) => name.slice(name.lastIndexOf(".") + 1)),
    ...ownWords.forks,
  ]);
  const cache = new Map<string, GuardModel["effect"] | null>();
  return {
    ...libraries,
    library: (name) => {
      const said = own.library(name);
      return said === null ? libraries.library(name) : [said];
    },
    leadsToLibrary: (name) => own.library(name) !== null || libraries.leadsToLibrary(name),
    ownNames: userNames(user),
    process: own.process,
    grpc: (name) => find(grpc, name),
    member: (name) => {
      const family = familyModels.find((model) => name.startsWith(`${model.package}.`));
      return family
        ? { family: family.package, like: family.like, member: name.slice(family.package.length + 1) }
        : null;
    },
    fork: (like, member) => find(forks[like], member.replace(/^context\./, "")),
    frameworks: frameworkModels,
    application: (name) => frameworkModels.find((model) => model.apps.includes(name)) ?? null,
    putsOff: (decorator) => frameworkModels.some((model) => model.putsOff?.includes(decorator)),
    objectMethods: (base) =>
      frameworkModels.flatMap(({ objects }) =>
        objects && base.startsWith(`${objects.package}.`) ? objects.methods : [],
      ),
    hook: (name) => {
      if (frameworkModels.some((model) => model.childHooks.includes(name))) return "child";
      return frameworkModels.some((model) => model.parentHooks.includes(name)) ? "parent" : null;
    },
    numbersWorkers: (name) => frameworkModels.find(({ workerId }) => workerId === name)?.name ?? null,
    providerOf: (module) => frameworkModels.find(({ provides }) => provides.includes(module))?.name ?? null,
    exposes: (method) => exposing.has(method),
    forkCall: (name) => own.call(name) ?? find(calls, name),
    leadsToForkCall: (name) => own.call(name) !== null || own.process(name) !== null || forkCalls.has(name),
    guard: (name) => {
      let effect = cache.get(name);
      if (effect === undefined) {
        effect = own.guard(name) ?? find(guards, name)?.effect ?? null;
        cache.set(name, effect);
      }
      return effect;
    },
    isGrpcWord: (word) => words.has(word) || /^\w+Stub$/.test(word),
    isForkWord: (word) => forkWords.has(word) || /^(Fork|Spawn|ForkServer)(Process|Context)$/.test(word),
  };
}
