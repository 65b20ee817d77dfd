import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { ROOT } from './lint-probes.ts';
import { clockReads, links, machinePaths, missingFromLock, misnamed, npmScripts, quotedPaths } from './tree-facts.ts';
import type { Lockfile } from './tree-facts.ts';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const tracked = execFileSync('git', ['-c', 'safe.directory=*', 'ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' })
  .split('\0')
  .filter((file) => file !== '' && !/(^|\/)fixtures\//.test(file) && existsSync(join(ROOT, file)));
const source = tracked.filter((file) => /\.tsx?$/.test(file));
const prose = tracked.filter((file) => file.endsWith('.md'));
const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts);

describe('The tree', () => {
  it('names files after what they hold, without barrels', () => {
    assert.deepEqual(misnamed(source), []);
  });

  it('keeps the machines it was written on out of its files', () => {
    const found = tracked
      .filter((file) => !file.endsWith('.test.ts') && file !== 'package-lock.json')
      .flatMap((file) => machinePaths(read(file)).map((path) => `${file}: ${path}`));
    assert.deepEqual(found, []);
  });

  it('reads no clock in the pure rooms', () => {
    const pure = /^(shared\/(contracts|engine)|server\/src\/(domain|app)|extension\/src\/core)\//;
    const found = source.filter(
      (file) => pure.test(file) && !file.endsWith('.test.ts') && clockReads(read(file)).length > 0,
    );
    assert.deepEqual(found, []);
  });

  it('checks every package with the strict base', () => {
    const configs = tracked.filter(
      (file) => /(^|\/)tsconfig[\w.]*\.json$/.test(file) && !['tsconfig.json', 'tsconfig.base.json'].includes(file),
    );
    for (const file of configs) assert.match(read(file), /"extends": "(\.\.?\/)+tsconfig[\w.]*\.json"/, file);
    const base = (JSON.parse(read('tsconfig.base.json')) as { compilerOptions: Record<string, unknown> })
      .compilerOptions;
    // erasableSyntaxOnly is what forbids enums, namespaces and parameter properties.
    for (const rule of [
      'strict',
      'noUncheckedIndexedAccess',
      'exactOptionalPropertyTypes',
      'verbatimModuleSyntax',
      'erasableSyntaxOnly',
    ]) {
      assert.equal(base[rule], true, rule);
    }
  });
});

describe('The lockfile', () => {
  it('holds every optional package, so that npm ci takes it on any machine', () => {
    assert.deepEqual(missingFromLock(JSON.parse(read('package-lock.json')) as Lockfile), []);
  });
});

describe('The documents', () => {
  for (const file of [...prose, ...tracked.filter((path) => path === '.ci/run' || path === '.vscode/tasks.json')]) {
    it(`name npm scripts that exist (${file})`, () => {
      assert.deepEqual(
        npmScripts(read(file)).filter((name) => !scripts.includes(name)),
        [],
      );
    });
  }

  for (const file of prose) {
    it(`link to files that exist (${file})`, () => {
      assert.deepEqual(
        links(read(file)).filter((target) => !existsSync(join(ROOT, dirname(file), target))),
        [],
      );
    });
    it(`name paths that exist (${file})`, () => {
      const topLevel = [...new Set(tracked.map((path) => path.split('/')[0] ?? ''))];
      assert.deepEqual(
        quotedPaths(read(file), topLevel).filter((path) => !existsSync(join(ROOT, normalize(path)))),
        [],
      );
    });
  }
});

describe('Each tree fact can fail', () => {
  it('a barrel and a vague name are found', () => {
    assert.deepEqual(misnamed(['a/index.ts', 'a/utils/x.ts', 'a/job-manager.ts', 'a/helpers.ts', 'a/cancel-job.ts']), [
      'a/index.ts',
      'a/utils/x.ts',
      'a/job-manager.ts',
      'a/helpers.ts',
    ]);
  });

  it('a path of one machine is found, a route is not', () => {
    const home = ['', 'home', 'ann', 'iama'].join('/');
    assert.deepEqual(machinePaths(`cd ${home} && ls; GET /api/v1/home/x`), [['', 'home', 'ann'].join('/')]);
  });

  it('a read of the clock is found, a date from text is not', () => {
    assert.deepEqual(clockReads('new Date(); new Date(iso)'), ['new Date()']);
  });

  it('a script the reader is told to run is found', () => {
    assert.deepEqual(npmScripts('`npm ci && npm run demo`, then npm test'), ['demo', 'test']);
  });

  it('an optional package without an entry, or with an entry of another version, is found', () => {
    const packages = {
      'node_modules/a': {
        version: '1.0.0',
        optionalDependencies: { 'a-linux': '1.0.0', 'a-mac': '1.0.0', 'a-win': '1.0.0' },
      },
      'node_modules/a-linux': { version: '1.0.0' },
      'node_modules/a-win': { version: '0.9.0' },
    };
    assert.deepEqual(missingFromLock({ packages }), ['a-mac@1.0.0', 'a-win@1.0.0']);
  });

  it('links and quoted paths are found', () => {
    assert.deepEqual(links('[a](docs/a.md#x) [b](https://b.example) [c](#c)'), ['docs/a.md']);
    assert.deepEqual(quotedPaths('`server/src/main.ts` `npm test` `a/b` `docs/adr/`', ['server', 'docs']), [
      'server/src/main.ts',
      'docs/adr/',
    ]);
  });
});
