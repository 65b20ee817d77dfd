import assert from 'node:assert/strict';
import { reasonsOf, runOn } from './testing.test.ts';

const base = {
  'package.json': '{"name":"app","private":true,"main":"src/index.js"}',
  'src/index.js': "import './used.js';\nexport {};\n",
  'src/used.js': 'console.log(1);\n',
};
const left = (files: Record<string, string>) =>
  Object.keys(runOn({ ...base, ...files }, 'COMPREHENSIVE').files).filter((path) => path in files);

describe('files that nothing reaches', () => {
  it('are deleted at the widest level only, with files that only they reach', () => {
    const dead = {
      'src/dead.js': "import './deader.js';\nexport const a = 1;\n",
      'src/deader.js': 'console.log(2);\n',
    };
    assert.deepEqual(left(dead), []);
    const standard = runOn({ ...base, ...dead }, 'STANDARD');
    assert.ok('src/dead.js' in standard.files);
  });

  it('stay when any text names them, or a path is put together that may mean them', () => {
    for (const extra of [
      { 'README.md': 'Run `node src/tool.js` first.\n' },
      { '.github/workflows/ci.yml': 'run: node src/tool.js\n' },
      { Makefile: '', 'run.sh': 'node ./src/tool.js\n' },
      { 'src/loader.test.js': "require('./' + name);\n" },
      { 'src/other.test.js': "fork(path.join(__dirname, 'tool.js'));\n" },
      { 'app.config.js': "export default { entry: 'src/tool' };\n" },
      { 'index.html': '<script src="src/tool.js"></script>' },
    ]) {
      assert.deepEqual(
        left({ 'src/tool.js': 'console.log(3);\n', ...(extra as unknown as Record<string, string>) }),
        ['src/tool.js', ...Object.keys(extra)],
        JSON.stringify(extra),
      );
    }
  });

  it('stay when they are tests, programs, declarations, or loaded by convention', () => {
    const files = {
      'src/a.test.js': 'test();\n',
      'bin/run.js': 'run();\n',
      'src/tool.js': '#!/usr/bin/env node\nrun();\n',
      'src/types.d.ts': 'declare const a: 1;\n',
      'migrations/1.js': 'exports.up = 1;\n',
      'jest.config.js': 'module.exports = {};\n',
    };
    assert.deepEqual(left(files), Object.keys(files));
  });

  it('stay where nobody knows how programs start', () => {
    const files = { 'package.json': '{"private":true}', 'lib/a.js': 'console.log(1);\n' };
    const ran = runOn(files, 'COMPREHENSIVE');
    assert.deepEqual(ran.files, files);
    assert.deepEqual(reasonsOf(ran), [': No code loads it, but no entry point of its package was found.']);
  });

  it('stay whole, with what they load, when their deletion is left out', () => {
    const dead = {
      'src/dead.js': "import { b } from './deader.js';\nexport const a = () => b;\nexport const c = 1;\n",
      'src/deader.js': 'export const b = 2;\n',
    };
    const everything = runOn({ ...base, ...dead }, 'COMPREHENSIVE');
    assert.deepEqual(everything.files, base);
    const ran = runOn({ ...base, ...dead }, 'COMPREHENSIVE', { kind: 'folder', path: '.' }, [
      'unused_file:src/dead.js',
    ]);
    assert.deepEqual(ran.files, { ...base, ...dead });
  });

  it('are not hollowed out where files are not deleted', () => {
    const dead = {
      'src/dead.js': "import { b } from './deader.js';\nexport const a = () => b;\n",
      'src/deader.js': 'export const b = 2;\n',
    };
    const ran = runOn({ ...base, ...dead }, 'STANDARD');
    assert.deepEqual(ran.files, { ...base, ...dead });
  });

  it('stay outside the target, and keep what they reach', () => {
    const files = { ...base, 'lib/dead.js': "import '../src/dead.js';\n", 'src/dead.js': 'console.log(1);\n' };
    assert.deepEqual(runOn(files, 'COMPREHENSIVE', { kind: 'folder', path: 'src' }).files, files);
    assert.deepEqual(runOn(files, 'COMPREHENSIVE').files, base);
  });
});

describe('the target', () => {
  const files = {
    'package.json': '{"name":"p","private":true,"main":"a.js"}',
    'a.js': 'const x = 1;\nfunction one() {\n  two();\n}\nfunction two() {}\nmodule.exports = {};\n',
    'b.js': 'const y = 1;\nmodule.exports = {};\n',
    'a.test.js': 'const z = 1;\nmodule.exports = {};\n',
  };

  it('bounds what is changed', () => {
    const ran = runOn(files, 'STANDARD', { kind: 'file', path: 'b.js' });
    assert.deepEqual(ran.files, { ...files, 'b.js': 'module.exports = {};\n' });
  });

  it('may be one symbol: it goes with what only it made necessary', () => {
    const ran = runOn(files, 'STANDARD', { kind: 'symbol', path: 'a.js', symbol: 'one' });
    assert.deepEqual(ran.files, { ...files, 'a.js': 'const x = 1;\nmodule.exports = {};\n' });
  });

  it('leaves fixtures, templates and foreign code alone', () => {
    const data = {
      'test/fixtures/a.js': 'const x = 1;\nmodule.exports = {};\n',
      'templates/a.js': 'const x = 1;\nmodule.exports = {};\n',
      'vendor/a.js': 'const x = 1;\nmodule.exports = {};\n',
    };
    assert.deepEqual(runOn(data, 'COMPREHENSIVE').files, data);
  });

  it('leaves tests alone unless one is pointed at', () => {
    assert.equal(runOn(files).files['a.test.js'], files['a.test.js']);
    assert.equal(
      runOn(files, 'CONSERVATIVE', { kind: 'file', path: 'a.test.js' }).files['a.test.js'],
      'module.exports = {};\n',
    );
  });
});

describe('code that is nested deeper than the stack', () => {
  it('is skipped with a reason, and the rest is done', () => {
    const deep = `module.exports = ${'[\n'.repeat(9000)}${']\n'.repeat(9000)};\n`;
    const sum = `module.exports = ${Array.from({ length: 9000 }, () => 'f()').join('\n + ')};\n`;
    const ran = runOn({ 'deep.js': deep, 'sum.js': sum, 'a.mjs': 'const x = 1;\nexport {};\n' });
    assert.equal(ran.files['a.mjs'], 'export {};\n');
    for (const { reason } of ran.result.skipped) assert.match(reason, /nested too deeply|does not parse/);
  });
});
