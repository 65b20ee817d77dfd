import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Script, createContext } from 'node:vm';
import fc from 'fast-check';
import type { PlanLevel } from '@iama/contracts/recipe';
import { parseModule } from '../../js/parse.ts';
import { runOn } from './testing.test.ts';

const LEVELS: readonly PlanLevel[] = ['CONSERVATIVE', 'STANDARD', 'COMPREHENSIVE'];

/** Random programs of nested functions, blocks, writes, jumps and patterns; every call leaves a trace. */
const program = fc.array(fc.nat({ max: 9_999 }), { minLength: 10, maxLength: 120 }).map(write);

/** Turns numbers into a program. Only names declared before are used, so that no run fails for want of one. */
function write(numbers: readonly number[]): string {
  let at = 0;
  const next = (below: number) => (numbers[at++ % numbers.length] ?? 0) % below;
  let count = 0;
  const use = (names: readonly string[]) =>
    names.length > 0 && next(3) > 0 ? names[next(names.length)] : String(next(10));
  const value = (names: readonly string[]): string => {
    const kind = next(8);
    if (kind === 0) return `t(${use(names)})`;
    if (kind === 1) return `(${use(names)} === ${use(names)})`;
    if (kind === 2) return `[${use(names)}, ${use(names)}]`;
    if (kind === 3) return `{ p: ${use(names)}, q: t(${use(names)}) }`;
    if (kind === 4) return `() => t(${use(names)})`;
    if (kind === 5) return `typeof ${use(names)}`;
    return use(names) ?? '0';
  };
  const block = (outer: readonly string[], depth: number, inLoop: boolean): string => {
    const names = [...outer];
    const writable: string[] = [];
    const lines: string[] = [];
    for (let left = 2 + next(6); left > 0; left--) {
      const name = `n${count++}`;
      const kind = next(13);
      if (kind < 3) {
        const keyword = ['const', 'let', 'var'][kind] ?? 'let';
        lines.push(`${keyword} ${name} = ${value(names)};`);
        if (keyword !== 'const') writable.push(name);
        names.push(name);
      } else if (kind === 3) {
        lines.push(`const { p: ${name}, q: ${name}q = t(1) } = { p: ${value(names)}, q: ${use(names)} };`);
        names.push(name, `${name}q`);
      } else if (kind === 4 && depth < 3) {
        lines.push(`function ${name}(a) {\n${block([...names, 'a'], depth + 1, false)}\n}`);
        names.push(name);
      } else if (kind === 5 && writable.length > 0) lines.push(`${writable[next(writable.length)]} = ${value(names)};`);
      else if (kind === 6 && writable.length > 0) lines.push(`${writable[next(writable.length)]}++`);
      else if (kind === 7 && depth < 3) lines.push(`if (t(${use(names)})) {\n${block(names, depth + 1, inLoop)}\n}`);
      else if (kind === 8 && depth < 3)
        lines.push(`for (let i = 0; i < 2; i++) {\n${block([...names, 'i'], depth + 1, true)}\n}`);
      else if (kind === 9)
        lines.push(`let ${name} = ${value(names)}, ${name}b = ${value(names)}\n;[${use(names)}].forEach(t)`);
      else if (kind === 10)
        lines.push(`class ${name} { #x = 1; m() { return t(${use(names)}); } #y() { return this.#x; } }`);
      else if (kind === 11) {
        const jump = inLoop && next(2) === 0 ? ['break', 'continue'][next(2)] : depth > 0 ? 'return' : null;
        lines.push(jump === null || jump === undefined || next(4) > 0 ? `t(${use(names)});` : `${jump};`);
      } else lines.push(`t(${use(names)});`);
    }
    return lines.join('\n');
  };
  const body = block([], 0, false);
  const functions = [...body.matchAll(/^function (\w+)/gm)].map((match) => match[1]);
  const some = functions.filter((_, index) => index % 2 === 0);
  return `${body}\nmodule.exports = [${some.join(', ')}];\n`;
}

/** What a program does: everything traced while it loads, and while each function that it offers is called. */
function traceOf(text: string): string[] {
  const trace: string[] = [];
  const show = (value: unknown) => (typeof value === 'function' ? 'function' : JSON.stringify(value));
  const module = { exports: [] as ((a: number) => unknown)[] };
  let budget = 500;
  const t = (value: unknown) => {
    trace.push(show(value) ?? 'undefined');
    if (budget-- < 0) throw new Error('enough');
    return value;
  };
  // A stack that overflows does so at another depth when frames are smaller; runs that recurse are compared up to there.
  const attempt = (act: () => unknown) => {
    try {
      act();
    } catch (error) {
      trace.push((error as Error).message);
    }
  };
  attempt(() => new Script(`(function () {\n${text}\n})();`).runInContext(createContext({ t, module })));
  for (const offered of module.exports) attempt(() => offered(7));
  return trace;
}

describe('a program after the recipe', () => {
  for (const level of LEVELS) {
    it(`does the same as before at ${level}, and has nothing left to remove`, () => {
      let removed = 0;
      fc.assert(
        fc.property(program, (text) => {
          const files = { 'package.json': '{"name":"p","private":true,"main":"a.cjs"}', 'a.cjs': text };
          const ran = runOn(files, level);
          const after = ran.files['a.cjs'] ?? '';
          removed += ran.result.findings.length;
          assert.deepEqual(traceOf(after), traceOf(text), after);
          assert.deepEqual(runOn(ran.files, level).result.findings, [], after);
        }),
        { numRuns: 120 },
      );
      assert.ok(removed > 120, `the programs had something to remove: ${removed}`);
    }).timeout(60_000);
  }
});

describe('real sources', () => {
  const require = createRequire(import.meta.url);
  const installed = (name: string) => {
    const entry = require.resolve(name);
    const folder = path.join('node_modules', name);
    return entry.slice(0, entry.indexOf(folder) + folder.length);
  };
  const sources: [name: string, directory: string][] = [
    ['diff', installed('diff')],
    ['@typescript-eslint/scope-manager', installed('@typescript-eslint/scope-manager')],
    ['fast-check', installed('fast-check')],
    ['this package', path.resolve(import.meta.dirname, '../../..')],
  ];
  for (const [name, directory] of sources) {
    it(`parse afterwards and are finished after one run: ${name}`, () => {
      const files = readSources(directory);
      for (const level of LEVELS) {
        const ran = runOn(files, level);
        for (const [file, text] of Object.entries(ran.files)) {
          if (text !== files[file]) assert.ok(parseModule(file, text).ok, file);
        }
        assert.deepEqual(runOn(ran.files, level).result.findings, []);
        for (const change of ran.result.changes) {
          if (change.change !== 'modify') continue;
          assert.ok(
            change.edits.every((edit) => edit.replacement === ''),
            'nothing is written, only taken away',
          );
        }
      }
    }).timeout(60_000);
  }
});

function readSources(directory: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const full = path.join(entry.parentPath, entry.name);
    const relative = path.relative(directory, full).replaceAll(path.sep, '/');
    if (!entry.isFile() || relative.includes('node_modules/') || relative.startsWith('build/')) continue;
    if (/\.(?:[cm]?[jt]s|json|md)$/.test(relative)) files[relative] = readFileSync(full, 'utf8');
  }
  return files;
}
