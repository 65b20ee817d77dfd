import assert from 'node:assert/strict';
import { convert } from './tree-on-disk.test.ts';

const manifest = '{\n  "name": "pkg",\n  "private": true,\n  "main": "entry.js"\n}\n';

/** The new text of `file.js`, which nobody outside the tree loads. */
function converted(
  text: string,
  others: Readonly<Record<string, string>> = {},
  level: 'STANDARD' | 'COMPREHENSIVE' = 'STANDARD',
): string {
  const { files, result } = convert(
    { 'package.json': manifest, 'entry.js': `require('./file');\n`, 'file.js': text, ...others },
    level,
  );
  assert.notEqual(result.findings.length, 0, JSON.stringify(result.kept));
  return files['file.js'] as string;
}

describe('commonjs-to-esm, the text it writes', () => {
  it('keeps shebang, licence header and quotes, and takes the directive away', () => {
    const text = `#!/usr/bin/env node\n/*!\n * Licence\n */\n'use strict';\n\nconst fs = require("fs"); // files\nconst x = require('x');\n\nfs.stat(x);\n`;
    assert.equal(
      converted(text),
      `#!/usr/bin/env node\n/*!\n * Licence\n */\n\nimport fs from "fs"; // files\nimport x from 'x';\n\nfs.stat(x);\n`,
    );
  });
  it('follows a file without semicolons', () => {
    assert.equal(
      converted(`const { join, sep: s } = require('path')\n\nmodule.exports = () => join(s)\n`),
      `import { join, sep as s } from 'path'\n\nexport default () => join(s)\n`,
    );
  });
  it('splits a list of requires, with its comments', () => {
    const text = `var a = require('a')\n  // about b\n  , b = require('b')\n  , c = 1;\n\nb(a, c);\n`;
    assert.equal(converted(text), `import a from 'a';\n// about b\nimport b from 'b';\n\nvar c = 1;\n\nb(a, c);\n`);
  });
  it('keeps commas, alignment and comments of what is left of a list', () => {
    const text = `var a = require('a') // A\n  , path = require('path')\n  , known = { "foo" : String\n            , "bar" : path // dangling\n            }\n  // about b\n  , b = require('b')\n             // everything is optional.\n             // defaults to {}\n  , parsed = a(known, b) // last\n  , more = 1\n\nb(parsed)\n`;
    const wanted = `import a from 'a' // A\nimport path from 'path'\n// about b\nimport b from 'b'\n\nvar known = { "foo" : String\n            , "bar" : path // dangling\n            }\n             // everything is optional.\n             // defaults to {}\n  , parsed = a(known, b) // last\n  , more = 1\n\nb(parsed)\n`;
    assert.equal(converted(text), wanted);
  });
  it('keeps a comment behind each require of a list with its module', () => {
    const text = `var a = require('a'), // A\n    one = 1, // one\n    b = require('b'), // B\n    two = 2; // two\n\nb(a, one, two);\n`;
    const wanted = `import a from 'a'; // A\nimport b from 'b'; // B\n\nvar one = 1, // one\n    two = 2; // two\n\nb(a, one, two);\n`;
    assert.equal(converted(text), wanted);
  });
  it('puts what is left of a require behind the imports', () => {
    const text = `const debug = require('debug')('app');\nconst { x } = require('cjs');\nconst http = require('http');\n\ndebug(x, http);\n`;
    const wanted = `import createDebug from 'debug';\nimport cjs from 'cjs';\nimport http from 'http';\n\nconst debug = createDebug('app');\nconst { x } = cjs;\n\ndebug(x, http);\n`;
    assert.equal(converted(text), wanted);
  });
  it('keeps the layout of exported names', () => {
    const text = `function a() {}\nfunction b() {}\n\nmodule.exports = {\n  a, // one\n  two: b,\n};\n`;
    assert.equal(converted(text), `function a() {}\nfunction b() {}\n\nexport {\n  a, // one\n  b as two,\n};\n`);
  });
  it('turns assigned functions into exported ones and joins neighbouring names', () => {
    const text = `/** Doc. */\nexports.run = async function () {\n  return exports.run;\n};\nexports.Kind = class {};\nconst a = 1;\nexports.a = a;\nexports.b = a;\n`;
    const wanted = `/** Doc. */\nexport async function run() {\n  return run;\n}\nexport class Kind {}\nconst a = 1;\nexport { a, a as b };\n`;
    assert.equal(converted(text), wanted);
  });
  it('names an anonymous function that is used again', () => {
    const text = `module.exports = function (a) {\n  return module.exports.twice(a);\n};\nmodule.exports.twice = (a) => a * 2;\n`;
    assert.equal(
      converted(text),
      `export default function file(a) {\n  return file.twice(a);\n}\nfile.twice = (a) => a * 2;\n`,
    );
  });
  it('takes an import for what functions required', () => {
    const text = `function a() {\n  const os = require('os');\n  return os.EOL;\n}\n\nmodule.exports = a;\n`;
    assert.equal(converted(text), `import os from 'os';\n\nfunction a() {\n  return os.EOL;\n}\n\nexport default a;\n`);
  });
  it('takes an import for what functions required in a list', () => {
    const text = `function a() {\n  var os = require('os')\n    , path = require('path')\n    , list = [os, path]\n    , url = require('url')\n    , more = url\n    , util = require('util');\n  return [list, more, util];\n}\n\nfunction b() {\n  var path = require('path');\n  return path;\n}\n\nmodule.exports = { a, b };\n`;
    const out = converted(text);
    for (const name of ['os', 'path', 'url', 'util'])
      assert.match(out, new RegExp(`^import ${name} from '${name}';$`, 'm'));
    assert.match(
      out,
      /function a\(\) \{\n {2}var list = \[os, path\]\n {4}, more = url;\n {2}return \[list, more, util\];\n\}/,
    );
    assert.match(out, /function b\(\) \{\n {2}return path;\n\}/);
  });
  it('imports a deep file only where its name is sure', () => {
    const text = `const get = require('lodash/get');\nconst deep = require('other/deep');\n\nget(deep);\n`;
    const wanted = `import { createRequire } from 'node:module';\nimport get from 'lodash/get.js';\n\nconst require = createRequire(import.meta.url);\nconst deep = require('other/deep');\n\nget(deep);\n`;
    assert.equal(converted(text), wanted);
  });
  it('uses current syntax only in the comprehensive plan', () => {
    const text = `const data = require('./data.json');\n\nconsole.log(__dirname, data);\n`;
    const others = { 'data.json': '{}' };
    assert.equal(
      converted(text, others, 'COMPREHENSIVE'),
      `import data from './data.json' with { type: 'json' };\n\nconsole.log(import.meta.dirname, data);\n`,
    );
    assert.match(
      converted(text, others),
      /const __dirname = dirname\(fileURLToPath\(import\.meta\.url\)\);\n\nconst data = require\('\.\/data\.json'\);/,
    );
  });
  it('writes full file names, of folders and packages too', () => {
    const text = `const b = require('./dir');\nconst c = require('./with/');\nconst d = require('./dir/../d.js');\nmodule.exports = [b, c, d];\n`;
    const others = {
      'dir/index.js': 'module.exports = 1;\n',
      'with/package.json': '{ "main": "lib/start", "type": "commonjs" }',
      'with/lib/start.js': 'module.exports = 1;\n',
      'd.js': 'module.exports = 1;\n',
    };
    assert.match(
      converted(text, others),
      /^import b from '\.\/dir\/index\.js';\nimport c from '\.\/with\/lib\/start\.js';\nimport d from '\.\/d\.js';/,
    );
  });
  it('leaves a binding that the code shadows or reassigns', () => {
    const text = `let fs = require('fs');\nfs = null;\nfunction f(path) { return path; }\nmodule.exports = { f, fs };\n`;
    assert.equal(
      converted(text),
      `import fsModule from 'fs';\n\nlet fs = fsModule;\nfs = null;\nfunction f(path) { return path; }\nexport default { f, fs };\n`,
    );
  });
  it('edits package.json, engines and linter settings, and nothing else in them', () => {
    const before = {
      'package.json': `{\n\t"name": "pkg",\n\t"version": "1.0.0",\n\t"scripts": { "lint": "eslint -c .eslintrc.js ." },\n\t"engines": { "node": ">= 6" }\n}\n`,
      'index.js': `module.exports = 1;\n`,
      '.eslintrc.js': `module.exports = { parserOptions: { sourceType: 'script' } };\n`,
      '.jshintrc': `{ "esversion": 6 }\n`,
    };
    const { files, result } = convert(before);
    assert.equal(
      files['package.json'],
      `{\n\t"name": "pkg",\n\t"version": "1.0.0",\n\t"type": "module",\n\t"scripts": { "lint": "eslint -c .eslintrc.cjs ." },\n\t"engines": { "node": ">=16" }\n}\n`,
    );
    assert.equal(files['.eslintrc.cjs'], `module.exports = { parserOptions: { sourceType: 'module' } };\n`);
    assert.equal(files['.jshintrc'], `{ "esversion": 6, "module": true }\n`);
    assert.deepEqual([...new Set(result.findings.map(({ group }) => group))], ['package:.']);
  });
  it('gives files that a test runner loads first their full names', () => {
    const { files } = convert({
      'package.json': `{ "name": "pkg", "scripts": { "test": "mocha -r test/setup --require ./test/more.js" } }\n`,
      '.mocharc.yml': `require:\n  - test/setup\n  - chai/register-expect\n`,
      'test/setup.js': `require('fs');\n`,
      'test/more.js': `require('fs');\n`,
    });
    assert.match(files['package.json'] ?? '', /mocha -r test\/setup\.js --require \.\/test\/more\.js"/);
    assert.equal(files['.mocharc.yml'], `require:\n  - test/setup.js\n  - chai/register-expect\n`);
  });
  it('uses no syntax that the linter of the package cannot parse', () => {
    const files = {
      'index.js': `module.exports = function x() { return require('./data.json'); };\n`,
      'data.json': '{}',
      'entry.js': `const data = require('./data.json');\nmodule.exports = data;\n`,
    };
    const withLinter = (linter: object): string =>
      Object.values(
        convert({ ...files, 'package.json': JSON.stringify({ name: 'pkg', devDependencies: linter }) }, 'COMPREHENSIVE')
          .files,
      ).join('\n');
    assert.match(withLinter({ eslint: '^9.20.0' }), /x as 'module\.exports'[^]*with \{ type/);
    assert.doesNotMatch(withLinter({ eslint: '^8.0.0' }), /with \{ type/);
    assert.doesNotMatch(withLinter({ standard: '^16.0.0' }), /module\.exports'|with \{/);
  });
  it('keeps require() working for files that consumers load by their path', () => {
    const files = (more: object): Record<string, string> => ({
      'package.json': JSON.stringify({ name: 'pkg', main: 'index.js', ...more }),
      'index.js': `module.exports = require('./lib/told');\n`,
      'mutable.js': `module.exports = 1;\n`,
      'lib/told.js': `module.exports = require('./own');\n`,
      'lib/own.js': `module.exports = 2;\n`,
      'test.js': `module.exports = require('./mutable');\n`,
      'README.md': "var told = require('pkg/lib/told')\n",
    });
    const offered = (more: object): string[] =>
      Object.entries(convert(files(more)).files)
        .filter(([, text]) => text.includes(`as 'module.exports'`))
        .map(([path]) => path);
    assert.deepEqual(offered({}), ['index.js', 'mutable.js', 'lib/told.js']);
    assert.deepEqual(offered({ private: true }), []);
    assert.deepEqual(offered({ exports: './index.js' }), ['index.js']);
  });
  it('follows a file that stays CommonJS under its new name', () => {
    const { files } = convert({
      'package.json': manifest,
      'entry.js': `const old = require('./old');\nconst a = require('./a');\nconst b = require('./b');\nold(a, b);\n`,
      'a.js': 'module.exports = 1;\n',
      'b.js': 'module.exports = 1;\n',
      'old.js': `const util = require('./old-util');\nmodule.exports = function () { leaked = util; };\n`,
      'old-util.js': 'module.exports = 2;\n',
    });
    assert.match(files['entry.js'] ?? '', /^import old from '\.\/old\.cjs';\nimport a from '\.\/a\.js';/);
    assert.equal(
      files['old.cjs'],
      `const util = require('./old-util.cjs');\nmodule.exports = function () { leaked = util; };\n`,
    );
    assert.equal(files['old-util.cjs'], 'module.exports = 2;\n');
  });
  it('marks test data as CommonJS instead of touching it', () => {
    const { files } = convert({
      'package.json': manifest,
      'entry.js': 'module.exports = 1;\n',
      'test/a.js': `const data = require('./fixtures/data');\nconsole.log(data);\n`,
      'test/fixtures/data.js': 'module.exports = [1];\n',
    });
    assert.equal(files['test/fixtures/package.json'], '{\n  "type": "commonjs"\n}\n');
    assert.equal(files['test/fixtures/data.js'], 'module.exports = [1];\n');
    assert.equal(files['test/a.js'], `import data from './fixtures/data.js';\nconsole.log(data);\n`);
  });
  it('reads installed packages where it can see them', () => {
    const installed = new Map([
      ['node_modules/esm/package.json', '{ "type": "module", "exports": "./i.js" }'],
      ['node_modules/esm/i.js', 'export const a = 1;\nexport default 2;\n'],
      ['node_modules/dual/package.json', '{ "exports": { "import": "./i.mjs", "require": "./i.js" } }'],
      ['node_modules/dual/i.mjs', 'export { x as y };\n'],
    ]);
    const text = `const esm = require('esm');\nconst { a } = require('esm');\nconst dual = require('dual');\nconst { y } = require('dual');\nmodule.exports = [esm, a, dual, y];\n`;
    const { files } = convert({ 'package.json': manifest, 'entry.js': text }, 'STANDARD', '.', [], installed);
    assert.match(
      files['entry.js'] ?? '',
      /import \* as esm from 'esm';\nimport \{ a \} from 'esm';\nimport \{ y \} from 'dual';\n\nconst require = .*\nconst dual = require\('dual'\);/,
    );
  });
});
