import { readFile } from 'node:fs/promises';
import type { ConfigEntry } from '@iama/contracts/admin/config';
import { AppError } from '../app/app-error.ts';
import { getConfig } from '../app/configs/get-configs.ts';
import { replaceConfig } from '../app/configs/replace-config.ts';
import type { ModelSettings } from '../model/model-settings.ts';
import { sdkModelPort } from '../model/sdk-model-port.ts';
import { StartError } from '../start-error.ts';
import type { Operator } from './open-operator.ts';

type Say = (line: string) => void;

/** Prints a setting with its revision. The exit code. */
export function printConfig(
  operator: Operator,
  models: readonly ModelSettings[],
  key: string,
  say: Say,
): Promise<number> {
  return orSay(say, async () => {
    const entry = await getConfig(depsOf(operator, models), { key });
    say(JSON.stringify(entry.value, null, 2));
    say(`Revision ${entry.revision}, written ${entry.updated_at}.`);
    warn(entry, say);
  });
}

/** Puts what a file says in the place of the revision that was read. The exit code. */
export function setConfig(
  operator: Operator,
  models: readonly ModelSettings[],
  { key, file, revision }: { readonly key: string; readonly file: string; readonly revision: number },
  say: Say,
): Promise<number> {
  return orSay(say, async () => {
    const value = await readJson(file);
    const by = { operator: operator.name };
    const entry = await replaceConfig(depsOf(operator, models), by, { key, value, revision });
    say(`${key} is at revision ${entry.revision} now. It holds from the next call of a model.`);
    warn(entry, say);
  });
}

function depsOf(operator: Operator, models: readonly ModelSettings[]) {
  return { ...operator, models: { port: sdkModelPort(models, { env: {}, clock: operator.clock }) } };
}

function warn({ unknown_aliases }: ConfigEntry, say: Say): void {
  if (unknown_aliases.length === 0) return;
  say(`No model is configured here as ${unknown_aliases.join(', ')}: what is routed there is refused.`);
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new StartError(`${file} cannot be read as JSON.`, error instanceof Error ? error.message : String(error));
  }
}

/** What an operator can mend is said, and is no fault of ours. */
async function orSay(say: Say, act: () => Promise<void>): Promise<number> {
  try {
    await act();
    return 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    say(error.message);
    return 1;
  }
}
