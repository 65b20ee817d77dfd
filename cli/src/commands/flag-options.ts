import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { FlagApi } from '@iama/contracts/flag/api';
import { FlagLanguage, FlagPreset } from '@iama/contracts/flag/preset';
import { FlagKey } from '@iama/contracts/flag/request';
import type { FlagSearch, FlagValue } from '@iama/contracts/flag/request';
import { parseApiFile } from '@iama/engine/flag/api-file/parse-api-file';
import type { FlagPlace } from '@iama/runner/flag/open-flag-search';
import { openFolder } from '@iama/runner/workspace/open-folder';
import { resolveTarget } from '@iama/runner/workspace/resolve-target';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { nearest } from '../terminal/nearest.ts';
import type { App } from './app.ts';

/** What both flag commands are told about where and how to look. */
export interface FlagSearchOptions {
  readonly presets: readonly string[];
  readonly api: string | undefined;
  readonly exclude: readonly string[];
  readonly excludeLanguages: readonly string[];
}

/** The folder or file to work on, inside its repository if it is in one. */
export async function flagPlace(app: App, path: string, signal: AbortSignal): Promise<FlagPlace> {
  const start = resolve(app.cwd, path);
  const found = await stat(start).catch(() => null);
  if (!found) {
    throw new CliError('TARGET_NOT_FOUND', `There is nothing at ${path}.`, 'Name a folder or a file.', EXIT.usage);
  }
  // Without git, a folder is all there is; a file belongs to where the person stands.
  const workspace = await openFolder(start, found.isDirectory() ? start : app.cwd);
  const target = await resolveTarget(workspace, start, { from: app.cwd });
  return { workspace, scope: target.path, signal };
}

export async function flagSearch(app: App, options: FlagSearchOptions): Promise<FlagSearch> {
  return {
    presets: options.presets
      .flatMap((each) => each.split(','))
      .map((name) => chosen('preset', name, FlagPreset.options)),
    api: options.api === undefined ? null : await readApi(app, options.api),
    leave_out: {
      languages: options.excludeLanguages.map((name) => chosen('language', name, FlagLanguage.options)),
      paths: options.exclude.map((path) => path.replace(/^\.\//, '').replace(/\/+$/, '')),
    },
  };
}

export function flagKey(key: string): string {
  const parsed = FlagKey.safeParse(key);
  if (parsed.success) return parsed.data;
  throw new CliError(
    'BAD_FLAG_KEY',
    `“${key}” is no flag key.`,
    'A key is 1 to 200 characters without blanks at its ends.',
    EXIT.usage,
  );
}

/** `true`, `false`, `null` and numbers are what they say; anything else is a text, with or without quotes. */
export function flagValue(written: string): FlagValue {
  if (written === 'true' || written === 'false') return written === 'true';
  if (written === 'null') return null;
  if (/^-?(0|[1-9]\d*)(\.\d+)?$/.test(written)) return Number(written);
  const quoted = /^(["'])([^]*)\1$/.exec(written);
  return quoted ? quoted[2]! : written;
}

async function readApi(app: App, file: string): Promise<FlagApi> {
  const path = resolve(app.cwd, file);
  const unreadable = (cause?: unknown): CliError =>
    new CliError('INPUT_UNREADABLE', `${file} cannot be read.`, 'Name a file with your flag API.', EXIT.usage, {
      cause,
    });
  // A pipe that nobody writes to would be waited for.
  const isFile = (await stat(path).catch(() => null))?.isFile() === true;
  if (!isFile) throw unreadable();
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw unreadable(error);
  });
  const parsed = parseApiFile(text);
  if (parsed.ok) return parsed.api;
  throw new CliError(
    'BAD_API_FILE',
    `${file} does not describe a flag API.`,
    'Mend the lines named above.',
    EXIT.usage,
    {
      details: parsed.problems.map(({ line, message }) => `${file}:${line}: ${message}`),
      data: { problems: parsed.problems },
    },
  );
}

function chosen<Name extends string>(what: string, name: string, names: readonly Name[]): Name {
  const found = names.find((each) => each === name.trim().toLowerCase());
  if (found !== undefined) return found;
  const near = nearest(name, names);
  const next = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are: ${names.join(', ')}.`;
  throw new CliError(`UNKNOWN_${what.toUpperCase()}`, `There is no ${what} called ${name}.`, next, EXIT.usage, {
    data: { [`${what}s`]: names },
  });
}
