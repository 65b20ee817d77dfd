import assert from 'node:assert/strict';
import type { PlanLevel } from '@iama/contracts/recipe';
import { reasonsOf, rewritten, runRecipe } from '../proposal/testing.test.ts';
import { missingTypeAnnotation } from './missing-type-annotation.ts';

const typed = (text: string, level: PlanLevel = 'STANDARD') =>
  rewritten(missingTypeAnnotation, text, level, 'src/a.ts');

describe('writing down types', function () {
  this.timeout(20_000);

  it('writes the return types of exported functions, methods and accessors first', async () => {
    const text = [
      'export function f(a: number) {\n  return a > 1 ? "x" : a;\n}\n',
      'export class C {\n  get a() {\n    return Math.random();\n  }\n  async b() {\n    return [1];\n  }\n  list = new Map([[1, "a"]]);\n}\n',
      'export const g = (x: string) => x.length;\n',
      'function inner() {\n  return 1;\n}\nexport const n = inner() + 1;\n',
    ].join('');
    assert.equal(
      await typed(text, 'CONSERVATIVE'),
      [
        'export function f(a: number): number | "x" {\n  return a > 1 ? "x" : a;\n}\n',
        'export class C {\n  get a(): number {\n    return Math.random();\n  }\n  async b(): Promise<number[]> {\n    return [1];\n  }\n  list = new Map([[1, "a"]]);\n}\n',
        'export const g = (x: string): number => x.length;\n',
        'function inner() {\n  return 1;\n}\nexport const n = inner() + 1;\n',
      ].join(''),
    );
  });

  it('then those of variables, properties and parameters', async () => {
    assert.equal(
      await typed(
        'const start = () => 1;\nexport const a = start();\nexport class C {\n  b = start();\n}\nexport function f(c: number = start()): void {}\n',
      ),
      'const start = () => 1;\nexport const a: number = start();\nexport class C {\n  b: number = start();\n}\nexport function f(c: number = start()): void {}\n',
    );
  });

  it('infers untyped parameters from their use at the highest level', async () => {
    const text = 'function twice(x) {\n  return x * 2;\n}\nexport const a: number = twice(2);\n';
    assert.equal(await typed(text), text);
    assert.equal(await typed(text, 'COMPREHENSIVE'), text.replace('(x)', '(x: number)'));
  });

  it('never writes any', async () => {
    const files = {
      'a.ts':
        'export function f(a: any) {\n  return a.b;\n}\nfunction g(x) {\n  return x;\n}\nexport const h: unknown = g(1 as any);\n',
    };
    const ran = await runRecipe(missingTypeAnnotation, files, { level: 'COMPREHENSIVE' });
    assert.deepEqual(ran.files, files);
    assert.match(reasonsOf(ran).join(), /nothing better than `any`/);
  });

  it('leaves types that are too long to read, and those without a name', async () => {
    const long = Array.from({ length: 20 }, (_, index) => `key${index}: Math.random()`).join(', ');
    const files = {
      'a.ts': `export function f() {\n  return { ${long} };\n}\nexport function g() {\n  class Hidden {}\n  return new Hidden();\n}\n`,
    };
    const ran = await runRecipe(missingTypeAnnotation, files);
    assert.deepEqual(ran.files, files);
    assert.match(reasonsOf(ran).join('\n'), /characters long/);
  });

  it('imports the types it writes, once, as types', async () => {
    const files = {
      'tsconfig.json': '{"compilerOptions":{"module":"esnext","moduleResolution":"bundler"}}',
      'made.ts': 'export interface Made {\n  x: number;\n}\nexport const make = (): Made => ({ x: 1 });\n',
      'a.ts':
        "import { make } from './made';\nexport const f = () => make();\nexport function g() {\n  return [make()];\n}\n",
    };
    const ran = await runRecipe(missingTypeAnnotation, files);
    assert.equal(
      ran.files['a.ts'],
      "import { make, type Made } from './made';\nexport const f = (): Made => make();\nexport function g(): Made[] {\n  return [make()];\n}\n",
    );
    assert.equal(new Set(ran.result.findings.map(({ group }) => group)).size, 1);
  });

  it('gives every type it imports a line of its own where the names have one', async () => {
    const files = {
      'tsconfig.json': '{"compilerOptions":{"module":"esnext","moduleResolution":"bundler"}}',
      'made.ts':
        'export interface Made {\n  x: number;\n}\nexport interface Done {\n  y: number;\n}\nexport const made: Made = { x: 1 };\nexport const done: Done = { y: 1 };\n',
      'a.ts':
        "import {\n  done,\n  made,\n} from './made';\nexport const f = () => made;\nexport const g = () => done;\n",
    };
    const ran = await runRecipe(missingTypeAnnotation, files);
    assert.equal(
      ran.files['a.ts'],
      "import {\n  done,\n  made,\n  type Made,\n  type Done,\n} from './made';\nexport const f = (): Made => made;\nexport const g = (): Done => done;\n",
    );
  });

  it('takes back a type that a caller does not fit', async () => {
    const files = {
      'tsconfig.json': '{"compilerOptions":{"strict":false}}',
      'a.ts': 'function size(x) {\n  return x * 2;\n}\nexport const a = size(1);\nexport const b = size("2");\n',
    };
    const ran = await runRecipe(missingTypeAnnotation, files, { level: 'COMPREHENSIVE' });
    assert.doesNotMatch(ran.files['a.ts'] ?? '', /x: number\)/);
  });

  it('leaves JavaScript and declaration files', async () => {
    const files = { 'a.js': 'export function f(a) {\n  return a;\n}\n', 'b.d.ts': 'export function g();\n' };
    assert.deepEqual((await runRecipe(missingTypeAnnotation, files, { level: 'COMPREHENSIVE' })).files, files);
  });
});
