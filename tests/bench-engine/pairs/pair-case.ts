import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { FlagApi } from '@iama/contracts/flag/api';
import { FlagRequest, FlagValue } from '@iama/contracts/flag/request';

/**
 * What is removed, one step after the other: a flag as people ask for it, or expressions that have a value from now on, written
 * as in the code. The second is for cases that put a literal or a name of their own in a flag's place.
 */
export const PairStep = z.union([
  FlagRequest.omit({ mode: true }),
  z.strictObject({ values: z.record(z.string(), FlagValue) }),
]);
export type PairStep = z.infer<typeof PairStep>;
export type PairStepInput = z.input<typeof PairStep>;

/** Files before, and where each is expected afterwards; a missing or empty one means that the file is deleted. */
export interface PairCase {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly expectedAt: (file: string) => string;
  readonly folder: string;
  readonly steps: readonly PairStep[];
  /** Put into the input beforehand, text for text: for cases that hold no flag at all. */
  readonly planted: readonly (readonly [string, string])[];
}

/** The flag clients of cases that bring none. */
export const PLAIN_API = FlagApi.parse({
  calls: [
    { names: ['isToggleEnabled', 'isFlagTreated'] },
    { names: ['isToggleDisabled'], gives: 'negation' },
    { names: ['putToggleEnabled', 'putToggleDisabled', 'includeEvent'], gives: 'nothing' },
  ],
  constants: ['STALE_FLAG'],
});

/** `<case>/{input,expected}` with an optional `flag.json`, as anybody may write them down. */
export function plainCases(folder: string): readonly PairCase[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()
    .map((name) => {
      const place = join(folder, name);
      const input = join(place, 'input');
      return {
        name,
        folder: input,
        inputs: readdirSync(input),
        expectedAt: (file) => join(place, 'expected', file),
        steps: stepsOf(place),
        planted: [],
      };
    });
}

function stepsOf(place: string): readonly PairStep[] {
  const said = join(place, 'flag.json');
  if (existsSync(said)) return z.array(PairStep).parse(JSON.parse(readFileSync(said, 'utf8')));
  return [PairStep.parse({ key: 'STALE_FLAG', value: place.endsWith('-treated'), api: PLAIN_API })];
}
