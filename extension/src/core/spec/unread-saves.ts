/**
 * What was saved and not yet read again. Between the two, the editor shows a revision that is not the newest any more:
 * who agrees in that moment means what they have just saved.
 */
export class UnreadSaves {
  readonly #unread = new Map<string, PromiseWithResolvers<void>>();

  saved(id: string): void {
    if (!this.#unread.has(id)) this.#unread.set(id, Promise.withResolvers());
  }

  read(id: string): void {
    this.#unread.get(id)?.resolve();
    this.#unread.delete(id);
  }

  /** Until `id` was read again, or `limit` has passed: a document that was closed is never read. */
  async settled(id: string, limit: () => Promise<void>): Promise<void> {
    const reading = this.#unread.get(id)?.promise;
    if (!reading) return;
    await Promise.race([reading, limit()]);
    this.#unread.delete(id);
  }
}
