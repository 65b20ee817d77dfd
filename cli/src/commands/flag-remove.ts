import { randomUUID } from 'node:crypto';
import type { FlagMode } from '@iama/contracts/flag/request';
import { applyPatchToDisk } from '@iama/runner/apply/apply-patch-to-disk';
import { planFlagRemoval } from '@iama/runner/flag/plan-flag-removal';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { rememberLocalChange } from '../job/local-changes.ts';
import { diffText, showDiff } from '../views/diff.ts';
import { showFlagReport } from '../views/flag.ts';
import { count } from '../views/preflight.ts';
import type { App } from './app.ts';
import { flagNotFound } from './flag-not-found.ts';
import { flagKey, flagPlace, flagSearch, flagValue } from './flag-options.ts';
import type { FlagSearchOptions } from './flag-options.ts';
import { mendWorkspace } from './refactor.ts';

export interface FlagRemoveOptions extends FlagSearchOptions {
  readonly flag: string | undefined;
  readonly value: string | undefined;
  readonly mode: FlagMode;
  readonly write: boolean;
  readonly diff: boolean;
}

/** Take a flag out of the code, without a server and without tests: show what would change, or write it. */
export async function flagRemove(app: App, path: string, options: FlagRemoveOptions): Promise<void> {
  const { terminal, folders } = app;
  const { key, value } = wanted(options);
  const search = await flagSearch(app, options);
  const place = await flagPlace(app, path, app.takeInterrupts());
  const { workspace } = place;
  await mendWorkspace(app, workspace);
  const { report, patch } = await planFlagRemoval(place, { ...search, key, value, mode: options.mode });
  let job_id: string | null = null;
  if (options.write && patch.files.length > 0) {
    job_id = randomUUID();
    await rememberLocalChange(folders.data, job_id, workspace);
    await applyPatchToDisk({ workspace, data_dir: folders.data, job_id, patch });
  }
  terminal.record({ job_id, written: job_id !== null, report, patch, unified_diff: diffText(patch) });
  const { figures, near_misses } = report;
  if (figures.files_naming_it === 0) {
    const { occurrences } = report;
    throw flagNotFound({ key, occurrences, near_misses, files_looked_at: figures.files_looked_at });
  }
  if (!options.diff) showFlagReport(terminal, report);
  if (job_id !== null) {
    terminal.line(`Written to ${count(patch.files.length, 'file')} in ${workspace.root}.`);
    terminal.line(`  take back  iama revert ${job_id}`);
    return;
  }
  showDiff(terminal, patch);
  if (patch.files.length > 0) terminal.remark('Nothing was written; --write writes it.');
}

function wanted({ flag, value, write, diff }: FlagRemoveOptions) {
  if (flag === undefined) {
    throw new CliError(
      'MISSING_FLAG',
      'Which flag shall go?',
      'Name it: --flag <key>. `iama flag find <path>` lists them.',
      EXIT.usage,
    );
  }
  if (value === undefined || value === '') {
    throw new CliError(
      'MISSING_VALUE',
      `Which value of ${flag} stays?`,
      'Say --value true, --value false, or the variation that won: --value blue.',
      EXIT.usage,
    );
  }
  if (write && diff) {
    throw new CliError('USAGE', '--write and --diff exclude each other.', 'Take one of them.', EXIT.usage);
  }
  return { key: flagKey(flag), value: flagValue(value) };
}
