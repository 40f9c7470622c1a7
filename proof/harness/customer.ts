/** What was asked for, the item that the reply names, and the process that gave it. */
export interface Answer {
  readonly asked: string;
  readonly sku: string;
  readonly pid: number;
}

export interface Answers {
  readonly answers: readonly Answer[];
  readonly errors: readonly string[];
}

/** Whoever asks a deployed application for the level of items, and hears which process answered. */
export interface Customer {
  /** Whether there is somebody to ask. */
  isServed(): boolean;
  /** Asks for each item at once, and resolves when each has its answer or error; not before it is closed when there is none. */
  ask(skus: readonly string[]): Promise<Answers>;
  /** Gives up what it waits for. */
  close(): void;
}

/** An answer, or what there was instead. */
export type Reply = Answer | string;

export function answersOf(replies: readonly Reply[]): Answers {
  return {
    answers: replies.filter((reply) => typeof reply !== "string"),
    errors: replies.filter((reply) => typeof reply === "string"),
  };
}
