import assert from 'node:assert/strict';
import type { PlanLevel } from '@iama/contracts/recipe';
import { convert, onDisk, run } from './tree-on-disk.test.ts';
import type { Files } from './tree-on-disk.test.ts';

const manifest = '{\n  "name": "pkg",\n  "version": "1.0.0",\n  "main": "lib/index.js"\n}\n';

/** Each program is run before and after; both have to print the same. `main.js` starts it. */
const programs: Readonly<Record<string, Files>> = {
  'names on exports, read back and called through exports': {
    'main.js': `const m = require('./lib/index');\nconsole.log(m.twice(2), m.thrice(2), Object.keys(require('./lib/index')));\n`,
    'lib/index.js': `exports.twice = function (n) { return n * 2; };\nexports.thrice = (n) => exports.twice(n) + n;\nexports.delete = 1;\nexports.twice = exports.twice;\n`,
  },
  'one function with properties, used by name and as a whole': {
    'main.js': `const { parse } = require('./lib/index');\nconst all = require('./lib/index');\nconsole.log(parse('a'), all('b'), all.parse === parse, typeof new all.Kind());\n`,
    'lib/index.js': `'use strict';\nexports = module.exports = create;\nexports.parse = parse;\nmodule.exports.Kind = class Kind {};\nfunction create(x) { return 'create ' + exports.parse(x); }\nfunction parse(x) { return '<' + x + '>'; }\n`,
  },
  'an object of names with a renamed one': {
    'main.js': `const { a, z: zed = 5 } = require('./lib/index');\nconst { a: again, ...rest } = require('./lib/index');\nconsole.log(a, zed(), again, Object.keys(rest));\n`,
    'lib/index.js': `const a = 1;\nfunction Y() { return 'y'; }\n\nmodule.exports = {\n  a, // first\n  z: Y,\n};\n`,
  },
  'an object with methods, getters and spread': {
    'main.js': `const c = require('./lib/index');\nconst { name } = require('./lib/index');\nconsole.log(c.hello(), c.now, name, c.base);\n`,
    'lib/index.js': `module.exports = {\n  ...require('./base'),\n  name: 'n',\n  hello() { return 'hello ' + this.name; },\n  get now() { return 42; },\n};\n`,
    'lib/base.js': `exports.base = true;\n`,
  },
  'a class and who extends it': {
    'main.js': `const Dog = require('./lib/dog');\nconst { Animal } = require('./lib/animal');\nconsole.log(new Dog('rex').speak(), new Dog() instanceof Animal, Dog.name);\n`,
    'lib/animal.js': `class Animal { constructor(n) { this.n = n; } speak() { return this.n; } }\nmodule.exports = { Animal };\n`,
    'lib/dog.js': `var Animal = require('./animal').Animal\n  , util = require('util');\n\nmodule.exports = class Dog extends Animal { speak() { return util.format('%s woofs', super.speak()); } };\n`,
    'lib/index.js': `module.exports = require('./dog');\n`,
  },
  'state that changes after loading': {
    'main.js': `const state = require('./lib/index');\nstate.bump(); state.bump();\nconsole.log(state.count);\nstate.count = 10; state.bump();\nconsole.log(state.count);\n`,
    'lib/index.js': `exports.count = 0;\nexports.bump = function () { exports.count++; };\n`,
  },
  'a test double put onto a module': {
    'main.js': `const api = require('./lib/index');\nconst client = require('./lib/client');\napi.fetch = () => 'fake';\nconsole.log(client(), api.viaSelf());\n`,
    'lib/index.js': `function fetch() { return 'real'; }\nexports.fetch = fetch;\nexports.viaSelf = () => exports.fetch();\n`,
    'lib/client.js': `const api = require('./index');\nmodule.exports = () => api.fetch();\n`,
  },
  'a circle that needs nothing while it loads': {
    'main.js': `console.log(require('./lib/index').a(3));\n`,
    'lib/index.js': `const b = require('./b');\nexports.a = a;\nfunction a(n) { return n === 0 ? 'done' : b.b(n); }\n`,
    'lib/b.js': `const a = require('./index');\nexports.b = (n) => a.a(n - 1);\n`,
  },
  'files beside the module, its folder and its own name': {
    'main.js': `console.log(require('./lib/index'));\n`,
    'lib/index.js': `var fs = require('fs')\nvar path = require('path')\nvar data = require('./data.json')\n\nmodule.exports = {\n  text: fs.readFileSync(path.join(__dirname, 'x.txt'), 'utf8'), file: path.basename(__filename), value: data.value,\n  where: path.basename(require.resolve('./data')),\n}\n`,
    'lib/x.txt': 'text',
    'lib/data.json': '{"value": 7}',
  },
  'a program that knows whether it was started itself': {
    'main.js': `#!/usr/bin/env node\nconst lib = require('./lib/index');\nif (require.main === module) console.log('main', lib.isMain);\n`,
    'lib/index.js': `exports.isMain = require.main === module;\nif (!module.parent) console.log('never');\n`,
  },
  'requires inside functions and under conditions': {
    'main.js': `const { load, os } = require('./lib/index');\nconsole.log(load(), typeof os(), (() => { try { return require('./missing'); } catch (e) { return e.code; } })());\n`,
    'lib/index.js': `function load() {\n  const inner = require('./inner');\n  const fs = require('fs');\n  return inner.value + typeof fs.readFileSync;\n}\nfunction os() {\n  var os = require('os');\n  return os.EOL;\n}\nmodule.exports = { load, os };\n`,
    'lib/inner.js': `module.exports = { value: 'inner' };\n`,
  },
  'a call on the spot and a member on the spot': {
    'main.js': `const add = require('./lib/index')(1);\nconst EOL = require('os').EOL;\nconst first = require('./lib/names').first;\nrequire('./lib/effect');\nconsole.log(add(2), EOL.length, first, globalThis.effect);\n`,
    'lib/index.js': `module.exports = (a) => (b) => a + b;\n`,
    'lib/names.js': `exports.first = 'first';\nexports.second = 'second';\n`,
    'lib/effect.js': `globalThis.effect = 'seen';\n`,
  },
  'exports that another name shadows': {
    'main.js': `console.log(require('./lib/index').parse('1, 2'), require('./lib/index').process('p'));\n`,
    'lib/index.js': `function parse(text) { return text.split(','); }\nexports.parse = function (text) { return parse(text).map(Number); };\nexports.process = function (x) { return x + typeof process; };\n`,
  },
  'chains of assignments': {
    'main.js': `const m = require('./lib/index');\nconst { one, uno, two } = m;\nconsole.log(one === uno, two(), m.three);\n`,
    'lib/index.js': `exports.one = exports.uno = function one() {};\nvar two = exports.two = function () { return 2; };\nconst three = 3;\nexports.three = three;\n`,
  },
  'an application object under two names': {
    'main.js': `const app = require('./lib/index');\napp.set('k', 1);\nconsole.log(app.get('k'), Object.keys(app));\n`,
    'lib/index.js': `var app = exports = module.exports = {};\napp.settings = {};\napp.set = function set(k, v) { this.settings[k] = v; };\nexports.get = function get(k) { return app.settings[k]; };\n`,
  },
  'exports filled by a loop': {
    'main.js': `const { red, blue } = require('./lib/index');\nconsole.log(red('x'), blue('y'), Object.keys(require('./lib/index')).length);\n`,
    'lib/index.js': `for (const name of ['red', 'blue']) exports[name] = (x) => name + x;\nObject.assign(module.exports, require('./more'));\n`,
    'lib/more.js': `exports.more = 1;\n`,
  },
  'one of two values, chosen while loading': {
    'main.js': `console.log(require('./lib/index').kind);\n`,
    'lib/index.js': `if (process.version) {\n  module.exports = { kind: 'node' };\n} else {\n  module.exports = { kind: 'other' };\n}\n`,
  },
  'code that runs before a require': {
    'main.js': `process.env.MODE = 'before';\nconst mode = require('./lib/index');\nconsole.log(mode);\n`,
    'lib/index.js': `module.exports = process.env.MODE;\n`,
  },
  'windows line ends and no final newline': {
    'main.js': `'use strict';\r\nconst m = require('./lib/index');\r\nconst path = require('path');\r\nconsole.log(m.x, path.sep, __filename.length > 0)`,
    'lib/index.js': `exports.x = 1\r\nexports.y = 2`,
  },
  'a file that stays CommonJS for its sloppiness': {
    'main.js': `const legacy = require('./lib/legacy');\nconst m = require('./lib/index');\nconst n = require('./lib/more');\nconsole.log(legacy.count(), m, n.n);\n`,
    'lib/index.js': `module.exports = 'index';\n`,
    'lib/more.js': `exports.n = 1;\n`,
    'lib/other.js': `exports.other = 1;\n`,
    'lib/legacy.js': `exports.count = function () { total = 1; return total; };\n`,
  },
};

