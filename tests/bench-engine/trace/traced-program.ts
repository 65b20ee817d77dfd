/** What a program is told: the flag's value, and a number that decides what `t` and `n` answer. */
export interface Answers {
  readonly flag: boolean;
  readonly input: number;
}

/** For each program and each answer: everything it did, in order, ending with what it gave or threw. */
export type Traces = readonly (readonly (readonly string[])[])[];

/** No generated program logs nearly as much; one that does runs forever, and is stopped. */
export const FOREVER = 20_000;

/** The answers of `t`: the same in every language, so that one input means the same everywhere. */
export function answerBoolean({ input }: Answers, label: number): boolean {
  return ((input >> (label % 5)) & 1) === 1;
}

export function answerNumber({ input }: Answers, label: number): number {
  return (label + input) % 4;
}
