/** Thrown while lowering, caught by `readWithGrammar`: the file is valid, but a rewrite could not be trusted with it. */
export class Unreadable extends Error {
  readonly offset: number;

  /** `reason` is a clause without a full stop: `#if cuts a statement in two`. */
  constructor(reason: string, offset: number) {
    super(reason);
    this.offset = offset;
  }
}
