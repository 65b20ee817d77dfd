import assert from 'node:assert/strict';
import { reasonsOf, rewritten, runRecipe } from '../proposal/testing.test.ts';
import { unusedVariable } from './unused-variable.ts';

const clean = (text: string, level: 'CONSERVATIVE' | 'STANDARD' | 'COMPREHENSIVE' = 'STANDARD', path = 'src/a.ts') =>
  rewritten(unusedVariable, text, level, path);

describe('removing unused variables', function () {
  this.timeout(20_000);

  it('removes a variable with the writes that only it needed', async () => {
    assert.equal(
      await clean('export function f() {\n  let a = 1;\n  a = 2;\n  return 3;\n}\n'),
      'export function f() {\n  return 3;\n}\n',
    );
  });

  it('keeps what an initialiser does, as a statement', async () => {
    assert.equal(
      await clean('const a = start();\ndeclare function start(): number;\nexport {};\n'),
      'start();\ndeclare function start(): number;\nexport {};\n',
    );
  });

  it('leaves a destructuring with a rest as it is, because the rest would grow', async () => {
    const text = 'declare const all: { a: 1; b: 2 };\nconst { a, ...rest } = all;\nexport { rest };\n';
    assert.equal(await clean(text, 'COMPREHENSIVE'), text);
  });

  it('never takes a parameter, neither the first nor the last', async () => {
    const text = 'export function f(a: number, b: number) {\n  return b;\n}\n[1].map((each, index) => each);\n';
    assert.equal(await clean(text, 'COMPREHENSIVE'), text);
  });

  it('leaves functions, classes, types and enums below COMPREHENSIVE', async () => {
    const text = 'function f() {}\nclass C {}\ntype T = 1;\nenum E {\n  A,\n}\nexport {};\n';
    assert.equal(await clean(text), text);
    assert.equal((await clean(text, 'COMPREHENSIVE')).trim(), 'export {};');
  });

  it('leaves what a file exports, at every level', async () => {
    const text = 'export const a = 1;\nexport function f() {}\nconst b = 2;\nexport { b };\n';
    assert.equal(await clean(text, 'COMPREHENSIVE'), text);
  });

  it('takes an import that only types were imported by', async () => {
    const files = {
      'src/a.ts': "import type { T } from './b.js';\nimport { U, v } from './b.js';\nexport const w: U = v;\n",
      'src/b.ts': 'export type T = 1;\nexport type U = 2;\nexport const v = 2;\n',
    };
    const ran = await runRecipe(unusedVariable, files);
    assert.equal(ran.files['src/a.ts'], "import { U, v } from './b.js';\nexport const w: U = v;\n");
  });

  it('drops the binding of a catch that ignores its error', async () => {
    assert.equal(
      await clean('try {\n  go();\n} catch (error) {\n  stop();\n}\n'),
      'try {\n  go();\n} catch {\n  stop();\n}\n',
    );
  });

  it('leaves a catch binding that is read, written, destructured, or named to be ignored', async () => {
    const text =
      'try {\n} catch (e) {\n  log(e);\n}\ntry {\n} catch ({ message }) {\n}\ntry {\n} catch (_e) {\n}\ntry {\n} catch (e) {\n  e = 1;\n  log(() => e);\n}\n';
    assert.equal(await clean(text, 'COMPREHENSIVE', 'src/a.js'), text);
  });

  it('leaves a catch binding in a package for engines that want it, at every level', async () => {
    const files = {
      'package.json': '{"name":"p","engines":{"node":">=6"}}',
      'a.js': 'try { a(); } catch (e) { b(); }\n',
    };
    for (const level of ['STANDARD', 'COMPREHENSIVE'] as const) {
      const ran = await runRecipe(unusedVariable, files, { level });
      assert.equal(ran.files['a.js'], files['a.js']);
      assert.match(reasonsOf(ran).join(), /ES2019/);
    }
  });

  it('works on one symbol', async () => {
    const files = { 'a.mjs': 'export function f() {\n  const x = 1;\n}\nexport function g() {\n  const x = 1;\n}\n' };
    const ran = await runRecipe(unusedVariable, files, { target: { kind: 'symbol', path: 'a.mjs', symbol: 'g' } });
    assert.equal(ran.files['a.mjs'], 'export function f() {\n  const x = 1;\n}\nexport function g() {\n}\n');
  });

  it('names a file that does not parse and does the rest', async () => {
    const files = { 'bad.js': 'let = ;\n', 'a.mjs': 'const a = 1;\n' };
    const ran = await runRecipe(unusedVariable, files);
    assert.deepEqual(
      ran.result.skipped.map(({ path }) => path),
      ['bad.js'],
    );
    assert.equal(ran.files['a.mjs'], '');
  });
});
