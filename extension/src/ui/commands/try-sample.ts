import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { commands, l10n, window } from 'vscode';
import type { Uri } from 'vscode';
import type { Parts } from '../parts.ts';
import { knownProfile } from './choose-profile.ts';
import { acknowledge } from './acknowledge.ts';
import { check, launch } from './start-refactor.ts';

/** A real job on a small repository of ours, which stays apart from the person's own files. */
export async function trySample(parts: Parts, storage: Uri): Promise<void> {
  await mkdir(storage.fsPath, { recursive: true });
  const root = join(await mkdtemp(join(storage.fsPath, 'sample-')), 'corner-shop');
  await mkdir(root);
  await parts.executor.call('make_sample', { root });
  const workspace = await parts.executor.call('open_workspace', { path: root });
  const chosen = { workspace, target: { kind: 'folder' as const, path: '.' } };
  const execution_mode = knownProfile(parts.memory) ?? 'LOCAL_NATIVE';
  const checked = await check(parts, chosen, 'unused-code', execution_mode);
  const agreement = await acknowledge(checked);
  if (!agreement) return;
  const wish = { ...chosen, recipe_id: 'unused-code', execution_mode, checked, ...agreement } as const;
  if (!(await launch(parts, { ...wish, from: 'sample' }))) return;
  await commands.executeCommand('iama.jobs.focus');
  window.setStatusBarMessage(l10n.t('IAMA: the sample is in {0}', root), 10_000);
}
