import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Results } from '../in-host/plan.ts';
import type { Tally } from '../../run/read-summary.ts';

const Shape = z.object({
  tests: z.array(
    z.object({ title: z.string(), state: z.enum(['passed', 'failed', 'skipped']), error: z.string().nullable() }),
  ),
});

/** What a suite in the extension host came to. */
export interface InHostEnd {
  /** As a process would have it: 0 when all is well. */
  readonly exit_code: number;
  readonly tests: Results['tests'];
  readonly tally: Tally;
  /** Why it is red although no test of it failed. */
  readonly why?: string;
}

/** A suite that ended without results, ran no test or ended red after green tests counts one failure more. */
export async function readResults(file: string, code: number): Promise<InHostEnd> {
  const text = await readFile(file, 'utf8').catch(() => null);
  const { tests } = text === null ? { tests: [] } : Shape.parse(JSON.parse(text));
  const count = (wanted: string) => tests.filter(({ state }) => state === wanted).length;
  const seen = { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
  const why = blame(text !== null, seen, code);
  const exit_code = why !== undefined || seen.failed > 0 ? code || 1 : code;
  if (why === undefined) return { exit_code, tests, tally: seen };
  return { exit_code, tests, tally: { ...seen, failed: seen.failed + 1 }, why };
}

function blame(written: boolean, { passed, failed }: Tally, code: number): string | undefined {
  if (!written) return `it ended with exit code ${code} and without results`;
  if (passed + failed === 0) return 'it ran no tests';
  if (code !== 0 && failed === 0) return `it ended with exit code ${code} after its tests`;
  return undefined;
}
