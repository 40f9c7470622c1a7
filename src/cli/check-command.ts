export function checkCommand(): Promise<number> {
  return Promise.resolve(0);
}
