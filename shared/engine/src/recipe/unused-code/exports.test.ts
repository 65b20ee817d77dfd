import assert from 'node:assert/strict';
import { cleaned, reasonsOf, runOn } from './testing.test.ts';

const app = (files: Record<string, string>) => ({
  'package.json': '{"name":"app","private":true,"main":"src/index.ts"}',
  ...files,
});
const main = "import { used } from './lib';\nused();\n";

describe('exports that nothing imports', () => {
  it('lose the keyword while the file uses them, and go when it does not', () => {
    const files = app({
      'src/index.ts': main,
      'src/lib.ts':
        'export function used() {\n  return helper() + limit;\n}\n\nexport function helper() {\n  return 1;\n}\n\nexport const limit = 2;\n\nexport function unused() {}\n',
    });
    assert.deepEqual(runOn(files).files, files);
    assert.equal(
      runOn(files, 'STANDARD').files['src/lib.ts'],
      'export function used() {\n  return helper() + limit;\n}\n\nfunction helper() {\n  return 1;\n}\n\nconst limit = 2;\n',
    );
  });

  it('fall in chains across files, in one group', () => {
    const ran = runOn(
      app({
        'src/index.ts': main,
        'src/lib.ts':
          "import { deep } from './deep';\n\nexport function used() {}\n\nexport function unused() {\n  deep();\n}\n",
        'src/deep.ts':
          'export function deep() {\n  return other();\n}\nfunction other() {}\nexport const stay = 1;\nconsole.log(stay);\n',
      }),
      'STANDARD',
    );
    assert.equal(ran.files['src/lib.ts'], 'export function used() {}\n');
    assert.equal(ran.files['src/deep.ts'], 'export const stay = 1;\nconsole.log(stay);\n');
    const groups = new Set(
      ran.result.findings.filter((each) => /unused$|deep$|other$/.test(each.symbol ?? '')).map((each) => each.group),
    );
    assert.equal(groups.size, 1);
    assert.ok(!groups.has(null));
  });

  it('are left out together when one of their group is excluded', () => {
    const files = app({
      'src/index.ts': main,
      'src/lib.ts':
        "import { deep } from './deep';\nexport function used() {}\nexport function unused() {\n  deep();\n}\n",
      'src/deep.ts': "import './used';\nexport function deep() {}\n",
      'src/used.ts': 'start();\n',
    });
    const all = runOn(files, 'STANDARD');
    assert.equal(all.result.findings.length, 3);
    const ran = runOn(files, 'STANDARD', { kind: 'folder', path: '.' }, ['unused_function:src/deep.ts:deep']);
    assert.deepEqual(ran.files, files);
  });

  it('stay in entry points, tests, configuration, and in packages that others install', () => {
    const lib = 'export const a = 1;\n';
    const stays = (files: Record<string, string>) => assert.deepEqual(runOn(files, 'STANDARD').files, files);
    stays(app({ 'src/index.ts': lib }));
    stays(app({ 'src/index.ts': '', 'src/lib.test.ts': lib, 'vite.config.ts': lib, 'scripts/x.ts': lib }));
    stays({
      'package.json': '{"name":"lib","main":"dist/index.js"}',
      'src/index.ts': "export * from './deep';\n",
      'src/deep.ts': lib,
    });
    stays({ 'package.json': '{"name":"lib","main":"dist/index.js"}', 'src/index.ts': '', 'src/deep.ts': lib });
    stays({ 'package.json': '{"name":"lib","main":"bundle/out.js"}', 'src/deep.ts': lib });
    stays({ 'src/deep.ts': lib });
  });

  it('stay when anything may reach them: barrels, namespaces, dynamic imports, mocks, pages, workers', () => {
    const lib = 'export const a = 1;\nexport const b = 2;\n';
    for (const use of [
      "import * as lib from './lib';\nuse(lib);\n",
      "const lib = await import('./lib');\nuse(lib);\n",
      "const lib = require('./lib');\nuse(lib);\n",
      "import('./' + name);\n",
      'import(`./${name}.js`);\n',
      'require(path.join(__dirname, name));\n',
      "new Worker(new URL('./lib.ts', import.meta.url));\n",
      "jest.mock('./lib');\n",
      "type L = import('./lib').L;\nuse<L>();\n",
      "import lib = require('./lib');\nuse(lib);\n",
      "export * as lib from './lib';\n",
      "import.meta.glob('./*.ts');\n",
    ]) {
      const files = app({ 'src/index.ts': use, 'src/lib.ts': lib });
      assert.equal(runOn(files, 'STANDARD').files['src/lib.ts'], lib, use);
    }
    for (const [path, text] of [
      ['src/page.vue', "<script>\nimport { a } from './lib';\n</script>\n"],
      ['index.html', '<script type="module" src="/src/lib.ts"></script>\n'],
      ['serverless.yml', 'handler: src/lib.handler\nentry: src/lib.ts\n'],
      ['src/broken.ts', "import { a } from './lib'; }}}\n"],
    ] as const) {
      const files = app({ 'src/index.ts': '', 'src/lib.ts': lib, [path]: text });
      assert.equal(runOn(files, 'STANDARD').files['src/lib.ts'], lib, path);
    }
  });

  it('are seen through barrels, aliases and workspaces', () => {
    const lib = 'export const a = 1;\nexport const b = 2;\n';
    const half = 'export const a = 1;\n';
    assert.equal(
      runOn(
        app({
          'src/index.ts': "import { a } from './barrel';\nuse(a);\n",
          'src/barrel.ts': "export * from './lib';\n",
          'src/lib.ts': lib,
        }),
        'STANDARD',
      ).files['src/lib.ts'],
      half,
    );
    assert.equal(
      runOn(
        app({
          'tsconfig.json': '{"compilerOptions":{"paths":{"#lib/*":["./src/*"]}}}',
          'src/index.ts': "import { a } from '#lib/lib';\nuse(a);\n",
          'src/lib.ts': lib,
        }),
        'STANDARD',
      ).files['src/lib.ts'],
      half,
    );
    assert.equal(
      runOn(app({ 'src/index.ts': "import { a } from '@/lib.js';\nuse(a);\n", 'src/lib.ts': lib }), 'STANDARD').files[
        'src/lib.ts'
      ],
      half,
    );
    const workspace = {
      'package.json': '{"name":"root","private":true,"workspaces":["packages/*"]}',
      'packages/one/package.json': '{"name":"@x/one","private":true,"main":"src/main.ts"}',
      'packages/one/src/main.ts': "import { a } from '@x/two/lib';\nuse(a);\n",
      'packages/two/package.json': '{"name":"@x/two","private":true,"exports":{"./*":"./src/*.ts"}}',
      'packages/two/src/lib.ts': lib,
    };
    assert.equal(runOn(workspace, 'STANDARD').files['packages/two/src/lib.ts'], half);
  });

  it('take re-exports out of lists and keep what loading the module does', () => {
    const files = app({
      'src/index.ts': "import { a } from './barrel';\nuse(a);\n",
      'src/barrel.ts': "export { a, b } from './lib';\nexport { c } from './acts';\n",
      'src/lib.ts': 'export const a = 1;\nexport const b = 2;\n',
      'src/acts.ts': 'export const c = start();\n',
    });
    const ran = runOn(files, 'STANDARD');
    assert.equal(ran.files['src/barrel.ts'], "export { a } from './lib';\nexport { c } from './acts';\n");
    assert.equal(ran.files['src/lib.ts'], 'export const a = 1;\n');
    assert.ok(reasonsOf(ran).some((each) => each.startsWith('c: ')));
  });

  it('keep the parts of merged declarations together, and types that signatures may use', () => {
    const lib =
      'export const Shape = { a: 1 };\nexport type Shape = typeof Shape;\nexport interface Options {\n  a: string;\n}\nexport function used(options: Options) {}\n';
    const files = app({
      'src/index.ts': "import { used, Shape } from './lib';\nused(Shape as never);\n",
      'src/lib.ts': lib,
    });
    assert.deepEqual(runOn(files, 'STANDARD').files, files);
  });

  it('handle default exports', () => {
    const ran = runOn(
      app({ 'src/index.ts': main, 'src/lib.ts': 'export function used() {}\nexport default used;\n' }),
      'STANDARD',
    );
    assert.equal(ran.files['src/lib.ts'], 'export function used() {}\n');
    const named = runOn(
      app({
        'src/index.ts': main,
        'src/lib.ts': 'export default function Page() {}\nexport const used = () => Page();\n',
      }),
      'STANDARD',
    );
    assert.equal(named.files['src/lib.ts'], 'function Page() {}\nexport const used = () => Page();\n');
  });
});

