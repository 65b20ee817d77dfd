import { resolve } from 'node:path';
import { verifyBundle } from '@iama/engine/lock/evidence/verify-bundle';
import { checkSeal } from '@iama/runner/lock/check-seal';
import { openFolder } from '@iama/runner/workspace/open-folder';
import { readBundle } from '@iama/runner/lock/bundle-folder';
import { bundleChanged } from '../errors/bundle-changed.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import type { App } from './app.ts';

/**
 * Check a bundle of evidence, without a network and without an account; with `against`, also whether a workspace's tests and
 * their configuration are still as they were sealed.
 */
export async function verify({ terminal, cwd }: App, folder: string, against: string | undefined): Promise<void> {
  const files = await readBundle(resolve(cwd, folder));
  const findings = verifyBundle(files);
  const breaches =
    findings.length > 0 || against === undefined ? [] : await checkSeal(await openFolder(resolve(cwd, against)), files);
  terminal.record({ intact: findings.length === 0, files: files.size, findings, breaches });
  if (findings.length === 0) {
    terminal.line(`Intact: ${files.size} files, every byte as it was sealed, and the events in their order.`);
    if (against === undefined) return;
    if (breaches.length === 0) {
      terminal.line(
        `The tests of ${against}, their configuration and the lines that run them are as they were sealed.`,
      );
      return;
    }
    throw new CliError(
      'SEAL_BROKEN',
      'Tests are not what they were when behaviour was pinned, so that their result says less.',
      'Put back what is named, or pin again with `iama lock`.',
      EXIT.failure,
      { details: breaches.map(({ name, place, detail }) => `${name}  ${place}: ${detail}`), data: { breaches } },
    );
  }
  throw bundleChanged(findings);
}
