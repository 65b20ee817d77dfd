import { stripTypeScriptTypes } from 'node:module';
import { compileFunction } from 'node:vm';
import type { Answers, Traces } from './traced-program.ts';
import { answerBoolean, answerNumber, FOREVER } from './traced-program.ts';

/** Run programs here. Sloppy mode, so that hoisting out of blocks can be seen. One that does not compile says so in its traces. */
export async function runJavascript(
  sources: readonly string[],
  answers: readonly Answers[],
  typed: boolean,
): Promise<Traces> {
  const all: (readonly string[])[][] = [];
  for (const source of sources) {
    const traces: (readonly string[])[] = [];
    const start = compile(source, typed);
    for (const each of answers) traces.push(typeof start === 'string' ? [start] : await trace(start, each));
    all.push(traces);
  }
  return all;
}

type Start = (...tools: unknown[]) => () => unknown;

function compile(source: string, typed: boolean): Start | string {
  try {
    const text = typed ? stripTypeScriptTypes(source) : source;
    return compileFunction(`${text}\nreturn main;`, ['flags', 't', 'n', 'log']) as Start;
  } catch (error) {
    return `does not compile: ${String(error)}`;
  }
}

async function trace(start: Start, answers: Answers): Promise<readonly string[]> {
  const seen: string[] = [];
  const note = (line: string): void => {
    if (seen.push(line) > FOREVER) throw new Error('forever');
  };
  const flags = {
    isEnabled: (name: string) => (name === 'stale' ? answers.flag : answerBoolean(answers, name.length)),
  };
  const t = (label: number): boolean => {
    note(`t${label}`);
    return answerBoolean(answers, label);
  };
  const n = (label: number): number => {
    note(`n${label}`);
    return answerNumber(answers, label);
  };
  const log = (...values: unknown[]): void => note(`log ${values.map(String).join(' ')}`);
  try {
    seen.push(`gives ${String(await start(flags, t, n, log)())}`);
  } catch (error) {
    seen.push(`throws ${String(error)}`);
  }
  return seen;
}
