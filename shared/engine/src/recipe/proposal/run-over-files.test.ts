import assert from 'node:assert/strict';
import type { Target } from '@iama/contracts/workspace/target';
import type { RecipeRequest } from '../recipe.ts';
import type { Proposal } from './proposal.ts';
import { runOverFiles } from './run-over-files.ts';

const TEXTS: Readonly<Record<string, string>> = {
  'a.js': 'const one = 1;\nexport class A {\n  m() {\n    x();\n  }\n}\nx();\n',
  'a.py': 'def f():\n    x()\n\n\nclass A:\n    def m(self):\n        x()\n',
};

/** Every `x` becomes `y`. */
function propose(_path: string, text: string): { proposals: Proposal[]; holds: [] } {
  const proposals = [...text.matchAll(/\bx\b/g)].map(({ index: at }) => {
    return {
      kind: 'k',
      symbol: null,
      at,
      key: 'x',
      message: '',
      edits: [{ start: at, end: at + 1, replacement: 'y' }],
    };
  });
  return { proposals, holds: [] };
}

const request = (target: Target, exclude: readonly string[] = []): RecipeRequest => {
  const tree = { files: new Map(Object.entries(TEXTS)), paths: new Set(Object.keys(TEXTS)) };
  return { tree, target, level: 'STANDARD', exclude: new Set(exclude) };
};
const over = (path: string) => ({ files: [path], skipped: [], propose, check: () => null });

describe('proposals over files', () => {
  it('keep to the symbol that was asked for, in scripts and in Python', async () => {
    const lines = async (path: string, symbol: string) =>
      (await runOverFiles(request({ kind: 'symbol', path, symbol }), over(path))).findings.map(({ line }) => line);
    assert.deepEqual(await lines('a.js', 'A.m'), [4]);
    assert.deepEqual(await lines('a.js', 'A'), [4]);
    assert.deepEqual(await lines('a.js', 'one'), []);
    assert.deepEqual(await lines('a.js', 'nobody'), []);
    assert.deepEqual(await lines('a.py', 'f'), [2]);
    assert.deepEqual(await lines('a.py', 'A.m'), [7]);
  });

  it('have ids that stay the same when another is left out', async () => {
    const target: Target = { kind: 'folder', path: '.' };
    const all = await runOverFiles(request(target), over('a.js'));
    const ids = all.findings.map(({ id }) => id);
    assert.deepEqual(ids, ['k:a.js::x', 'k:a.js::x#2']);
    const second = await runOverFiles(request(target, ['k:a.js::x']), over('a.js'));
    assert.deepEqual(
      second.findings.map(({ id }) => id),
      ['k:a.js::x#2'],
    );
  });

  it('are taken back one by one when the check refuses, and all of a group with one', async () => {
    const target: Target = { kind: 'folder', path: '.' };
    const check = (_path: string, before: string, after: string) =>
      after.indexOf('y()') === before.indexOf('x()') ? 'No.' : null;
    const some = await runOverFiles(request(target), { ...over('a.js'), check });
    assert.deepEqual(
      some.findings.map(({ line }) => line),
      [7],
    );
    assert.deepEqual(
      some.kept.map(({ line, reason }) => [line, reason]),
      [[4, 'No.']],
    );
    const grouped = (path: string, text: string) => {
      const { proposals, holds } = propose(path, text);
      return { proposals: proposals.map((each) => ({ ...each, group: 'g' })), holds };
    };
    const none = await runOverFiles(request(target), { ...over('a.js'), propose: grouped, check });
    assert.deepEqual([none.findings, none.changes], [[], []]);
  });

  it('give way to an earlier one that wants the same text', async () => {
    const twice = (path: string, text: string) => {
      const { proposals, holds } = propose(path, text);
      return { proposals: proposals.flatMap((each) => [each, { ...each, kind: 'l' }]), holds };
    };
    const { findings, kept } = await runOverFiles(request({ kind: 'folder', path: '.' }), {
      ...over('a.js'),
      propose: twice,
    });
    assert.equal(findings.length, 2);
    assert.deepEqual(
      kept.map(({ reason }) => reason),
      ['Another change wants the same text.', 'Another change wants the same text.'],
    );
  });
});
