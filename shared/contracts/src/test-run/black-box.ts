import { z } from 'zod';
import { Id, WorkspacePath } from '../primitives.ts';

/** So many entries of each list are told; programs with more are rare, and a person reads none of them. */
const MOST = 500;

/** What a program answered each time it was asked: `probe` as a person would type it, `answer` as `exit code 0` or `status 200`. */
export const CoveredBehaviour = z.object({
  probe: z.string().max(2000),
  answer: z.string().max(200),
  /** Where the question comes from: a line of the repository's own texts, a declared route. */
  from: z.string().max(1000),
  /** Byte for byte; otherwise but for times, ids, ports and the like. */
  exact: z.boolean(),
});
export type CoveredBehaviour = z.infer<typeof CoveredBehaviour>;

/** What could be asked and is not held, with the reason: nobody asked it, or it answers otherwise from run to run. */
export const UncoveredBehaviour = z.object({ what: z.string().max(2000), reason: z.string().max(2000) });
export type UncoveredBehaviour = z.infer<typeof UncoveredBehaviour>;

/** What is held of the programs of a package at their border, and what is not. */
export const BlackBoxFacts = z.object({
  /** The package's folder. */
  folder: WorkspacePath,
  /** How often each probe was asked on the unchanged code. */
  rounds: z.int().nonnegative(),
  covered: z.array(CoveredBehaviour).max(MOST),
  uncovered: z.array(UncoveredBehaviour).max(MOST),
  /** Entries of either list that there was no room for. */
  not_listed: z.int().nonnegative(),
  /** Why nothing is covered, in a sentence; null where something is. */
  none_because: z.string().max(2000).nullable(),
});
export type BlackBoxFacts = z.infer<typeof BlackBoxFacts>;

/**
 * Both lists, as a person is asked about them. To approve is to send `baseline_run_id` along: it names the run whose lists were read.
 * `confidence` is the score, 0 to 100, that led here; null where the person chose the black box.
 */
export const BlackBoxQuestion = BlackBoxFacts.extend({ baseline_run_id: Id, confidence: z.number().nullable() });
export type BlackBoxQuestion = z.infer<typeof BlackBoxQuestion>;

const PREFIX = 'black_box:';

/** The suite that answers of a folder's programs are counted under. */
export function idOfProbes(folder: string): string {
  return `${PREFIX}${folder}`.slice(0, 200);
}

/** Of a suite, or of a test. */
export function isOfProbes(id: string): boolean {
  return id.startsWith(PREFIX);
}
