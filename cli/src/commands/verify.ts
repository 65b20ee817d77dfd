import { resolve } from 'node:path';
import { verifyBundle } from '@iama/engine/lock/evidence/verify-bundle';
import { readBundle } from '@iama/runner/lock/bundle-folder';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import type { App } from './app.ts';

/** Check a bundle of evidence, without a network and without an account. */
export async function verify({ terminal, cwd }: App, folder: string): Promise<void> {
  const files = await readBundle(resolve(cwd, folder));
  const findings = verifyBundle(files);
  terminal.record({ intact: findings.length === 0, files: files.size, findings });
  if (findings.length === 0) {
    terminal.line(`Intact: ${files.size} files, every byte as it was sealed, and the events in their order.`);
    return;
  }
  throw new CliError(
    'BUNDLE_CHANGED',
    `The bundle is not as it was sealed: ${findings[0]?.path ?? ''}.`,
    'Take the bundle again from where it was made.',
    EXIT.failure,
    { details: findings.map(({ path, detail }) => `${path}: ${detail}`), data: { findings } },
  );
}
