import type { Workspace } from '@astral-sh/ruff-wasm-nodejs';

/** One thing ruff found. Offsets are UTF-16, as everywhere. `code` is null for a syntax error. */
export interface RuffDiagnostic {
  readonly code: string | null;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** The edits of ruff's own fix; empty when it has none. */
  readonly fix: readonly { readonly start: number; readonly end: number; readonly replacement: string }[];
}

interface Place {
  readonly row: number;
  readonly column: number;
}

interface RawDiagnostic {
  readonly code: string | null;
  readonly message: string;
  readonly start_location: Place;
  readonly end_location: Place;
  readonly fix: { readonly edits: readonly { content: string | null; location: Place; end_location: Place }[] } | null;
}

/** ruff settings by their names in `ruff.toml`. */
export type RuffSettings = { readonly [name: string]: unknown };

const workspaces = new Map<string, Workspace>();

/** What ruff says about a text. The first call loads ruff, some 0.3 s. Throws if the settings are not ruff's. */
export async function ruffCheck(settings: RuffSettings, text: string): Promise<RuffDiagnostic[]> {
  const workspace = await workspaceWith(settings);
  const starts = lineStarts(text);
  const offset = ({ row, column }: Place): number =>
    Math.min((starts[row - 1] ?? text.length) + column - 1, text.length);
  return (workspace.check(text) as RawDiagnostic[]).map(({ code, message, start_location, end_location, fix }) => {
    const edits = (fix?.edits ?? []).map((each) => {
      return { start: offset(each.location), end: offset(each.end_location), replacement: each.content ?? '' };
    });
    // Syntax errors come under a name instead of a code.
    const known = code !== null && /^[A-Z]+\d+$/.test(code) ? code : null;
    return { code: known, message, start: offset(start_location), end: offset(end_location), fix: edits };
  });
}

/** The text as ruff's formatter lays it out; null if it does not parse. */
export async function ruffFormat(settings: RuffSettings, text: string): Promise<string | null> {
  const workspace = await workspaceWith(settings);
  try {
    return workspace.format(text);
  } catch {
    return null;
  }
}

/** Whether ruff is there: a package that has to be small may come without it. */
export function hasRuff(): Promise<boolean> {
  return import('@astral-sh/ruff-wasm-nodejs').then(
    () => true,
    () => false,
  );
}

async function workspaceWith(settings: RuffSettings): Promise<Workspace> {
  const key = JSON.stringify(settings);
  const known = workspaces.get(key);
  if (known) return known;
  const ruff = await import('@astral-sh/ruff-wasm-nodejs');
  const made = new ruff.Workspace(settings, ruff.PositionEncoding.Utf16);
  workspaces.set(key, made);
  return made;
}

/** ruff ends lines at `\n`, `\r\n` and a lone `\r`. */
function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((found) => found.index + found[0].length)];
}
