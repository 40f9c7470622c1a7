import type { ForgeKind, PullRequest, Repository } from "../types";

/** What a pull request is to say. */
export interface PullRequestText {
  readonly title: string;
  readonly body: string;
}

export interface NewPullRequest extends PullRequestText {
  readonly branch: string;
  readonly base: string;
  readonly draft: boolean;
}

/** A commit of a pull request, with who made it: a person's commit stops updates. */
export interface Commit {
  readonly id: string;
  readonly authorEmail: string;
  readonly committerEmail: string;
}

export interface Comment {
  readonly id: string;
  readonly author: string;
  readonly body: string;
}

/** A remark at lines of a file of a pull request; `suggestion` replaces them. Lines are 1-based and inclusive. */
export interface ReviewRemark {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly body: string;
  readonly suggestion: string | null;
}

/**
 * A place that hosts repositories and takes pull requests. Each method is one logical operation; it is retried below
 * where that is harmless, and throws a {@link ForgeError} else. Only methods that are marked so create content.
 */
export interface Forge {
  readonly kind: ForgeKind;
  /** The login of the identity, for telling its own doings from a person's. */
  readonly whoAmI: () => Promise<string>;
  /** Throws `missing` when it is not there or not to be seen. */
  readonly repository: (name: string) => Promise<Repository>;
  readonly ofOrganisation: (organisation: string) => AsyncIterable<Repository>;
  readonly search: (query: string) => AsyncIterable<Repository>;
  /** Pull requests from a branch of the repository itself, in any state, newest first. */
  readonly pullRequestsFrom: (repository: string, branch: string) => Promise<readonly PullRequest[]>;
  readonly pullRequest: (repository: string, number: number) => Promise<PullRequest>;
  /** Creates content. Throws `exists` when there is an open one from that branch. */
  readonly open: (repository: string, request: NewPullRequest) => Promise<PullRequest>;
  readonly update: (repository: string, number: number, text: PullRequestText) => Promise<PullRequest>;
  readonly close: (repository: string, number: number) => Promise<PullRequest>;
  /** Adds labels to those that it has. */
  readonly label: (repository: string, number: number, labels: readonly string[]) => Promise<void>;
  /** Oldest first. */
  readonly commits: (repository: string, number: number) => Promise<readonly Commit[]>;
  readonly comments: (repository: string, number: number) => Promise<readonly Comment[]>;
  /** Creates content. */
  readonly comment: (repository: string, number: number, body: string) => Promise<void>;
  /** What reviews say in all, oldest first; where a forge has no reviews, the comments. */
  readonly reviews: (repository: string, number: number) => Promise<readonly Comment[]>;
  /**
   * Creates content. When the review is among {@link reviews}, it is there as a whole; one that was cut off is completed by
   * another call. Remarks on lines that are not part of the pull request are left out by the caller.
   */
  readonly review: (
    repository: string,
    number: number,
    body: string,
    remarks: readonly ReviewRemark[],
  ) => Promise<void>;
  /** Whether a person may tell the bot what to do there: they may write to the repository. */
  readonly mayWrite: (repository: string, login: string) => Promise<boolean>;
  /** The head of a branch; null when there is no such branch. */
  readonly branchHead: (repository: string, branch: string) => Promise<string | null>;
  /** For `git` over HTTP, to be given to git by its environment and never on a command line. Null for public reading. */
  readonly gitAuthorization: (repository: string) => Promise<string | null>;
}

/** What went wrong, by what is to be done about it. */
export type ForgeFailure =
  /** Asked too much: again at `until`. Nothing was done. */
  | { readonly kind: "limited"; readonly until: number }
  /** The token is wrong, expired or may not do this. Trying again is of no use. */
  | { readonly kind: "unauthorised" }
  | { readonly kind: "missing" }
  | { readonly kind: "exists" }
  /** The forge refuses the content. */
  | { readonly kind: "invalid" }
  /** It did not answer, or not in full; whether something was done is not known. */
  | { readonly kind: "unavailable" };

export class ForgeError extends Error {
  override readonly name = "ForgeError";

  constructor(
    readonly failure: ForgeFailure,
    message: string,
  ) {
    super(message);
  }
}
