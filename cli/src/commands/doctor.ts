import { proveSandbox } from '@iama/runner/sandbox/prove-sandbox';
import { confinementOf } from '@iama/runner/sandbox/execution';
import type { Execution } from '@iama/runner/sandbox/execution';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { showSandbox } from '../views/sandbox.ts';
import type { App } from './app.ts';

/** Try every property of the sandbox here and now, in one mode. Ends with a failure when one does not hold. */
export async function doctor({ terminal }: App, execution: Execution): Promise<void> {
  const confinement = await confinementOf(execution, ['node_test']);
  const report = await proveSandbox((line) => terminal.status(line), confinement).finally(() => terminal.status(null));
  terminal.record(report);
  showSandbox(terminal, report);
  const open = report.proofs.filter(({ held }) => !held);
  if (open.length === 0) return;
  const names = open.map(({ property }) => property).join(', ');
  throw new CliError(
    'SANDBOX_INCOMPLETE',
    `${execution.mode} does not hold here: ${names}.`,
    execution.mode === 'LOCAL_DOCKER'
      ? 'The engine does not hold what it was asked for: see its warnings with `docker info`.'
      : 'Runs work on a copy all the same. On Linux, `unshare` (util-linux), `ip` (iproute2) and user namespaces give the rest.',
    EXIT.failure,
    { data: { open: open.map(({ property }) => property) } },
  );
}
