interface Waiting<Asked, Answer> {
  readonly asked: Asked;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One call for many that come in the same turn of the event loop: `all` gets what each of them asked for, and gives what answers each.
 * For callers in step, who do the same to different things.
 */
export function gather<Asked, Answer>(
  all: (asked: readonly Asked[]) => Promise<(asked: Asked) => Answer>,
): (asked: Asked) => Promise<Answer> {
  let waiting: Waiting<Asked, Answer>[] = [];

  async function send(): Promise<void> {
    const sent = waiting;
    waiting = [];
    try {
      const answerTo = await all(sent.map(({ asked }) => asked));
      for (const { asked, resolve } of sent) resolve(answerTo(asked));
    } catch (error) {
      for (const { reject } of sent) reject(error);
    }
  }

  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject });
      // After all that can run has run: whoever is in step with this one has asked by then.
      if (waiting.length === 1) setImmediate(() => void send());
    });
}

/** The same for what is only written. */
export function gatherWrites<Asked>(
  all: (asked: readonly Asked[]) => Promise<unknown>,
): (asked: Asked) => Promise<void> {
  return gather(async (asked) => {
    await all(asked);
    return () => undefined;
  });
}
