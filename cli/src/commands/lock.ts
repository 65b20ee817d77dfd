import { resolve } from 'node:path';
import { evidenceOfLock } from '@iama/runner/lock/evidence-of-lock';
import { writeBundle } from '@iama/runner/lock/bundle-folder';
import { lockTarget } from '@iama/runner/lock/lock-target';
import { checkNative } from '@iama/runner/sandbox/check-native';
import { confinementOf } from '@iama/runner/sandbox/execution';
import type { Execution } from '@iama/runner/sandbox/execution';
import { findConfinement } from '@iama/runner/sandbox/find-confinement';
import { openFolder } from '@iama/runner/workspace/open-folder';
import { resolveTarget } from '@iama/runner/workspace/resolve-target';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { showLock } from '../views/lock.ts';
import type { App } from './app.ts';

export interface LockOptions {
  readonly out: string | undefined;
  /** From 0 to 1. */
  readonly threshold: number;
  readonly runs: number;
  readonly timeout_ms: number;
  readonly budget_ms: number;
  /** The person knows that tests could write elsewhere. */
  readonly allow_native: boolean;
  readonly execution: Execution;
}

const MOST_MUTANTS = 120;
const MOST_PER_FUNCTION = 30;

/** Pin what a file, folder or symbol does today, and say how good the pin is. The workspace is only read. */
export async function lock(app: App, path: string | undefined, options: LockOptions): Promise<void> {
  const { terminal } = app;
  const signal = app.takeInterrupts();
  const start = resolve(app.cwd, path ?? '.');
  const workspace = await openFolder(start.replace(/#[^/\\]*$/, ''), app.cwd);
  const target = await resolveTarget(workspace, start, { from: app.cwd });
  const confinement = (await confinementOf(options.execution, ['node_test'])) ?? (await findConfinement());
  if (confinement.level !== 'container') await checkNative(workspace, confinement, options.allow_native);
  const events: { at: string; type: string; data: unknown }[] = [];
  const happened = (line: string): void => {
    events.push({ at: new Date().toISOString(), type: 'progress', data: line });
    terminal.status(line);
  };
  const report = await lockTarget({
    workspace,
    target,
    confinement,
    runs: options.runs,
    timeout_ms: options.timeout_ms,
    budget_ms: options.budget_ms,
    most_mutants: MOST_MUTANTS,
    most_per_function: MOST_PER_FUNCTION,
    signal,
    progress: happened,
  }).finally(() => terminal.status(null));
  const evidence = evidenceOfLock(report, options.threshold, new Date().toISOString(), events);
  const tests = report.files.flatMap(({ pinned }) => (pinned.tests ? [pinned.tests] : []));
  if (options.out !== undefined) await writeBundle(resolve(app.cwd, options.out), workspace, evidence, tests);
  terminal.record({ ...evidence, tests });
  showLock(terminal, evidence, options.out ?? null);
  if (evidence.verdict === 'strong') return;
  const [code, message] =
    evidence.verdict === 'weak'
      ? [
          'LOCK_TOO_WEAK',
          `The tests notice ${share(evidence.score)} of the faults; ${share(options.threshold)} are asked for.`,
        ]
      : ['LOCK_UNMEASURED', 'Too few faults could be tried to know anything about the tests.'];
  throw new CliError(
    code ?? '',
    message ?? '',
    evidence.verdict === 'weak'
      ? 'Write tests for the places above, name a smaller target (file#symbol), or accept less with --threshold.'
      : 'Give it more time with --budget, or see why nothing could be pinned.',
    EXIT.failure,
  );
}

function share(score: number | null): string {
  return `${((score ?? 0) * 100).toFixed(0)} %`;
}
