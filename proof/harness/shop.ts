/** The peer of the programs: a server process on the loopback, never forked from a program under proof. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { processEnvironment } from "./environment";

export interface Shop {
  readonly address: string;
  readonly tlsAddress: string;
  /** Path of the certificate that the TLS port shows. */
  readonly certificate: string;
  readonly close: () => void;
}

export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** Makes a self-signed certificate for the loopback; null when there is no openssl. */
export function makeCertificate(folder: string): Certificate | null {
  const made = { certificate: join(folder, "certificate.pem"), key: join(folder, "key.pem") };
  const request = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1";
  const output = ["-keyout", made.key, "-out", made.certificate];
  const { error, status, stderr } = spawnSync("openssl", [...request.split(" "), ...output], { encoding: "utf8" });
  if (error !== undefined) return null;
  if (status !== 0) throw new Error(`openssl made no certificate: ${stderr}`);
  return made;
}

/** The shops of a proof, one for each Python. A program that breaks takes its connections with it, and no others. */
export interface Shops {
  /** The shop that this Python serves; the first call opens it. */
  readonly of: (python: string) => Promise<Shop>;
  readonly close: () => Promise<void>;
}

export function shops(open: (python: string) => Promise<Shop>): Shops {
  const opened = new Map<string, Promise<Shop>>();
  return {
    of(python) {
      const shop = opened.get(python) ?? open(python);
      opened.set(python, shop);
      return shop;
    },
    async close() {
      for (const shop of await Promise.allSettled(opened.values())) {
        if (shop.status === "fulfilled") shop.value.close();
      }
    },
  };
}

/** Starts a shop and waits until it serves. Without a certificate it has no TLS port. */
export async function openShop(python: string, proof: string, tls: Certificate | null): Promise<Shop> {
  const folder = mkdtempSync(join(tmpdir(), "proof-shop-"));
  const portFile = join(folder, "port");
  const server = spawn(
    python,
    [join(proof, "server.py"), portFile, ...(tls === null ? [] : [tls.certificate, tls.key])],
    {
      stdio: ["ignore", "ignore", "pipe"],
      env: processEnvironment(join(proof, "lib"), {}),
    },
  );
  const close = () => {
    server.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await serving(server, portFile);
    const [port, tlsPort] = readFileSync(portFile, "utf8").split(" ");
    const certificate = tls?.certificate ?? "";
    return { address: `127.0.0.1:${port}`, tlsAddress: `127.0.0.1:${tlsPort}`, certificate, close };
  } catch (error) {
    close();
    throw error;
  }
}

async function serving(server: ChildProcess, portFile: string): Promise<void> {
  let stderr = "";
  server.stderr?.on("data", (data) => {
    stderr += data;
  });
  server.once("error", (error) => {
    stderr += error.message;
  });
  const until = performance.now() + 30_000;
  while (!existsSync(portFile)) {
    const dead = server.exitCode !== null || server.pid === undefined;
    if (dead || performance.now() > until) throw new Error(`the shop did not open: ${stderr}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
