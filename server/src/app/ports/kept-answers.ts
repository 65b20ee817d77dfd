/** Answers that are kept for requests that come again with the same key. */
export interface KeptAnswers {
  /** Deletes at most `limit` that may not come again after `now`. How many. */
  forget(now: Date, limit: number): Promise<number>;
}
