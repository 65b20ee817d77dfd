import assert from 'node:assert/strict';
import { commonjsToEsm } from './commonjs-to-esm.ts';
import { convert, onDisk, run } from './tree-on-disk.test.ts';
import type { Files } from './tree-on-disk.test.ts';

function reasons(
  files: Files,
  level: 'CONSERVATIVE' | 'STANDARD' | 'COMPREHENSIVE' = 'STANDARD',
  target = '.',
): string {
  const { result, files: after } = convert(files, level, target);
  assert.deepEqual(result.findings, [], 'it changes something');
  assert.deepEqual(after, files);
  return result.kept.map(({ path, line, reason }) => `${path}:${line ?? ''} ${reason}`).join('\n');
}

const index = { 'index.js': `module.exports = 1;\n` };
const withManifest = (manifest: object, more: Files = {}): Files => ({
  'package.json': JSON.stringify({ name: 'pkg', ...manifest }),
  ...index,
  ...more,
});

describe('commonjs-to-esm, what it refuses', () => {
  const cases: readonly [string, Files, RegExp][] = [
    [
      'jest',
      withManifest({ devDependencies: { jest: '^29.0.0' }, scripts: { test: 'jest' } }),
      /package\.json: its tests run with jest/,
    ],
    [
      'an old mocha',
      withManifest({ devDependencies: { mocha: '^5.0.0' }, scripts: { test: 'mocha' } }),
      /mocha \^5\.0\.0 does not load ES modules; mocha 8/,
    ],
    [
      'proxyquire',
      withManifest({}, { 'test/a.js': `require('proxyquire')('../index', {});\n` }),
      /test\/a\.js uses proxyquire/,
    ],
    [
      'coverage thresholds of nyc',
      withManifest({ scripts: { test: 'nyc --check-coverage mocha' } }),
      /nyc checks coverage/,
    ],
    [
      'a register hook',
      withManifest({ scripts: { test: 'mocha -r @babel/register' } }),
      /@babel\/register hooks into require/,
    ],
    ['a built entry', withManifest({ main: 'dist/index.js' }), /dist\/index\.js is not in the repository/],
    [
      'TypeScript sources',
      withManifest({}, { 'src/a.ts': 'export const a = 1;\n' }),
      /TypeScript sources \(src\/a\.ts\)/,
    ],
    [
      'ES modules that a tool translates',
      withManifest({}, { 'src/a.js': 'export const a = 1;\n' }),
      /src\/a\.js is an ES module already/,
    ],
    [
      'a program without extension',
      withManifest({ bin: 'bin/pkg' }, { 'bin/pkg': '#!/usr/bin/env node\nrequire("..");\n' }),
      /bin\/pkg has no file extension/,
    ],
    ['an ESLint plug-in', withManifest({ name: 'eslint-plugin-x' }), /plug-in \(eslint-plugin-x\)/],
    ['a package of ES modules', withManifest({ type: 'module' }), /of type module already/],
    ['no package.json', index, /no package\.json governs it/],
    [
      'an entry that reads require.cache',
      withManifest({ main: 'index.js' }, { 'index.js': `\nmodule.exports = Object.keys(require.cache);\n` }),
      /index\.js:2 it uses require\.cache/,
    ],
    [
      'sloppy code in the entry',
      withManifest({}, { 'index.js': `total = 1;\nmodule.exports = 1;\n` }),
      /index\.js:1 it assigns the undeclared name total/,
    ],
    ['top-level this', withManifest({}, { 'index.js': `this.a = 1;\n\nexports.b = 2;\n` }), /`this` at its top level/],
    [
      'a universal module',
      withManifest(
        {},
        {
          'index.js': `(function (root) {\n  if (typeof module === 'object') module.exports = 1;\n  else root.x = 1;\n})({});\n`,
        },
      ),
      /universal \(UMD\)/,
    ],
    [
      'compiled output',
      withManifest(
        {},
        { 'index.js': `Object.defineProperty(exports, '__esModule', { value: true });\nexports.default = 1;\n` },
      ),
      /output of a compiler/,
    ],
    [
      'exports replaced in a function',
      withManifest({}, { 'index.js': `function set() { module.exports = 1; }\nset();\n` }),
      /inside a function/,
    ],
    [
      'a computed name',
      withManifest(
        {},
        { 'index.js': `module.exports = (n) => require('./parts/' + n);\n`, 'parts/a.js': 'module.exports = 1;\n' },
      ),
      /computed at run time/,
    ],
    [
      'a circle that needs its members while loading',
      withManifest(
        {},
        {
          'index.js': `const b = require('./b');\nclass A {}\nmodule.exports = { A, b };\n`,
          'b.js': `const { A } = require('./index');\nmodule.exports = { K: A };\n`,
        },
      ),
      /require each other/,
    ],
    [
      'a local require in try',
      withManifest(
        {},
        {
          'index.js': `let x;\ntry { x = require('./x'); } catch { x = null; }\nmodule.exports = x;\n`,
          'x.js': 'module.exports = 1;\n',
        },
      ),
      /inside try/,
    ],
    [
      'a wrapper that imports names',
      withManifest({}, { 'wrapper.mjs': `import { a } from './index.js';\nexport { a };\n` }),
      /wrapper\.mjs imports names from index\.js/,
    ],
    [
      'a file that cannot be read',
      withManifest({}, { 'index.js': `require('./broken');\n`, 'broken.js': `let = ;\n` }),
      /broken\.js, which other files load, cannot be read/,
    ],
    [
      'jest in the root of a monorepo',
      {
        'package.json': '{ "private": true, "workspaces": ["p/*"], "scripts": { "test": "jest" } }',
        'p/a/package.json': '{ "name": "a" }',
        'p/a/index.js': 'module.exports = 1;\n',
      },
      /its tests run with jest/,
    ],
    [
      'a package inside a refused one',
      withManifest(
        { scripts: { test: 'jest' } },
        { 'benchmark/package.json': '{}', 'benchmark/run.js': `require('fs');\n` },
      ),
      /jest/,
    ],
    ['octal numbers', withManifest({}, { 'index.js': `module.exports = 010;\n` }), /not valid as an ES module/],
    [
      'deleted names',
      withManifest({}, { 'index.js': `var a = 1;\ndelete a;\nmodule.exports = a;\n` }),
      /not valid as an ES module/,
    ],
    [
      'parameters of one name',
      withManifest({}, { 'index.js': `module.exports = function (a, a) {};\n` }),
      /not valid as an ES module/,
    ],
  ];
  for (const [name, files, reason] of cases) {
    it(`leaves everything as it is for ${name}, and says so`, () => assert.match(reasons(files), reason));
  }
  it('changes no package of which only a part is the target', () => {
    const files = withManifest({}, { 'lib/a.js': 'exports.a = 1;\n' });
    for (const target of ['lib', 'index.js', 'lib/a.js'])
      assert.match(reasons(files, 'STANDARD', target), /package\.json: its type holds for the whole package/);
  });
  it('says in words why nothing can be done', () => {
    const files = withManifest({ scripts: { test: 'jest' } });
    const { result } = convert(files);
    const words = commonjsToEsm.describe('STANDARD', result);
    assert.match(
      words.summary,
      /No package of the target can become ES modules\. package\.json: its tests run with jest/,
    );
    assert.deepEqual(words.will, []);
  });
});

