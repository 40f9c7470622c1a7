import { spawn } from "node:child_process";
import { once } from "node:events";
import { freePort, portsOf } from "./ports";

const onLinux = process.platform === "linux" ? test : test.skip;
const LISTEN = `
import os, socket
with socket.socket() as listening, socket.socket() as reserved:
    listening.bind(("127.0.0.1", int(os.environ["PORT"])))
    listening.listen()
    reserved.bind(("127.0.0.1", 0))
    if os.fork() == 0:
        print("ready", flush=True)
    os.read(0, 1)
`;

onLinux("a session's ports are those on which one of its processes listens", async () => {
  const port = freePort();
  const env = { ...process.env, PORT: String(port) };
  const child = spawn("python3", ["-c", LISTEN], { detached: true, env, stdio: ["pipe", "pipe", "inherit"] });
  try {
    await once(child.stdout, "data");
    expect(portsOf(child.pid ?? 0)).toEqual([port]);
    expect(portsOf(process.pid)).not.toContain(port);
  } finally {
    process.kill(-(child.pid ?? 0), "SIGKILL");
  }
});

onLinux("a free port is never the one that was given just now", () => {
  expect(freePort()).not.toBe(freePort());
});
