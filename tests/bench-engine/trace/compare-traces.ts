import { diceOf } from './dice.ts';
import type { TraceLanguage } from './trace-languages.ts';
import type { Answers } from './traced-program.ts';

/** The program without the flag; null when nothing was changed, which is never right here: every program asks for it. */
export type Remove = (path: string, text: string, value: boolean) => Promise<string>;

export interface Difference {
  readonly seed: number;
  readonly answers: Answers;
  readonly before: string;
  readonly after: string;
  readonly expected: readonly string[];
  readonly got: readonly string[];
}

export interface Comparison {
  readonly runs: number;
  /** Programs that still ask for the flag, and how many there were. */
  readonly programs: number;
  readonly unfinished: number;
  readonly different: number;
  /** The shortest program among those that differ; null when none does. */
  readonly shortest: Difference | null;
}

/** Programs are made, rewritten and run in lots of this size, so that none of them has to be kept. */
const LOT = 100;
const FLAG = 'stale';

/**
 * Make programs from `seed` on, remove the flag with either value, and run both with the same answers, `inputs` of them for
 * each value. Same answers, same trace: anything else is a difference. The flag's library answers as the flag's value.
 */
export async function compareTraces(
  language: TraceLanguage,
  remove: Remove,
  { seed, runs, inputs }: { readonly seed: number; readonly runs: number; readonly inputs: number },
): Promise<Comparison> {
  const total = Math.ceil(runs / (2 * inputs));
  const sum = { runs: 0, programs: 0, unfinished: 0, different: 0 };
  let shortest: Difference | null = null;
  for (let first = 0; first < total; first += LOT) {
    const seeds = Array.from({ length: Math.min(LOT, total - first) }, (_, index) => seed + first + index);
    const before = seeds.map((each) => language.make(diceOf(each)));
    for (const flag of [true, false]) {
      const answers = Array.from({ length: inputs }, (_, index) => ({ flag, input: (index * 37 + 11) % 32 }));
      const after: string[] = [];
      for (const text of before) after.push(await remove(language.path, text, flag));
      const expected = await language.run(before, answers);
      const got = await language.run(after, answers);
      sum.programs += before.length;
      sum.unfinished += after.filter((text) => text.includes(FLAG)).length;
      for (const [at, program] of before.entries()) {
        const wrong = answers.findIndex((_, index) => String(expected[at]?.[index]) !== String(got[at]?.[index]));
        sum.runs += answers.length;
        if (wrong < 0) continue;
        sum.different += 1;
        if (shortest && shortest.before.length <= program.length) continue;
        shortest = {
          seed: seeds[at] ?? 0,
          answers: answers[wrong] ?? { flag, input: 0 },
          before: program,
          after: after[at] ?? '',
          expected: expected[at]?.[wrong] ?? [],
          got: got[at]?.[wrong] ?? [],
        };
      }
    }
  }
  return { ...sum, shortest };
}
