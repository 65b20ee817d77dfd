import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Figure } from './figure.ts';
import { removeStale } from './remove-in-memory.ts';
import { compareTraces } from './trace/compare-traces.ts';
import type { Difference } from './trace/compare-traces.ts';
import { TRACE_LANGUAGES } from './trace/trace-languages.ts';

/** Runs before and after, for each language. Compilers are slow, so there are fewer for those that have one. */
const RUNS: Readonly<Record<string, number>> = { JavaScript: 20_000, TypeScript: 20_000, Python: 20_000 };
const RUNS_OTHERWISE = 2_000;
/** Sixteen ways to answer; each is tried with the flag on and off. */
const INPUTS = 16;

/** Removing a flag must not change what a program does. Languages whose tools are not on this machine are said to be left out. */
export async function measureTraces(seed: number, part: (count: number) => number): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const language of TRACE_LANGUAGES) {
    const missing = language.needs.filter((command) => !isInstalled(command));
    if (missing.length > 0) {
      console.log(`left out  ${language.name}: there is no ${missing.join(' and no ')} on this machine`);
      continue;
    }
    const runs = part(RUNS[language.name] ?? RUNS_OTHERWISE);
    const started = performance.now();
    const { shortest, ...sum } = await compareTraces(language, removeStale, { seed, runs, inputs: INPUTS });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    if (shortest) show(language.name, shortest);
    figures.push({
      name: `traces of ${language.name}`,
      // A program that was left alone proves nothing.
      ok: sum.different === 0 && sum.runs >= runs && sum.unfinished <= sum.programs / 50,
      line: `${sum.different} programs of ${sum.programs} differ in ${sum.runs} runs, at most 0; the flag stays in ${sum.unfinished}; ${seconds} s`,
    });
  }
  return figures;
}

function show(language: string, { seed, answers, before, after, expected, got }: Difference): void {
  console.log(
    `${language}, program ${seed}, flag ${answers.flag}, input ${answers.input}:\n${before}\nbecame\n${after}`,
  );
  console.log(`did    ${expected.join(', ')}\nnow    ${got.join(', ')}\n`);
}

function isInstalled(command: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));
}
