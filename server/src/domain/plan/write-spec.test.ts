import assert from 'node:assert/strict';
import type { Patch, PatchFile } from '@iama/contracts/patch/patch';
import { Spec } from '@iama/contracts/job/spec';
import { EditSpec } from '@iama/contracts/job/spec-edit';
import type { Finding } from '@iama/contracts/recipe';
import type { TestSuite } from '@iama/contracts/test-run/suite';
import { checkScope } from './check-scope.ts';
import { plan, plans } from './plans.fixture.ts';
import { writeSpec } from './write-spec.ts';

const TOKEN = '0193d1c6-7b1e-7cc0-8000-000000000001';
const SUITE: TestSuite = {
  id: 's',
  framework: 'mocha',
  cwd: '.',
  source: 'npm test',
  command: ['mocha'],
  test_files: 3,
};

const [FOUND] = plan('STANDARD').findings as [Finding];

function spec(over: Parameters<typeof plans>[0] = {}, test_suites: TestSuite[] = [SUITE]) {
  const analysis = { plans: plans(over), test_suites };
  return writeSpec({ analysis, level: 'STANDARD', revision: 2, revision_token: TOKEN });
}

describe('a specification of a small change', () => {
  it('is as small: the edit, that nothing else changes, and the tests', () => {
    const small = writeSpec({
      analysis: { plans: plans(), test_suites: [SUITE] },
      level: 'STANDARD',
      revision: 1,
      revision_token: TOKEN,
      small: true,
    });
    assert.deepEqual(
      small.sdd.map(({ statement }) => statement),
      [
        'src/a.js is edited: The function left is never called (line 12).',
        'Nothing else in this file changes, and no other file is touched.',
      ],
    );
    assert.equal(small.bdd.length, 1);
    assert.deepEqual(small.allowed_files, spec().allowed_files);
  });
});

describe('a specification', () => {
  it('says what will change and why, and what stays and why', () => {
    const written = spec();
    assert.ok(Spec.safeParse(written).success);
    assert.deepEqual(
      written.sdd.map(({ kind, statement }) => `${kind}: ${statement}`),
      [
        'change: src/a.js is edited: The function left is never called (line 12).',
        'keep: It will not change exports.',
        'keep: right (src/b.js:3) stays: it is exported.',
        'keep: No file outside this list is touched.',
      ],
    );
    assert.equal(written.approved_at, null);
    assert.deepEqual([written.revision, written.revision_token], [2, TOKEN]);
  });

  it('pins the tests that exist, the callers and the way back', () => {
    const { bdd } = spec();
    assert.match(bdd[0]?.given ?? '', /3 test files that `npm test` runs in the workspace/);
    assert.match(bdd[1]?.given ?? '', /2 files outside the change/);
    assert.match(bdd.at(-1)?.then ?? '', /byte for byte/);
    assert.match(spec({}, []).bdd[0]?.then ?? '', /nothing was proved/);
    assert.match(spec({ STANDARD: { callers: 1 } }).bdd[1]?.given ?? '', /^1 file outside the change imports a/);
  });

  it('allows both names of a rename, and every file once', () => {
    const { allowed_files } = spec({
      STANDARD: {
        files: [
          { path: 'src/b.js', change: 'rename', new_path: 'src/b.mjs' },
          { path: 'src/a.js', change: 'modify', new_path: null },
          { path: 'src/a.js', change: 'modify', new_path: null },
        ],
      },
    });
    assert.deepEqual(allowed_files, ['src/a.js', 'src/b.js', 'src/b.mjs']);
  });

  it('says which symbols and tests its items speak of', () => {
    const files = [{ path: 'src/a.js', change: 'modify' as const, new_path: null, reached_by: ['web/test/a.test.js'] }];
    const web = { ...SUITE, id: 'web', cwd: 'web' };
    const { sdd, bdd } = spec({ STANDARD: { files } }, [SUITE, web]);
    const links = [sdd[0], bdd[0], bdd[1], sdd.at(-2)].map((item) => [item?.paths, item?.symbols, item?.test_ids]);
    assert.deepEqual(links, [
      [['src/a.js'], ['left'], ['web']],
      [[], [], ['s']],
      [['web/test/a.test.js'], [], ['web']],
      [['src/b.js'], ['right'], []],
    ]);
  });

  it('is within what a person may send back, however much was found', () => {
    const findings = Array.from({ length: 300 }, (_, line) => ({
      ...FOUND,
      id: `f${line}`,
      symbol: `name${line}`,
      line: line + 1,
      message: 'x'.repeat(5000),
    }));
    const more = Array.from({ length: 700 }, (_, place) => ({
      path: `src/${place}.js`,
      change: 'modify' as const,
      new_path: null,
    }));
    const files = [{ path: 'src/a.js', change: 'modify' as const, new_path: null }, ...more];
    const { revision_token, bdd, sdd, allowed_files } = spec({ STANDARD: { findings, files } });
    assert.ok(EditSpec.safeParse({ revision_token, bdd, sdd, allowed_files }).success);
    assert.equal(allowed_files.length, 701);
    assert.ok(sdd.some(({ statement }) => statement === '201 more files of the list are changed.'));
  });

  it('gives every item a name of its own', () => {
    const { bdd, sdd } = spec();
    const ids = [...bdd, ...sdd].map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });
});

function file(path: string, new_path: string | null = null): PatchFile {
  const change = new_path === null ? 'modify' : 'rename';
  return { path, change, new_path, base_sha256: null, result_sha256: null, edits: [], hunks: [] };
}

function patch(...files: PatchFile[]): Pick<Patch, 'files'> {
  return { files };
}

describe('the scope of a patch', () => {
  it('is kept where every name it touches was agreed on', () => {
    assert.deepEqual(checkScope(patch(file('a.js'), file('b.js', 'b.mjs')), ['a.js', 'b.js', 'b.mjs']), {
      inside: true,
    });
    assert.deepEqual(checkScope(patch(), []), { inside: true });
  });

  it('is left by another file, by the new name of a rename, and by another spelling', () => {
    assert.equal(checkScope(patch(file('a.js')), ['b.js']).inside, false);
    assert.equal(checkScope(patch(file('b.js', 'b.mjs')), ['b.js']).inside, false);
    assert.equal(checkScope(patch(file('A.js')), ['a.js']).inside, false);
  });

  it('names the files that were not agreed on', () => {
    const verdict = checkScope(patch(...['g', 'f', 'e', 'd', 'c', 'b', 'a'].map((name) => file(name))), ['a']);
    assert.ok(!verdict.inside);
    assert.deepEqual(verdict.paths, ['b', 'c', 'd', 'e', 'f', 'g']);
    assert.match(verdict.detail, /b, c, d, e, f and 1 more\.$/);
  });
});
