import assert from 'node:assert/strict';
import { cleaned, reasonsOf, runOn } from './testing.test.ts';

const pack = {
  'package.json':
    '{"name":"p","private":true,"type":"module","main":"src/index.js","dependencies":{"left":"1","should":"1"}}',
};
const js = (text: string, others: Record<string, string> = {}, level: 'CONSERVATIVE' | 'STANDARD' = 'CONSERVATIVE') =>
  runOn({ ...pack, 'src/index.js': text, ...others }, level).files['src/index.js'];

describe('unused imports', () => {
  it('lose the names that nothing uses, with the commas and braces that go with them', () => {
    const uses = 'export { used };\n';
    const cases: [string, string][] = [
      ["import { a, used, b } from 'fs';\n", "import { used } from 'fs';\n"],
      ["import { used, a, b } from 'fs';\n", "import { used } from 'fs';\n"],
      ["import { a, b, used, } from 'fs';\n", "import { used, } from 'fs';\n"],
      ["import a, { used } from 'fs';\n", "import { used } from 'fs';\n"],
      ["import used, { a } from 'fs';\n", "import used from 'fs';\n"],
      ["import used, { a, b } from 'fs';\n", "import used from 'fs';\n"],
      ["import used, * as a from 'fs';\n", "import used from 'fs';\n"],
      ["import a, * as used from 'fs';\n", "import * as used from 'fs';\n"],
      ["import a, { b, used, c } from 'fs';\n", "import { used } from 'fs';\n"],
      ["import { default as a, used as used } from 'fs';\n", "import { used as used } from 'fs';\n"],
      ["import {\n  a,\n  used,\n  b,\n} from 'fs';\n", "import {\n  used,\n} from 'fs';\n"],
      ["import {\n  used,\n  a, // about a\n  b\n} from 'fs';\n", "import {\n  used\n} from 'fs';\n"],
      [
        "import {\n  // about a\n  a,\n  // about used\n  used,\n} from 'fs';\n",
        "import {\n  // about used\n  used,\n} from 'fs';\n",
      ],
    ];
    for (const [before, after] of cases) assert.equal(js(before + uses), after + uses);
  });

  it('keep loading a local module that does something when it is loaded', () => {
    const user = "import { a } from './effects.js';\nimport b, { c } from './also.js';\nexport const x = 1;\n";
    const effects = {
      'src/effects.js': 'export const a = 1;\nstart();\n',
      'src/also.js': "import './effects.js';\nexport default 1;\nexport const c = 2;\n",
    };
    assert.equal(js(user, effects), "import './effects.js';\nimport './also.js';\nexport const x = 1;\n");
  });

  it('drop a local module that only declares things', () => {
    const others = {
      'src/plain.js':
        "import { join } from 'node:path';\nexport const a = join;\nexport class B {}\nexport function f() {}\n",
    };
    assert.equal(js("import { a } from './plain.js';\n\nexport const x = 1;\n", others), 'export const x = 1;\n');
  });

  it('stay for a package that nobody vouches for, until the level allows to drop it', () => {
    const text =
      "import left from 'left';\nimport should from 'should';\nimport fs from 'fs';\nimport { map } from 'lodash';\nexport const x = 1;\n";
    const ran = runOn({ ...pack, 'src/index.js': text });
    assert.equal(
      ran.files['src/index.js'],
      "import left from 'left';\nimport should from 'should';\nexport const x = 1;\n",
    );
    assert.deepEqual(reasonsOf(ran), [
      'left: loading the package left may have effects',
      'should: loading should may have effects',
    ]);
    assert.equal(js(text, {}, 'STANDARD'), "import 'should';\nexport const x = 1;\n");
  });

  it('go in TypeScript whatever they load, since the compiler drops them anyway', () => {
    const text = "import left from 'left';\nimport { a } from './effects';\nimport './effects';\nexport const x = 1;\n";
    const files = {
      ...pack,
      'src/index.ts': text,
      'src/effects.ts': 'export const a = 1;\n(globalThis as any).started = true;\n',
    };
    assert.equal(runOn(files).files['src/index.ts'], "import './effects';\nexport const x = 1;\n");
  });

  it('keep their effects in TypeScript that is told to keep imports as they are', () => {
    const text = "import left from 'left';\nimport { a } from './effects.js';\nexport const x = 1;\n";
    const files = {
      ...pack,
      'tsconfig.json': '{ "compilerOptions": { "verbatimModuleSyntax": true, /* comment */ } }',
      'src/index.ts': text,
      'src/effects.ts': 'export const a = 1;\n(globalThis as any).started = start();\n',
    };
    assert.equal(
      runOn(files).files['src/index.ts'],
      "import left from 'left';\nimport './effects.js';\nexport const x = 1;\n",
    );
  });

  it('never touch side-effect imports, and keep what only types use', () => {
    const text =
      "import './setup';\nimport 'left';\nimport type { A } from './a';\nimport { B } from './a';\nexport const x: A = {} as B;\n";
    assert.equal(cleaned(text), text);
    assert.equal(cleaned("import type { A } from './a';\nexport const x = 1;\n"), 'export const x = 1;\n');
  });

  it('keep React and other JSX factories', () => {
    const text = "import React from 'react';\nimport { h } from 'preact';\nexport const view = <div />;\n";
    assert.equal(cleaned(text, 'CONSERVATIVE', 'src/view.jsx'), text);
    assert.equal(cleaned(text, 'CONSERVATIVE', 'src/view.tsx'), text);
    assert.equal(
      cleaned("import React from 'react';\nexport const x = 1;\n", 'CONSERVATIVE', 'src/x.js'),
      'export const x = 1;\n',
    );
  });

  it('keep what JSX and documentation comments name', () => {
    const text =
      "import { Button } from './ui';\nimport { Props } from './types';\n\n/** @param {Props} props */\nexport const view = (props) => <Button {...props} />;\n";
    assert.equal(cleaned(text, 'CONSERVATIVE', 'src/view.jsx'), text);
  });

  it('treat `require` like an import', () => {
    const text =
      "const fs = require('fs');\nconst { a, b } = require('./effects');\nconst left = require('left');\nmodule.exports = () => a;\n";
    const files = {
      'package.json': '{"name":"p","main":"index.js","dependencies":{"left":"1"}}',
      'index.js': text,
      'effects.js': 'start();\nexports.a = 1;\n',
    };
    assert.equal(
      runOn(files).files['index.js'],
      "const { a } = require('./effects');\nconst left = require('left');\nmodule.exports = () => a;\n",
    );
    const unusedAll = {
      ...files,
      'index.js': "const { a, b } = require('./effects');\nconst c = require('./effects');\nmodule.exports = 1;\n",
    };
    assert.equal(
      runOn(unusedAll).files['index.js'],
      "require('./effects');\nrequire('./effects');\nmodule.exports = 1;\n",
    );
  });

  it('leave a file a module', () => {
    const text = "import { a } from './a';\nconst local = 1;\nconsole.log(local);\n";
    assert.equal(cleaned(text), text);
    assert.equal(cleaned("import fs from 'fs';\nconsole.log(1);\n", 'CONSERVATIVE', 'src/x.mjs'), 'console.log(1);\n');
  });

  it('leave the comment on top of a file and of a group of imports', () => {
    const text =
      "// What this file is for.\nimport fs from 'fs';\n\n// Ours\nimport { a } from './a.js';\nimport { b } from './b.js';\nexport { b };\n";
    assert.equal(
      cleaned(text, 'CONSERVATIVE', 'src/x.ts'),
      "// What this file is for.\n\n// Ours\nimport { b } from './b.js';\nexport { b };\n",
    );
  });

  it('go with the empty export list that nobody needs any more', () => {
    assert.equal(cleaned('export const a = 1;\nexport {};\n'), 'export const a = 1;\n');
    assert.equal(cleaned('const a = 1;\nuse(a);\nexport {};\n'), 'const a = 1;\nuse(a);\nexport {};\n');
  });
});
