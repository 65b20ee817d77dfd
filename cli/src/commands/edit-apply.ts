import { randomUUID } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { text as readStream } from 'node:stream/consumers';
import type { EditPlacement } from '@iama/contracts/edit/edit-outcome';
import type { PatchEditSet } from '@iama/contracts/edit/patch-edit';
import { readEdits } from '@iama/engine/edit/read/read-edits';
import type { EditSetOutcome } from '@iama/engine/edit/apply-edit-set';
import { applyPatchToDisk } from '@iama/runner/apply/apply-patch-to-disk';
import { prepareEdits } from '@iama/runner/edit/prepare-edits';
import { listFiles } from '@iama/runner/workspace/list-files';
import { openFolder } from '@iama/runner/workspace/open-folder';
import type { Workspace } from '@iama/runner/workspace/workspace';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { rememberLocalChange } from '../job/local-changes.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { diffText, showDiff } from '../views/diff.ts';
import { count } from '../views/preflight.ts';
import type { App } from './app.ts';
import { placePaths } from './place-paths.ts';
import { mendWorkspace } from './refactor.ts';

export interface EditApplyOptions {
  readonly path?: string | undefined;
  readonly strict: boolean;
  readonly write: boolean;
}

/** Carry out edits that a model or a person wrote, without a server: show what they change, or write it. */
export async function editApply(app: App, file: string, options: EditApplyOptions): Promise<void> {
  const { terminal, folders } = app;
  const start = resolve(app.cwd, options.path ?? '.');
  const workspace = await openFolder(start, app.cwd);
  await mendWorkspace(app, workspace);
  const here = relative(workspace.root, await realpath(start).catch(() => start)).replaceAll('\\', '/');
  const set = await readSet(app, workspace, file, options, here);
  const outcome = await prepareEdits(workspace, set);
  if (!outcome.ok) throw refused(outcome);
  const { patch, placements, changed_symbols } = outcome;
  let job_id: string | null = null;
  if (options.write && patch.files.length > 0) {
    job_id = randomUUID();
    await rememberLocalChange(folders.data, job_id, workspace);
    await applyPatchToDisk({ workspace, data_dir: folders.data, job_id, patch });
  }
  terminal.record({
    job_id,
    written: job_id !== null,
    placements,
    changed_symbols,
    patch,
    unified_diff: diffText(patch),
  });
  if (!options.write) showDiff(terminal, patch);
  showRemarks(terminal, placements);
  if (job_id !== null) {
    terminal.line(`Written to ${count(patch.files.length, 'file')} in ${workspace.root}.`);
    terminal.line(`  take back  iama revert ${job_id}`);
  } else if (patch.files.length === 0) terminal.remark('There is nothing to change.');
  else terminal.remark('Nothing was written; --write writes it.');
}

/** `here`: the folder that paths may start at besides the root, from the root. */
async function readSet(
  app: App,
  workspace: Workspace,
  file: string,
  options: EditApplyOptions,
  here: string,
): Promise<PatchEditSet> {
  const text = await readInput(app, file);
  const paths = new Set((await listFiles(workspace)).files.map((entry) => entry.path));
  const { set, problems } = readEdits(text, paths);
  if (problems.length > 0 || set === null) {
    throw new CliError(
      'EDITS_UNREADABLE',
      `${file === '-' ? 'The input' : file} cannot be read as edits.`,
      'Nothing was changed. Mend what the lines say, or ask the model for all of it again.',
      EXIT.usage,
      { details: problems.map(({ line, message }) => `line ${line}: ${message}`), data: { problems } },
    );
  }
  const placed = placePaths(set, paths, here);
  if (placed.unclear.length > 0) {
    const next = 'Nothing was changed. Name the files from the root of the repository, and stand there.';
    const message = 'The edits name files that could be two.';
    throw new CliError('EDITS_UNREADABLE', message, next, EXIT.usage, { details: placed.unclear });
  }
  return options.strict ? { ...placed.set, matching: 'strict' } : placed.set;
}

async function readInput(app: App, file: string): Promise<string> {
  if (file === '-') return await readStream(process.stdin);
  try {
    return await readFile(resolve(app.cwd, file), 'utf8');
  } catch (error) {
    const message = `${file} cannot be read.`;
    throw new CliError('INPUT_UNREADABLE', message, 'Name a file, or - for standard input.', EXIT.usage, {
      cause: error,
    });
  }
}

function refused(outcome: EditSetOutcome & { ok: false }): CliError {
  const { refusals, placements } = outcome;
  const message = `${count(refusals.length, 'edit')} cannot be made, so none was.`;
  return new CliError('EDITS_REFUSED', message, 'Mend what is named and send all of them again.', EXIT.conflict, {
    details: refusals.map((each) => `${each.code}: ${each.message}`),
    data: { refusals, placements },
  });
}

/** What a person would want to know beside the diff: what was there already, and what was found by looking away. */
function showRemarks(terminal: Terminal, placements: readonly EditPlacement[]): void {
  const tell = (chosen: readonly EditPlacement[], what: string): void => {
    const paths = [...new Set(chosen.map((each) => each.path))];
    if (chosen.length > 0) terminal.remark(`${count(chosen.length, 'edit')} ${what}: ${paths.join(', ')}.`);
  };
  tell(
    placements.filter((each) => each.status === 'already_applied'),
    'was there already',
  );
  tell(
    placements.filter((each) => each.status === 'unchanged'),
    'would change nothing',
  );
  const loose = placements.filter((each) => each.layer !== null && each.layer !== 'exact');
  tell(loose, 'did not match to the letter (blanks, quotes or indentation)');
}
