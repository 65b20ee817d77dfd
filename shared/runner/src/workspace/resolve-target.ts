import { lstat, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { WorkspacePath } from '@iama/contracts/primitives';
import type { Target } from '@iama/contracts/workspace/target';
import { RunnerError } from '../errors/runner-error.ts';
import { decodeText } from './decode-text.ts';
import { listFiles } from './list-files.ts';
import { nearMisses } from './near-misses.ts';
import { symbolsOf } from './symbols-of.ts';
import { readFile } from 'node:fs/promises';
import type { Workspace } from './workspace.ts';

export interface TargetOptions {
  /** The value of `--symbol`; the same as `file#Symbol` in `input`. */
  readonly symbol?: string;
  /** Relative input is looked up from here first (where the person stands), then from the root. */
  readonly from?: string;
}

/**
 * What a person typed, as a target: a file, a folder (`.` for all), or a symbol (`file#name`, `file#Class.method`).
 * Throws TARGET_OUTSIDE_WORKSPACE (`..` or a symbolic link leads out), TARGET_NOT_FOUND and SYMBOL_NOT_FOUND (both name
 * the nearest that exist).
 */
export async function resolveTarget(workspace: Workspace, input: string, options: TargetOptions = {}): Promise<Target> {
  const whole = input.includes('#')
    ? await locate(workspace, input, options.from ?? workspace.root).catch(() => null)
    : null;
  if (whole !== null && options.symbol === undefined) return whole;
  const { place, symbol } = split(input, options.symbol);
  const found = await locate(workspace, place, options.from ?? workspace.root);
  if (found === null) return await missing(workspace, place);
  if (symbol === null) return found;
  if (found.kind !== 'file') {
    throw new RunnerError(
      'TARGET_NOT_FOUND',
      `${place} is a folder, so it has no symbol ${symbol}.`,
      'Name the file that holds the symbol, for example src/cart.js#total.',
    );
  }
  await requireSymbol(workspace, found.path, symbol);
  return { kind: 'symbol', path: found.path, symbol };
}

/** `file#Class.member`, and `#` may begin a private member's name. */
function split(input: string, symbol: string | undefined): { place: string; symbol: string | null } {
  if (symbol !== undefined) return { place: input, symbol };
  const parts = /^(.+?)#([\p{ID_Start}$_][\p{ID_Continue}$.#]*)$/u.exec(input);
  return parts?.[1] && parts[2] ? { place: parts[1], symbol: parts[2] } : { place: input, symbol: null };
}

async function locate(workspace: Workspace, place: string, from: string): Promise<Target | null> {
  if (place.includes('\0')) throw outside(place);
  const candidates = isAbsolute(place) ? [place] : [resolve(from, place), join(workspace.root, place)];
  let leftWorkspace = false;
  for (const candidate of candidates) {
    const stat = await lstat(candidate).catch(() => null);
    const real = stat ? await realpath(candidate).catch(() => null) : null;
    if (real === null) {
      leftWorkspace ||= !isInside(workspace.root, resolve(candidate));
      continue;
    }
    if (!isInside(workspace.root, real)) {
      leftWorkspace = true;
      continue;
    }
    const path = relative(workspace.root, real).split(sep).join('/') || '.';
    if (path.split('/').some((segment) => segment.toLowerCase() === '.git')) throw outside(place);
    const parsed = WorkspacePath.safeParse(path);
    if (parsed.success) {
      return { kind: (await lstat(real)).isDirectory() ? 'folder' : 'file', path: parsed.data };
    }
  }
  if (leftWorkspace) throw outside(place);
  return null;
}

function isInside(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

function outside(place: string): RunnerError {
  return new RunnerError(
    'TARGET_OUTSIDE_WORKSPACE',
    `${place} leads out of the workspace.`,
    'Name a file or folder inside the repository, without `..` and not behind a symbolic link that leaves it.',
  );
}

async function missing(workspace: Workspace, place: string): Promise<never> {
  const { files } = await listFiles(workspace);
  const near = nearMisses(
    place,
    files.map((entry) => entry.path),
  );
  throw new RunnerError(
    'TARGET_NOT_FOUND',
    `There is no ${place} in ${workspace.name}.`,
    near.length > 0
      ? `Did you mean ${near.join(', ')}?`
      : 'Check the path; it is relative to where you stand, or to the root.',
    near,
  );
}

async function requireSymbol(workspace: Workspace, path: string, symbol: string): Promise<void> {
  const decoded = decodeText(await readFile(join(workspace.root, path)));
  const symbols = decoded.ok ? symbolsOf(path, decoded.text) : [];
  if (symbols.includes(symbol)) return;
  const near = nearMisses(symbol, symbols);
  const known = near.length > 0 ? near : symbols.slice(0, 8);
  throw new RunnerError(
    'SYMBOL_NOT_FOUND',
    `${path} has no top-level symbol or class member called ${symbol}.`,
    known.length > 0
      ? `It has ${known.join(', ')}.`
      : 'No symbols were found in it; give the file itself as the target.',
    [path],
  );
}