describe('commonjs-to-esm, the conservative plan', () => {
  const files: Files = {
    'package.json':
      '{\n  "name": "pkg",\n  "main": "lib/index.js",\n  "scripts": {\n    "build": "node scripts/build.js",\n    "check": "node ./scripts/check.js --all"\n  }\n}\n',
    'lib/index.js': `module.exports = () => 'lib';\n`,
    'scripts/build.js': `const lib = require('../lib');\nconst { shared } = require('./shared');\nconsole.log(lib(), shared, require('../package.json').name);\n`,
    'scripts/shared.js': `exports.shared = 'shared';\n`,
    'scripts/check.js': `console.log(require('path').basename(__filename).length > 0);\n`,
    'scripts/named.js': `console.log(1);\nrequire('fs');\n`,
    Makefile: `x:\n\tnode scripts/named.js\n`,
    'test/a.test.js': `require('../lib')();\n`,
  };
  it('turns programs nobody loads into .mjs files and leaves the package alone', () => {
    const { result, files: after } = convert(files, 'CONSERVATIVE');
    assert.deepEqual(
      Object.keys(after)
        .filter((path) => path.endsWith('.mjs'))
        .toSorted(),
      ['scripts/build.mjs', 'scripts/check.mjs', 'scripts/shared.mjs'],
    );
    assert.equal(after['lib/index.js'], files['lib/index.js']);
    assert.match(after['package.json'] ?? '', /node scripts\/build\.mjs".*\n.*node \.\/scripts\/check\.mjs --all"/);
    assert.match(
      result.kept.map(({ path, reason }) => `${path} ${reason}`).join('\n'),
      /scripts\/named\.js Makefile names the file/,
    );
    for (const program of ['build', 'check']) {
      const before = onDisk(files, (directory) => run(directory, `scripts/${program}.js`));
      assert.doesNotMatch(before, /Error/);
      assert.equal(
        onDisk(after, (directory) => run(directory, `scripts/${program}.mjs`)),
        before,
      );
    }
  });
  it('ties what travels together and leaves it out together', () => {
    const { result } = convert(files, 'CONSERVATIVE');
    const groupOf = (path: string): string | null | undefined =>
      result.findings.find((each) => each.path === path)?.group;
    assert.equal(groupOf('scripts/build.js'), groupOf('scripts/shared.js'));
    assert.notEqual(groupOf('scripts/build.js'), groupOf('scripts/check.js'));
    const without = convert(files, 'CONSERVATIVE', '.', ['commonjs-to-esm:convert_program:scripts/shared.js']);
    assert.deepEqual(
      Object.keys(without.files).filter((path) => path.endsWith('.mjs')),
      ['scripts/check.mjs'],
    );
    assert.match(without.files['package.json'] ?? '', /scripts\/build\.js".*\n.*check\.mjs/);
  });
  it('leaves a program alone that would gain nothing but a new name', () => {
    const pow = { 'examples/pow.js': `var deep = require('other/deep');\n\ndeep();\n` };
    assert.match(reasons(withManifest({}, pow), 'CONSERVATIVE'), /pow\.js: each of its requires would stay a require/);
  });
  it('leaves a program alone whose path the documentation gives, though not the history', () => {
    const program = { 'example/parse.js': `var path = require('path');\n\nconsole.log(path);\n` };
    const told = { ...program, 'readme.markdown': '$ node example/parse.js -a beep\n' };
    assert.match(reasons(withManifest({}, told), 'CONSERVATIVE'), /parse\.js: readme\.markdown tells people its name/);
    const past = { ...program, 'CHANGELOG.md': 'Added example/parse.js\n' };
    assert.equal(convert(withManifest({}, past), 'CONSERVATIVE').result.findings.length, 1);
  });
  it('finds nothing in a library and says why', () => {
    assert.match(reasons(files, 'CONSERVATIVE', 'lib'), /lib\/index\.js: the package offers it to others/);
  });
});

describe('commonjs-to-esm, promises that hold for every result', () => {
  const files = withManifest(
    { version: '1.0.0' },
    { 'a.js': `exports.a = 1;\n`, 'index.js': `module.exports = require('./a');\n` },
  );
  it('leaves out the whole package when one of its findings is excluded', () => {
    const { result, files: after } = convert(files, 'STANDARD', '.', ['commonjs-to-esm:convert_module:a.js']);
    assert.deepEqual(result.findings, []);
    assert.deepEqual(after, files);
  });
  it('gives the same result for the same request', () => {
    assert.deepEqual(convert(files).result, convert(files).result);
  });
  it('has nothing left to do in its own result', () => {
    const { files: after } = convert(files);
    assert.deepEqual(convert(after).result.findings, []);
  });
  it('converts programs in a build folder, where nobody loads them, and leaves what a build makes', () => {
    const { files: after } = convert(
      withManifest(
        { scripts: { build: 'node build/make.js' } },
        { 'build/make.js': `require('fs');\n`, 'dist/made.js': `require('fs');\n` },
      ),
    );
    assert.equal(after['build/make.js'], `import 'fs';\n`);
    assert.equal(after['dist/made.js'], `require('fs');\n`);
  });
  it('says how many files become strict code without having asked for it', () => {
    const willOf = (text: string): string => {
      const { result } = convert(withManifest({}, { 'index.js': text }));
      return commonjsToEsm.describe('STANDARD', result).will.join('\n');
    };
    assert.match(willOf(`module.exports = 1;\n`), /run 1 file as strict code for the first time/);
    assert.doesNotMatch(willOf(`'use strict';\nmodule.exports = 1;\n`), /strict code/);
  });
  it('describes each level with the numbers of its result', () => {
    const { result } = convert(files);
    const words = commonjsToEsm.describe('STANDARD', result);
    assert.equal(words.title, 'Convert 2 files to ES modules');
    assert.equal(words.risk, 'medium');
    assert.ok(words.will.some((line) => line.includes('2 files')));
  });
});
