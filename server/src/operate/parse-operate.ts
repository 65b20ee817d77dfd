import { parseArgs } from 'node:util';
import { AdminRole } from '@iama/contracts/admin/admin';
import { Email } from '@iama/contracts/auth/auth';
import { parseScope } from '../domain/kill-switch/kill-scope.ts';
import type { KillScope } from '../domain/kill-switch/kill-scope.ts';

export type OperateCommand =
  | { readonly do: 'list' }
  | { readonly do: 'turn'; readonly on: boolean; readonly scope: KillScope; readonly reason: string }
  | { readonly do: 'drill'; readonly server: string | null }
  | { readonly do: 'get_config'; readonly key: string }
  | { readonly do: 'set_config'; readonly key: string; readonly file: string; readonly revision: number }
  | { readonly do: 'add_admin'; readonly email: string; readonly role: AdminRole };

export const OPERATE_HELP = [
  'npm run operate -- kill-switch on --scope <scope> --reason "<a sentence for the people it stops>"',
  'npm run operate -- kill-switch off --scope <scope>',
  'npm run operate -- kill-switch list',
  'npm run operate -- kill-switch drill [--server http://…]',
  'npm run operate -- config get <name>',
  'npm run operate -- config set <name> --file <json> --revision <the one that was read>',
  'npm run operate -- admin add --email <e-mail> --role <SUPER_ADMIN|ENGINEER|SUPPORT>   the password is read from the input',
  '',
  'A scope is global, plan:<FREE|PLUS|PRO|MAX|ENTERPRISE>, user:<id> or model:<alias>.',
].join('\n');

const MOST_REASON = 500;

/** The command; or a sentence that says what is wrong with it. */
export function parseOperate(args: readonly string[]): OperateCommand | string {
  const read = readArgs(args);
  if (typeof read === 'string') return read;
  switch (read.words[0]) {
    case 'kill-switch':
      return parseSwitch(read);
    case 'config':
      return parseConfig(read);
    case 'admin':
      return parseAdmin(read);
    default:
      return 'Say what to do:';
  }
}

function parseSwitch({ words, scope: scope_text, reason, server }: Read): OperateCommand | string {
  const [, verb, ...more] = words;
  if (more.length > 0) return 'Say what to do:';
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

function parseConfig({ words, file, revision }: Read): OperateCommand | string {
  const [, verb, key, ...more] = words;
  if (more.length > 0 || (verb !== 'get' && verb !== 'set')) return 'A setting is got or set.';
  if (key === undefined) return 'Name the setting.';
  if (verb === 'get') return { do: 'get_config', key };
  if (file === undefined) return 'Name the file with the value in JSON: --file.';
  const read_revision = /^[1-9]\d{0,8}$/.test(revision ?? '') ? Number(revision) : null;
  if (read_revision === null) return 'Say with --revision which one you have read: `config get` shows it.';
  return { do: 'set_config', key, file, revision: read_revision };
}

function parseAdmin({ words, email, role }: Read): OperateCommand | string {
  const [, verb, ...more] = words;
  if (verb !== 'add' || more.length > 0) return 'An admin is added.';
  const address = Email.safeParse(email);
  if (!address.success) return `"${email ?? ''}" is no e-mail: --email.`;
  const known = AdminRole.safeParse(role);
  if (!known.success) return `A role is ${AdminRole.options.join(', ')}: --role.`;
  return { do: 'add_admin', email: address.data, role: known.data };
}

type Read = Exclude<ReturnType<typeof readArgs>, string>;

function readArgs(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { scope: text, reason: text, server: text, file: text, revision: text, email: text, role: text };
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { words: positionals, ...values };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
