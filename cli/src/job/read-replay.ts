import { resolve } from 'node:path';
import { verifyBundle } from '@iama/engine/lock/evidence/verify-bundle';
import { readHistory } from '@iama/engine/replay/read-history';
import type { ReplaySource } from '@iama/engine/replay/read-history';
import { replaySteps } from '@iama/engine/replay/replay-steps';
import type { ReplayStep } from '@iama/engine/replay/replay-step';
import { readBundle } from '@iama/runner/lock/bundle-folder';
import type { BundleFiles } from '@iama/engine/lock/evidence/bundle-manifest';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { bundleChanged } from '../errors/bundle-changed.ts';

export interface Replay {
  readonly source: ReplaySource;
  readonly steps: readonly ReplayStep[];
  readonly files: BundleFiles;
}

/** A bundle's job as steps, after every byte was compared. Throws BUNDLE_UNREADABLE, BUNDLE_CHANGED, BUNDLE_OF_NO_JOB. */
export async function readReplay(cwd: string, folder: string): Promise<Replay> {
  const files = await readBundle(resolve(cwd, folder));
  const findings = verifyBundle(files);
  if (findings.length > 0) throw bundleChanged(findings);
  const source = readHistory(files);
  if (source === null) {
    throw new CliError(
      'BUNDLE_OF_NO_JOB',
      `${folder} tells of no job: it was written by \`iama lock\`.`,
      'Name a folder that `iama evidence <id> --out` has written.',
      EXIT.usage,
    );
  }
  return { source, steps: replaySteps(source), files };
}

/** The step with that number. Throws STEP_NOT_FOUND. */
export function stepOf(steps: readonly ReplayStep[], number: number): ReplayStep {
  const step = steps[number - 1];
  if (step) return step;
  const next = `Name one from 1 to ${steps.length}; \`iama replay\` lists them.`;
  throw new CliError('STEP_NOT_FOUND', `There is no step ${number}.`, next, EXIT.usage);
}
