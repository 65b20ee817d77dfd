import type { Command, Word } from './split-script.ts';
import { splitScript } from './split-script.ts';

/** Coverage tools only watch a run; their thresholds would turn "all tests passed" into a non-zero exit. */
const COVERAGE = new Set(['nyc', 'c8']);
/** Programs in front of the one that counts. They stay in the command. */
const TRANSPARENT = new Set(['cross-env', 'cross-env-shell', 'env', 'npx', 'dotenv', 'dotenvx', 'exec', 'time']);
const RUNNABLE =
  /^(mocha|_mocha|ts-mocha|jest|vitest|react-scripts|ava|tap|tape|uvu|lab|jasmine|qunit|node|tsx|ts-node|npm|yarn|pnpm|run-s|npm-run-all|_?mocha\.js)$/;

/** A command without its coverage tool, and the words from the program that counts. */
export interface Unwrapped {
  readonly source: string;
  readonly words: readonly string[];
}

export function unwrapCommand(command: Command): Unwrapped {
  const coverage = command.words.findIndex((word) => COVERAGE.has(programOf(word)));
  if (coverage !== -1) {
    const rest = command.words.slice(coverage + 1);
    const inner = rest.findIndex((word) => RUNNABLE.test(programOf(word)));
    const preloads = rest.slice(0, Math.max(inner, 0)).some((word) => /^(-i|--require)(=|$)/.test(word.text));
    if (inner !== -1 && !preloads) return unwrapCommand(without(command, coverage, coverage + 1 + inner));
  }
  return { source: command.source, words: effectiveWords(command.words).map((word) => word.text) };
}

function without(command: Command, from: number, to: number): Command {
  const start = command.words[from]?.start ?? 0;
  const end = command.words[to]?.start ?? command.source.length;
  const [shorter] = splitScript(command.source.slice(0, start) + command.source.slice(end)) ?? [];
  return shorter ?? command;
}

/** The words from the program that counts, past `cross-env A=b`, `npx --no-install`, `yarn exec` and the like. */
function effectiveWords(words: readonly Word[]): readonly Word[] {
  const [first, second] = words;
  if (!first) return words;
  const program = programOf(first);
  const manager = /^(npm|yarn|pnpm)$/.test(program) && second !== undefined && /^(exec|dlx)$/.test(second.text);
  if (!TRANSPARENT.has(program) && !manager) return words;
  const rest = words.slice(manager ? 2 : 1);
  const next = rest.findIndex((word) => !word.text.startsWith('-') && !/^[A-Za-z_][A-Za-z0-9_]*=/.test(word.text));
  return next === -1 ? words : effectiveWords(rest.slice(next));
}

function programOf(word: Word): string {
  return word.text.slice(word.text.lastIndexOf('/') + 1);
}
