/**
 * The nouns of a campaign, in the order in which its steps make them:
 *
 *   Campaign → Task (planned) → Task (analysed) + FixBundle → Task (published) + PullRequest → Portfolio
 *
 * Plain data. Times are milliseconds since the epoch; the steps get the clock from their caller.
 */

/** A campaign as its file declares it: every default is filled in. */
export interface Campaign {
  /** Lower-case letters, digits and dashes. Names the ledger, the hidden mark of pull requests and their branch. */
  readonly name: string;
  /** Null where patches are all that is wanted. */
  readonly forge: ForgeSettings | null;
  readonly repositories: Selection;
  /** Flags for the analysis of each repository, as on the command line: `["--select", "GFF1"]`. */
  readonly analysis: readonly string[];
  readonly pullRequest: PullRequestSettings;
  readonly limits: Limits;
  readonly pace: Pace;
  /** When pull requests may be opened; empty is always. */
  readonly windows: readonly Window[];
}

export type ForgeKind = "github" | "gitlab" | "gitea";

export interface ForgeSettings {
  readonly kind: ForgeKind;
  /** The base of the API, without a slash at its end: `https://api.github.com`. */
  readonly api: string;
  /** The base of clone URLs: `https://github.com`. */
  readonly git: string;
  /** Who the bot is there. The secrets are named, never held. */
  readonly identity:
    | { readonly kind: "token"; readonly variable: string }
    | { readonly kind: "app"; readonly id: string; readonly keyFile: string }
    /** Nobody: for reading what is public, and for tests. */
    | { readonly kind: "none" };
}

/** Which repositories take part. What is named more than once takes part once. */
export interface Selection {
  /** `owner/name`, or `group/subgroup/name` on GitLab; without a forge, URLs or folders that git can clone. */
  readonly list: readonly string[];
  readonly organisations: readonly string[];
  /** In the forge's own search language. */
  readonly searches: readonly string[];
  /** Globs over full names. */
  readonly exclude: readonly string[];
  readonly archived: boolean;
  readonly forks: boolean;
}

export interface PullRequestSettings {
  readonly branch: string;
  /** The default branch of the repository where it is null. */
  readonly base: string | null;
  /** Templates: `{{findings}}`, `{{files}}`, `{{rules}}`, `{{repository}}`, `{{campaign}}`; the body also `{{report}}`. */
  readonly title: string;
  readonly body: string;
  readonly draft: boolean;
  readonly labels: readonly string[];
  readonly author: { readonly name: string; readonly email: string };
}

/** What the analysis of one repository may cost. */
export interface Limits {
  readonly seconds: number;
  /** Of the heap of the analysing process. */
  readonly megabytes: number;
  /** Of all files that are taken out of a clone together. */
  readonly checkoutMegabytes: number;
  readonly files: number;
  /** How often a repository is tried before it is given up. */
  readonly attempts: number;
}

/** Requests that create content: pull requests, comments, reviews. GitHub allows 80 a minute and 500 an hour. */
export interface Pace {
  readonly perMinute: number;
  readonly perHour: number;
  /** Pull requests of the campaign that may be open at a time; null is any number. */
  readonly open: number | null;
}

export interface Window {
  /** 0 is Sunday. */
  readonly days: readonly number[];
  /** Minutes since midnight, in the time zone; `until` is exclusive and not before `from`. */
  readonly from: number;
  readonly until: number;
  /** `Europe/Berlin` */
  readonly zone: string;
}

/** A repository as its forge (or the campaign file, where there is none) describes it. */
export interface Repository {
  /** Full name, which is also its key in the ledger. */
  readonly name: string;
  readonly cloneUrl: string;
  readonly defaultBranch: string | null;
  readonly archived: boolean;
  readonly fork: boolean;
}

/**
 * How far a repository is.
 *
 *   planned → analysed → publishing → open → merged | closed
 *
 * Besides: `clean` (nothing to repair), `failed` (given up; `error` says why), `stopped` (a person closed the pull
 * request, or asked to be left alone: never touched again by this campaign), `gone` (no longer in the campaign).
 */
export type State =
  | "planned"
  | "analysed"
  | "clean"
  | "publishing"
  | "open"
  | "merged"
  | "closed"
  | "stopped"
  | "failed"
  | "gone";

/** What the ledger keeps of one repository. */
export interface Task {
  readonly repository: Repository;
  readonly state: State;
  /** Failed tries of the step that is next. */
  readonly attempts: number;
  /** Not to be tried before. */
  readonly notBefore: number;
  /** The commit that was analysed. */
  readonly base: string | null;
  /** The branch of that commit. */
  readonly baseBranch: string | null;
  /** SHA-256 of the bundle's text, hexadecimal; null where there is nothing to publish. */
  readonly bundle: string | null;
  readonly findings: number;
  /** The commit that was pushed last. */
  readonly head: string | null;
  readonly pullRequest: { readonly number: number; readonly url: string } | null;
  readonly error: string | null;
}

/** A pull request (a merge request on GitLab), as far as a campaign needs to know it. */
export interface PullRequest {
  readonly number: number;
  readonly url: string;
  readonly state: "open" | "merged" | "closed";
  readonly title: string;
  readonly body: string;
  readonly draft: boolean;
  readonly labels: readonly string[];
  readonly head: { readonly branch: string; readonly commit: string };
  readonly base: string;
  /** Login of who closed it without merging, where the forge says so. */
  readonly closedBy: string | null;
}
