import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PlanLevel } from '@iama/contracts/recipe';
import { convert, onDisk, run } from './tree-on-disk.test.ts';

/** Every generated module offers a number `a` and a function `f`; `$` stands for its own name. */
const shapes: readonly string[] = [
  `exports.a = $N;\nexports.f = function () { return '$f' + exports.a; };\n`,
  `exports.f = f;\nfunction f() { return '$f'; }\nconst a = $N;\nexports.a = a;\n`,
  `const a = $N;\nfunction f() { return '$f' + a; }\nmodule.exports = { a, f };\n`,
  `const value = $N;\nconst fn = () => '$f';\nmodule.exports = { a: value, f: fn };\n`,
  `module.exports = { a: $N, f() { return '$f' + this.a; } };\n`,
  `module.exports = function () { return '$call'; };\nmodule.exports.a = $N;\nmodule.exports.f = () => '$f' + module.exports.a;\n`,
  `module.exports = class $K { static f() { return '$f' + $K.a; } };\nmodule.exports.a = $N;\n`,
  `const api = module.exports = {};\napi.a = $N;\napi.f = function () { return '$f' + api.a; };\n`,
  `exports = module.exports = make();\nfunction make() { return { a: $N, f: () => '$f' }; }\nexports.extra = 1;\n`,
  `let a = $N;\nmodule.exports = { a, f: () => '$f' + a };\na += 1;\n`,
  `for (const [k, v] of Object.entries({ a: $N, f: () => '$f' })) exports[k] = v;\n`,
];

/** How one module uses another; `%` is the path, `#` a number of its own. */
const uses: readonly string[] = [
  `const m# = require('%');\nlog(m#.a, m#.f());\n`,
  `const { a: a#, f: f# } = require('%');\nlog(a#, f# === require('%').f);\n`,
  `const a# = require('%').a;\nlog(a#);\n`,
  `var m# = require('%'), other# = # + 1;\nlog(m#.f(), other#);\n`,
  `log(require('%').f());\n`,
  `function later#() { const inner = require('%'); return inner.f(); }\nlog(later#());\n`,
  `const m# = require('%');\nlog(Object.keys(m#).includes('a'), m#.a);\n`,
  `const m# = require('%');\nm#.a = -#;\nlog(m#.f());\n`,
  `let m# = require('%');\nm# = m#.f;\nlog(typeof m#);\n`,
  `const { f: f# = null, nothing: n# = 'default' } = require('%');\nlog(typeof f#, n#);\n`,
  `if (# < 2) { const m = require('%'); log(m.a); }\n`,
];

const link = fc.record({ use: fc.nat(uses.length - 1), to: fc.nat(20), announced: fc.boolean() });
const moduleSpec = fc.record({
  shape: fc.nat(shapes.length - 1),
  links: fc.array(link, { maxLength: 3 }),
  strict: fc.boolean(),
});
const program = fc.array(moduleSpec, { minLength: 2, maxLength: 6 });

type Program = typeof program extends fc.Arbitrary<infer T> ? T : never;

function write(modules: Program): Record<string, string> {
  const files: Record<string, string> = {
    'package.json': '{ "name": "generated", "main": "lib/m0.js" }\n',
    'main.js': `const log = require('./log');\nlog('start', require('./lib/m0').a);\n`,
    'log.js': `module.exports = (...all) => console.log(...all);\n`,
  };
  modules.forEach(({ shape, links, strict }, index) => {
    const later = modules.length - 1 - index;
    let text = strict ? `'use strict';\n\n` : '';
    text += `const log = require('../log');\n`;
    links.forEach(({ use, to, announced }, number) => {
      if (later === 0) return;
      if (announced) text += `log('in ${index} before ${number}');\n`;
      text += (uses[use] as string).replaceAll('%', `./m${index + 1 + (to % later)}`).replaceAll('#', String(number));
    });
    text += (shapes[shape] as string)
      .replaceAll('$N', String(index + 10))
      .replaceAll('$K', `Kind${index}`)
      .replaceAll('$', `m${index}.`);
    files[`lib/m${index}.js`] = text;
  });
  return files;
}

describe('commonjs-to-esm on generated programs', function () {
  this.timeout(120_000);
  for (const level of ['STANDARD', 'COMPREHENSIVE'] satisfies PlanLevel[]) {
    it(`prints what the CommonJS program printed, or leaves it alone with a reason (${level})`, () => {
      let converted = 0;
      fc.assert(
        fc.property(program, (modules) => {
          const before = write(modules);
          const { result, files: after } = convert(before, level);
          if (result.findings.length === 0) {
            assert.notEqual(result.kept.length, 0, 'nothing changed and no reason given');
            return;
          }
          converted += 1;
          const expected = onDisk(before, (directory) => run(directory, 'main.js'));
          assert.equal(
            onDisk(after, (directory) => run(directory, 'main.js')),
            expected,
            JSON.stringify(after, null, 2),
          );
        }),
        { numRuns: Number(process.env['GENERATED_RUNS'] ?? 40) },
      );
      assert.ok(converted >= 10, `only ${converted} programs were converted`);
    });
  }
});
