import { proveSandbox } from '@iama/runner/sandbox/prove-sandbox';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { showSandbox } from '../views/sandbox.ts';
import type { App } from './app.ts';

/** Try every property of the sandbox here and now. Ends with a failure when one does not hold. */
export async function doctor({ terminal }: App): Promise<void> {
  const report = await proveSandbox((line) => terminal.status(line)).finally(() => terminal.status(null));
  terminal.record(report);
  showSandbox(terminal, report);
  const open = report.proofs.filter(({ held }) => !held);
  if (open.length === 0) return;
  const names = open.map(({ property }) => property).join(', ');
  throw new CliError(
    'SANDBOX_INCOMPLETE',
    `This machine does not hold: ${names}.`,
    'Runs work on a copy all the same. On Linux, `unshare` (util-linux), `ip` (iproute2) and user namespaces give the rest.',
    EXIT.failure,
    { data: { open: open.map(({ property }) => property) } },
  );
}
