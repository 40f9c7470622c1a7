/** All transforms, in order of preference. */
import type { Transform } from "../src/edits/transform";
import { envBootstrap } from "./env-bootstrap";
import { lazyClient } from "./lazy-client";
import { removeSuppression } from "./remove-suppression";
import { reuseportServer } from "./reuseport-server";
import { spawnContext } from "./spawn-context";

export const transforms: readonly Transform[] = [
  lazyClient,
  reuseportServer,
  envBootstrap,
  spawnContext,
  removeSuppression,
];