describe('private members', () => {
  it('go when nothing in the class uses them', () => {
    const text =
      'export class A {\n  #used = 1;\n  #unused = 2;\n  #acts = start();\n\n  private helper() {\n    return this.deep();\n  }\n\n  private deep() {}\n\n  run() {\n    return this.#used;\n  }\n}\ndeclare function start(): number;\n';
    assert.equal(cleaned(text), text);
    assert.equal(
      cleaned(text, 'STANDARD'),
      'export class A {\n  #used = 1;\n  #acts = start();\n\n  run() {\n    return this.#used;\n  }\n}\ndeclare function start(): number;\n',
    );
  });

  it('stay when names are computed, written as strings, decorated, or in the constructor', () => {
    for (const text of [
      'export class A {\n  private a() {}\n  run(name: string) {\n    return this[name]();\n  }\n}\n',
      "export class A {\n  private a() {}\n}\nexport const x = (new A() as any)['a'];\n",
      'export class A {\n  @on() private a() {}\n}\ndeclare const on: any;\n',
      'export class A {\n  constructor(private a: string) {}\n}\n',
      'export class A {\n  #a = 1;\n  set() {\n    this.#a = 2;\n  }\n}\n',
    ]) {
      assert.equal(cleaned(text, 'STANDARD', 'src/index.ts'), text);
    }
    const files = {
      'package.json': '{"private":true}',
      'src/a.ts': 'export class A {\n  private a() {}\n}\n',
      'src/a.test.ts': "import { A } from './a';\n(new A() as any).a();\n",
    };
    assert.equal(runOn(files, 'STANDARD').files['src/a.ts'], files['src/a.ts']);
  });
});
