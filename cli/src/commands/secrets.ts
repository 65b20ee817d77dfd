import { findSecretsIn } from '@iama/runner/secrets/find-secrets-in';
import { openFolder } from '@iama/runner/workspace/open-folder';
import { resolveTarget } from '@iama/runner/workspace/resolve-target';
import { resolve } from 'node:path';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { showSecrets } from '../views/secrets.ts';
import type { App } from './app.ts';

/** Where secrets stand in a folder or file, and what would be told in their place. Shows none of them, asks no server. */
export async function secrets(app: App, path: string): Promise<void> {
  const { terminal, folders } = app;
  const interrupt = app.takeInterrupts();
  const start = resolve(app.cwd, path);
  const workspace = await openFolder(start, app.cwd);
  const target = await resolveTarget(workspace, start, { from: app.cwd });
  const found = await findSecretsIn(workspace, target, folders.data, interrupt);
  terminal.record(found);
  showSecrets(terminal, found);
  if (found.places.length === 0) return;
  throw new CliError(
    'SECRETS_FOUND',
    `There are ${found.places.length} secrets in these files.`,
    'None of them leaves this machine by us. Revoke those that are real, and keep their successors in files that git ignores.',
    EXIT.failure,
  );
}
