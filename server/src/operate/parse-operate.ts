import { parseArgs } from 'node:util';
import { parseScope } from '../domain/kill-switch/kill-scope.ts';
import type { KillScope } from '../domain/kill-switch/kill-scope.ts';

export type OperateCommand =
  | { readonly do: 'list' }
  | { readonly do: 'turn'; readonly on: boolean; readonly scope: KillScope; readonly reason: string }
  | { readonly do: 'drill'; readonly server: string | null };

export const OPERATE_HELP = [
  'npm run operate -- kill-switch on --scope <scope> --reason "<a sentence for the people it stops>"',
  'npm run operate -- kill-switch off --scope <scope>',
  'npm run operate -- kill-switch list',
  'npm run operate -- kill-switch drill [--server http://…]',
  '',
  'A scope is global, plan:<FREE|PLUS|PRO|MAX|ENTERPRISE>, user:<id> or model:<alias>.',
].join('\n');

const MOST_REASON = 500;

/** The command; or a sentence that says what is wrong with it. */
export function parseOperate(args: readonly string[]): OperateCommand | string {
  const read = readArgs(args);
  if (typeof read === 'string') return read;
  const { words, scope: scope_text, reason, server } = read;
  const [topic, verb, ...more] = words;
  if (topic !== 'kill-switch' || more.length > 0) return 'Say what to do:';
  if (verb === 'list') return { do: 'list' };
  if (verb === 'drill') return { do: 'drill', server: server ?? null };
  if (verb !== 'on' && verb !== 'off') return 'A kill switch is turned on or off, listed or drilled.';

  const scope = parseScope(scope_text ?? '');
  if (scope === null) return `There is no scope "${scope_text ?? ''}".`;
  const said = reason?.trim() ?? '';
  if (verb === 'on' && said === '') return 'Say why with --reason: the people it stops will read it.';
  if (said.length > MOST_REASON) return `The reason is longer than ${MOST_REASON} characters.`;
  return { do: 'turn', on: verb === 'on', scope, reason: said === '' ? 'Switched on again.' : said };
}

function readArgs(args: readonly string[]) {
  const options = { scope: { type: 'string' }, reason: { type: 'string' }, server: { type: 'string' } } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { words: positionals, ...values };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
