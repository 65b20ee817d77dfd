import type { BundleFinding } from '@iama/engine/lock/evidence/verify-bundle';
import { CliError } from './cli-error.ts';
import { EXIT } from './exit-code.ts';

/** BUNDLE_CHANGED, with each place. */
export function bundleChanged(findings: readonly BundleFinding[]): CliError {
  return new CliError(
    'BUNDLE_CHANGED',
    `The bundle is not as it was sealed: ${findings[0]?.path ?? ''}.`,
    'Take the bundle again from where it was made.',
    EXIT.failure,
    { details: findings.map(({ path, detail }) => `${path}: ${detail}`), data: { findings } },
  );
}
