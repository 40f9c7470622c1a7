/** The vocabulary of the shop. None of these words is one that the prefilter looks for. */

const nouns =
  "order item price stock basket customer invoice refund parcel carrier warehouse shelf supplier voucher payment ledger tax region currency catalogue product variant bundle discount receipt address account session review rating label batch route delivery pallet quote contract budget forecast margin season store till shift employee".split(
    " ",
  );

const verbs =
  "load find count merge check apply convert collect round split sort compare format parse build update store remove resolve reserve release settle book match list describe validate normalise summarise".split(
    " ",
  );

const adjectives =
  "open late total daily local known empty partial final gross net fresh stale pending shared nested weekly damaged".split(
    " ",
  );

const sentences = [
  "Values are kept in cents, because sums of floats drift.",
  "An unknown region falls back to the one of the head office.",
  "The caller holds the lock; nothing here waits for another one.",
  "Suppliers send this twice a day, and sometimes not at all.",
  "Entries that are older than the limit are left to the nightly clean-up.",
  "Returns an empty list when nothing was found, never None.",
  "The order of the result is the order of the catalogue.",
  "Duplicates are possible where two stores share a shelf.",
  "See the handbook for the meaning of each column.",
  "Raises ValueError when the two sides are in different currencies.",
];

/** What people write beside code, and what a search for words finds there although it means nothing. */
const decoys = [
  "Process the rest in the next round.",
  "This used to fork the catalogue for each season.",
  "Process: count, compare, then book the difference.",
  "TODO: the grpc gateway will replace this one day.",
  "multiprocessing was tried here and did not pay.",
];

const foreign = ["Größe in Zentimetern", "prix hors taxe, en €", "価格は税込み", "Zażółć gęślą jaźń", "naïve façade"];

module.exports = { nouns, verbs, adjectives, sentences, decoys, foreign };
