import assert from 'node:assert/strict';
import { reasonsOf, runRecipe } from '../proposal/testing.test.ts';
import type { Asked } from '../proposal/testing.test.ts';
import { missingImport } from './missing-import.ts';

const MODULE = { 'package.json': '{"name":"p","private":true,"type":"module"}' };
const COMMONJS = { 'package.json': '{"name":"p","private":true}' };
const run = (files: Readonly<Record<string, string>>, asked: Asked = {}) => runRecipe(missingImport, files, asked);

describe('adding missing imports', function () {
  this.timeout(20_000);

  it('imports a name that one module exports, in the file’s own style', async () => {
    const { files } = await run({
      ...MODULE,
      'src/lib.ts': 'export function total() {}\nexport const rate = 1;\n',
      'src/old.ts': 'export const old = 1;\n',
      'src/a.ts': 'import { old } from "./old.ts"\n\ntotal()\nold + rate\n',
      'tsconfig.json': '{"compilerOptions":{"module":"nodenext","allowImportingTsExtensions":true,"noEmit":true}}',
    });
    assert.equal(
      files['src/a.ts'],
      'import { rate, total } from "./lib.ts"\nimport { old } from "./old.ts"\n\ntotal()\nold + rate\n',
    );
  });

  it('adds to an import that is there', async () => {
    const { files } = await run({
      ...MODULE,
      'lib.js': 'export const a = 1;\nexport const b = 2;\n',
      'use.js': "import { a } from './lib.js';\na(b);\n",
    });
    assert.equal(files['use.js'], "import { a, b } from './lib.js';\na(b);\n");
  });

  it('imports a type as a type where the project wants that', async () => {
    const { files } = await run({
      ...MODULE,
      'tsconfig.json': '{"compilerOptions":{"module":"nodenext","verbatimModuleSyntax":true}}',
      'lib.ts': 'export interface Cart {}\n',
      'use.ts': 'export const a = (cart: Cart) => cart;\n',
    });
    assert.equal(files['use.ts'], "import type { Cart } from './lib.js';\n\nexport const a = (cart: Cart) => cart;\n");
  });

  it('requires in a CommonJS file', async () => {
    const { files } = await run({
      ...COMMONJS,
      'lib.js': 'function total() {}\nmodule.exports = { total };\n',
      'use.js': "const { x } = require('./x');\nmodule.exports = () => total(x);\n",
      'x.js': 'exports.x = 1;\n',
    });
    assert.equal(
      files['use.js'],
      "const { total } = require('./lib');\nconst { x } = require('./x');\nmodule.exports = () => total(x);\n",
    );
  });

  it('knows Node’s modules by their members, without types', async () => {
    const { files } = await run({
      ...MODULE,
      'a.js': "import { x } from './x.js';\nexport const file = path.join(x, 'a');\n",
      'x.js': 'export const x = 1;\n',
      'b.js': "'use strict';\nexports.a = fs.readFileSync('a');\n",
    });
    assert.equal(
      files['a.js'],
      "import { x } from './x.js';\nimport path from 'node:path';\nexport const file = path.join(x, 'a');\n",
    );
  });

  it('keeps a name that two modules export, and says which', async () => {
    const ran = await run({
      ...MODULE,
      'one.js': 'export const a = 1;\n',
      'two.js': 'export const a = 2;\n',
      'use.js': 'export const b = () => a;\n',
    });
    assert.deepEqual(ran.result.findings, []);
    assert.match(reasonsOf(ran).join(), /more than one module offers it: '\.\/one\.js', '\.\/two\.js'/);
  });

  it('is not confused by a barrel that passes the same thing on', async () => {
    const ran = await run({
      ...MODULE,
      'src/one.js': 'export const a = 1;\n',
      'src/index.js': "export * from './one.js';\n",
      'src/use.js': 'export const b = () => a;\n',
    });
    assert.equal(ran.result.findings.length, 1);
    assert.match(ran.files['src/use.js'] ?? '', /^import \{ a \} from ['"]\.\/one\.js['"];/);
  });

  it('prefers the file that declares a name over one that passes it on by the way', async () => {
    const { files } = await run({
      ...MODULE,
      'deep/util.js': 'export const clone = 1;\n',
      'schemas.js': "export { clone } from './deep/util.js';\nexport const s = 1;\n",
      'use.js': 'export const b = () => clone;\n',
    });
    assert.match(files['use.js'] ?? '', /from '\.\/deep\/util\.js'/);
  });

  it('leaves names that runners, pages, comments or other scripts provide', async () => {
    const files = {
      ...MODULE,
      'lib.js':
        'export const describe = 1;\nexport const fromPage = 1;\nexport const maybe = 1;\nexport const made = 1;\nexport const alert = 1;\n',
      'use.js':
        '/* global fromPage */\nexport default 1;\ndescribe(fromPage, alert);\nif (typeof maybe !== "undefined") maybe();\nmade = 1;\n',
    };
    const ran = await run(files, { level: 'COMPREHENSIVE' });
    assert.deepEqual(ran.files, files);
  });

  it('keeps what a plain script uses', async () => {
    const ran = await run({ ...COMMONJS, 'lib.js': 'exports.total = 1;\n', 'page.js': 'total();\n' });
    assert.match(reasonsOf(ran).join(), /plain script/);
  });

  it('does not import from tests, nor in a circle that would be loaded half', async () => {
    const ran = await run({
      ...MODULE,
      'lib.test.js': 'export const helper = 1;\n',
      'a.js': 'export const first = () => helper();\nexport const top = second + 1;\n',
      'b.js': "import { first } from './a.js';\nexport const second = first;\n",
    });
    assert.deepEqual(ran.result.findings, []);
    assert.match(reasonsOf(ran).join(), /loads this file itself/);
  });

  it('does not import a package into itself by its name', async () => {
    const files = {
      'package.json': '{"name":"p","type":"module","exports":{".":"./index.js"}}',
      'core.js': 'export const a = 1;\n',
      'index.js': "export * as core from './core.js';\n",
      'use.js': 'export const b = () => core.a;\n',
    };
    assert.doesNotMatch((await run(files, { level: 'COMPREHENSIVE' })).files['use.js'] ?? '', /from ['"]p['"]/);
  });

  it('takes default exports at the highest level only', async () => {
    const files = {
      ...MODULE,
      'cart.js': 'export default class Cart {}\n',
      'use.js': 'export const a = () => new Cart();\n',
    };
    assert.equal((await run(files)).files['use.js'], files['use.js']);
    assert.match(
      (await run(files, { level: 'COMPREHENSIVE' })).files['use.js'] ?? '',
      /^import Cart from ['"]\.\/cart\.js['"];\n/,
    );
  });

  it('takes back an import that the compiler does not accept', async () => {
    const ran = await run({
      ...MODULE,
      'tsconfig.json': '{"compilerOptions":{"module":"nodenext","strict":true}}',
      'lib.ts': 'export const size = "wide";\n',
      'use.ts': 'export const a = (size2: number) => Math.max(size2, size);\n',
    });
    assert.equal(ran.result.findings.length, 0);
    assert.match(reasonsOf(ran).join(), /TS2345/);
  });

  it('writes extensions as the package does, also in a file without imports', async () => {
    const lib = { 'src/lib.ts': 'export const a = 1;\n', 'src/use.ts': 'export const b = () => a;\n' };
    const style = async (other: string, manifest = MODULE) =>
      (await run({ ...manifest, ...lib, 'src/other.ts': other })).files['src/use.ts']?.split('\n')[0];
    assert.equal(await style("import './lib.js';\n"), "import { a } from './lib.js';");
    assert.equal(await style("import './lib.ts';\n"), "import { a } from './lib.ts';");
    assert.equal(await style('import "./lib";\n'), 'import { a } from "./lib";');
    assert.equal(await style('export {};\n'), "import { a } from './lib.js';");
    assert.equal(await style('export {};\n', COMMONJS), "import { a } from './lib';");
  });

  it('keeps CRLF', async () => {
    const { files } = await run({
      ...MODULE,
      'lib.js': 'export const a = 1;\r\n',
      'use.js': 'export const b = () => a;\r\n',
    });
    assert.doesNotMatch(files['use.js'] ?? '', /[^\r]\n/);
  });
});
