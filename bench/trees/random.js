/** Chance that can be repeated: the same seed gives the same draws on every machine. */

/** A source of draws for `keys`, independent of those for other keys. */
function randomOf(...keys) {
  let state = hash(keys.join("/"));
  /** The next number in [0, 1): mulberry32, by Tommy Ettinger, in the public domain. */
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit) => Math.floor(next() * limit);
  return {
    below,
    /** A whole number from `low` to `high`, both included. */
    between: (low, high) => low + below(high - low + 1),
    pick: (items) => items[below(items.length)],
    chance: (share) => next() < share,
    /** How much longer or shorter than the median: log-normal, by Box and Muller. */
    spread: (sigma) => Math.exp(sigma * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())),
  };
}

/** FNV-1a, 32 bits. */
function hash(text) {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value;
}

module.exports = { randomOf };
