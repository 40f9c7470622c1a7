import type { BotContext } from "../context";
import type { Job } from "../job";
import { obey } from "./command";
import { leave, refresh, sweep } from "./refresh";
import { review } from "./review";

/** Does a job. What it throws says whether and when it is tried again. */
export function perform(context: BotContext, job: Job): Promise<void> {
  switch (job.kind) {
    case "refresh":
      return refresh(context, job.repositories);
    case "leave":
      return leave(context, job.repositories);
    case "sweep":
      return sweep(context);
    case "command":
      return obey(context, job);
    case "review":
      return review(context, job);
  }
}
