import { parse } from 'smol-toml';
import type { SourceTree } from '../../recipe.ts';
import { ancestorsOf, directoryOf, joinPath } from '../../../js/paths.ts';
import type { RuffSettings } from './ruff-host.ts';

/** What a repository says about one Python file, in ruff's terms. */
export interface PythonProject {
  /** The folder whose file speaks; globs are relative to it. */
  readonly directory: string;
  /** The `[tool.ruff]` table, or `ruff.toml`; empty where nobody uses ruff. */
  readonly ruff: RuffSettings;
  /** `[tool.black]`, which many repositories format with; empty without. */
  readonly black: RuffSettings;
  /** The oldest Python it runs on, `py38`; null if nothing says so. */
  readonly target: string | null;
  readonly usesRuff: boolean;
}

const NONE: PythonProject = { directory: '.', ruff: {}, black: {}, target: null, usesRuff: false };
const projects = new WeakMap<SourceTree, Map<string, PythonProject>>();

/** The nearest settings above a file: `ruff.toml`, `.ruff.toml`, `pyproject.toml`. Files that are not TOML count as absent. */
export function projectOf(tree: SourceTree, path: string): PythonProject {
  const byDirectory = projects.get(tree) ?? new Map<string, PythonProject>();
  projects.set(tree, byDirectory);
  const directory = directoryOf(path);
  const found = byDirectory.get(directory) ?? readProject(tree, directory);
  byDirectory.set(directory, found);
  return found;
}

function readProject(tree: SourceTree, directory: string): PythonProject {
  const above = ancestorsOf(directory);
  const target = above.map((each) => versionIn(tree, each)).find((each) => each !== null) ?? null;
  let black: RuffSettings = {};
  for (const each of above) {
    const project = tomlAt(tree, each, 'pyproject.toml');
    if (Object.keys(black).length === 0) black = tableAt(project, 'tool', 'black');
    const own = tomlAt(tree, each, '.ruff.toml') ?? tomlAt(tree, each, 'ruff.toml') ?? ruffTable(project);
    if (!own) continue;
    const ruff = withExtended(tree, each, own, 3);
    const said = ruff['target-version'];
    return { directory: each, ruff, black, target: typeof said === 'string' ? said : target, usesRuff: true };
  }
  return { ...NONE, black, target };
}

function ruffTable(project: RuffSettings | null): RuffSettings | null {
  const table = tableAt(project, 'tool');
  return table['ruff'] === undefined ? null : tableAt(project, 'tool', 'ruff');
}

function withExtended(tree: SourceTree, directory: string, own: RuffSettings, depth: number): RuffSettings {
  const extended = own['extend'];
  const path = typeof extended === 'string' ? joinPath(directory, extended) : null;
  if (path === null || depth === 0) return own;
  const base = tomlAt(tree, directoryOf(path), path.slice(path.lastIndexOf('/') + 1));
  const table = base && path.endsWith('pyproject.toml') ? ruffTable(base) : base;
  if (!table) return own;
  const below = withExtended(tree, directoryOf(path), table, depth - 1);
  return {
    ...below,
    ...own,
    lint: { ...tableAt(below, 'lint'), ...tableAt(own, 'lint') },
    format: { ...tableAt(below, 'format'), ...tableAt(own, 'format') },
  };
}

function versionIn(tree: SourceTree, directory: string): string | null {
  const project = tableAt(tomlAt(tree, directory, 'pyproject.toml'), 'project')['requires-python'];
  const poetry = tableAt(tomlAt(tree, directory, 'pyproject.toml'), 'tool', 'poetry', 'dependencies')['python'];
  const setup = [textAt(tree, directory, 'setup.cfg'), textAt(tree, directory, 'setup.py')]
    .map((text) => /python_requires\s*=\s*['"]?([^'"\n,)]+)/.exec(text ?? '')?.[1])
    .find((each) => each !== undefined);
  const said = [project, poetry, setup].find((each) => typeof each === 'string');
  const minor = typeof said === 'string' ? /(?:>=|\^|~=|==|~)?\s*3\.(\d+)/.exec(said)?.[1] : undefined;
  if (typeof said === 'string' && /(?:^|[^\d.])2\.\d/.test(said)) return 'py27';
  return minor === undefined ? null : `py3${minor}`;
}

function tomlAt(tree: SourceTree, directory: string, name: string): RuffSettings | null {
  const text = textAt(tree, directory, name);
  if (text === undefined) return null;
  try {
    return parse(text);
  } catch {
    return null;
  }
}

function textAt(tree: SourceTree, directory: string, name: string): string | undefined {
  return tree.files.get(directory === '.' ? name : `${directory}/${name}`);
}

/** A table below another; empty when there is none. */
export function tableAt(table: RuffSettings | null, ...keys: readonly string[]): RuffSettings {
  let at: unknown = table;
  for (const key of keys) at = typeof at === 'object' && at !== null ? (at as RuffSettings)[key] : undefined;
  return typeof at === 'object' && at !== null && !Array.isArray(at) ? (at as RuffSettings) : {};
}
