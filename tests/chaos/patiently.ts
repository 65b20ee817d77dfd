const JOB_PATIENCE_MS = 180_000;

/** Null when the work came to its end; else what is wrong with it, or that it is stuck. */
export async function patiently(index: number, work: Promise<void>): Promise<string | null> {
  const giveUp = new Promise<string>((resolve) => {
    setTimeout(() => resolve(`job number ${index} is stuck`), JOB_PATIENCE_MS).unref();
  });
  return await Promise.race([
    work.then(
      () => null,
      (error: unknown) => `job number ${index}: ${error instanceof Error ? error.message : String(error)}`,
    ),
    giveUp,
  ]);
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
