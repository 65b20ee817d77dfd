/** Spares an endpoint that is in trouble: few calls at once, pauses between tries, none at all for a while after many failures. */
export interface ModelGuard {
  /**
   * Runs `attempt`, again if it throws a ModelFailure that is worth it, at most three times in all. Adds MODEL_BUSY (too
   * many are waiting), MODEL_RESTING (it failed too often), and MODEL_CANCELLED as soon as `signal` aborts in a pause.
   */
  run<T>(alias: string, signal: AbortSignal, attempt: () => Promise<T>): Promise<T>;
}