describe('commonjs-to-esm, run by Node before and after', function () {
  this.timeout(60_000);
  for (const level of ['STANDARD', 'COMPREHENSIVE'] satisfies PlanLevel[]) {
    for (const [name, files] of Object.entries(programs)) {
      it(`keeps the behaviour of ${name} (${level})`, () => {
        const before: Files = { 'package.json': manifest, 'lib/index.js': '', ...files };
        const { result, files: after } = convert(before, level);
        assert.ok(
          result.findings.some(({ kind }) => kind === 'package_type'),
          JSON.stringify(result.kept),
        );
        const expected = onDisk(before, (directory) => run(directory, 'main.js'));
        assert.doesNotMatch(expected, /Error:/);
        assert.equal(
          onDisk(after, (directory) => run(directory, 'main.js')),
          expected,
          after['lib/index.js'],
        );
      });
    }
  }

  const entries: Readonly<Record<string, { index: string; uses: readonly string[] }>> = {
    'a function with properties': {
      index: `module.exports = function greet(n) { return 'hi ' + n; };\nmodule.exports.shout = (n) => n.toUpperCase();\nmodule.exports.default = module.exports;\n`,
      uses: [
        `import greet from 'pkg'; console.log(greet('a'), greet.shout('b'));`,
        `import { shout } from 'pkg'; console.log(shout('c'));`,
      ],
    },
    'an anonymous function': {
      index: `module.exports = function (n) { return n; };\n`,
      uses: [`import id from 'pkg'; console.log(id(1));`],
    },
    'an object of names': {
      index: `const a = 1;\nfunction b() { return 'b'; }\nmodule.exports = { a, b };\n`,
      uses: [`import { a, b } from 'pkg'; console.log(a, b());`, `import pkg from 'pkg'; console.log(pkg.a, pkg.b());`],
    },
    'an object of values': {
      index: `const b = 2;\nmodule.exports = { b, a: 1, c() { return this.a; } };\n`,
      uses: [`import pkg, { b } from 'pkg'; console.log(b, pkg.c());`],
    },
    'names on exports': {
      index: `exports.a = 1;\nexports.b = function () { return 'b'; };\n`,
      uses: [`import { a, b } from 'pkg'; console.log(a, b());`, `import pkg from 'pkg'; console.log(pkg.a, pkg.b());`],
    },
    'names that change': {
      index: `exports.a = 1;\nexports.up = () => { exports.a += 1; return exports.a; };\n`,
      uses: [`import pkg, { up } from 'pkg'; console.log(up(), pkg.a, pkg.up());`],
    },
  };
  for (const [name, { index, uses }] of Object.entries(entries)) {
    it(`gives consumers of a package the same as before: ${name}`, () => {
      const before = { 'package.json': manifest, 'lib/index.js': index };
      const { files: after } = convert(before);
      assert.notEqual(after['lib/index.js'], index);
      const required = `const pkg = require('pkg'); console.log(typeof pkg, Object.keys(pkg).filter((key) => !['default', '__esModule', 'module.exports'].includes(key)).toSorted());`;
      const consumers = Object.fromEntries([
        ...uses.map((text, at) => [`use${at}.mjs`, text]),
        ['required.cjs', required],
      ]);
      const outputs = [before, after].map((files) => {
        const installed = Object.fromEntries(
          Object.entries(files).map(([path, text]) => [`node_modules/pkg/${path}`, text]),
        );
        return onDisk({ ...consumers, ...installed }, (directory) =>
          Object.keys(consumers).map((program) => run(directory, program)),
        );
      });
      assert.doesNotMatch(outputs[0]?.join('') ?? '', /Error/);
      assert.deepEqual(outputs[1], outputs[0], after['lib/index.js']);
    });
  }
});
