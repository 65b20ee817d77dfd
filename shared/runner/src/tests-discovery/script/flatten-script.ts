import { splitScript } from './split-script.ts';
import type { Command } from './split-script.ts';
import { unwrapCommand } from './unwrap-command.ts';
import type { Unwrapped } from './unwrap-command.ts';

const DEEPEST = 8;

/**
 * A script as the simple commands it comes down to: `npm run x`, `yarn x`, `run-s a b` and `npm-run-all` are replaced by the
 * scripts they name, with `pre` scripts before them. Null when a part is not a chain of simple commands.
 */
export function flattenScript(
  scripts: Readonly<Record<string, string>>,
  name: string,
  depth = 0,
): readonly Unwrapped[] | null {
  const script = scripts[name];
  if (script === undefined || depth > DEEPEST) return null;
  const before = scripts[`pre${name}`] === undefined ? [] : flattenScript(scripts, `pre${name}`, depth + 1);
  const commands = splitScript(script);
  if (before === null || commands === null) return null;
  const flat: Unwrapped[] = [...before];
  for (const command of commands) {
    const parts = expand(scripts, command, depth);
    if (parts === null) return null;
    flat.push(...parts);
  }
  return flat;
}

function expand(
  scripts: Readonly<Record<string, string>>,
  command: Command,
  depth: number,
): readonly Unwrapped[] | null {
  const unwrapped = unwrapCommand(command);
  const called = calledScripts(unwrapped.words, scripts);
  if (called === null) return [unwrapped];
  // Variables set for a nested script would be lost by taking it apart.
  if (command.assignments.length > 0 || /^(cross-env|env)\b/.test(command.source)) return null;
  const parts: Unwrapped[] = [];
  for (const name of called.names) {
    const inner = flattenScript(scripts, name, depth + 1);
    if (inner === null) return null;
    parts.push(...inner);
  }
  const last = parts.at(-1);
  if (called.args.length > 0 && last) {
    const source = [last.source, ...called.args.map(quote)].join(' ');
    parts[parts.length - 1] = { source, words: [...last.words, ...called.args] };
  }
  return parts;
}

/** The scripts of this package that a command runs, with the arguments handed to the last one; null if it runs none. */
function calledScripts(
  words: readonly string[],
  scripts: Readonly<Record<string, string>>,
): { names: readonly string[]; args: readonly string[] } | null {
  const [program = '', ...rest] = words;
  if (/^(run-s|run-p|npm-run-all)$/.test(program)) {
    const names = rest.filter((word) => !word.startsWith('-')).flatMap((pattern) => matching(pattern, scripts));
    return names.length > 0 && names.every((name) => scripts[name] !== undefined) ? { names, args: [] } : null;
  }
  if (!/^(npm|yarn|pnpm|bun)$/.test(program)) return null;
  const plain = rest.filter((word) => !/^(-s|--silent|--if-present)$/.test(word));
  const verb = plain[0] === 'run' || plain[0] === 'run-script' ? 1 : 0;
  const name = verb === 0 && plain[0] === 't' ? 'test' : plain[verb];
  if (name === undefined || scripts[name] === undefined) return null;
  if (verb === 0 && program === 'npm' && name !== 'test') return null;
  const args = plain.slice(verb + 1);
  return { names: [name], args: args[0] === '--' ? args.slice(1) : args };
}

function matching(pattern: string, scripts: Readonly<Record<string, string>>): readonly string[] {
  if (!pattern.includes('*')) return [pattern];
  const expression = new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*+/g, '.*')}$`);
  return Object.keys(scripts).filter((name) => expression.test(name));
}

/** For the shell, unless nothing in it means anything to the shell. */
function quote(word: string): string {
  return /^[\w./:=@%+,*-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
