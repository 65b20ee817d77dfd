import assert from 'node:assert/strict';
import { lintProbes } from './lint-probes.ts';
import type { Breach } from './lint-probes.ts';

/** Each rule with code that breaks it. The file's name says the room where that matters. */
const BROKEN: readonly { readonly rule: string; readonly file: string; readonly text: string }[] = [
  { rule: 'no-explicit-any', file: 'cli/src/any.ts', text: 'export const value = (x: any) => x;\n' },
  { rule: 'no-default-export', file: 'cli/src/default.ts', text: 'export default 1;\n' },
  { rule: 'no-barrel-file', file: 'cli/src/barrel.ts', text: "export * from './fine.ts';\n" },
  {
    rule: 'no-cycle',
    file: 'cli/src/chicken.ts',
    text: "import { egg } from './egg.ts';\nexport const chicken = () => egg;\n",
  },
  {
    rule: 'no-floating-promises',
    file: 'cli/src/floating.ts',
    text: 'export const go = (work: () => Promise<void>) => {\n  work();\n};\n',
  },
  {
    rule: 'no-floating-promises',
    file: 'server/src/db/thenable.ts',
    text: 'interface Query { then(done: (rows: string[]) => void, failed: (why: unknown) => void): Query }\nexport const go = (query: () => Query) => {\n  query();\n};\n',
  },
  {
    rule: 'no-misused-promises',
    file: 'cli/src/misused.ts',
    text: 'export const go = (x: Promise<boolean>) => (x ? 1 : 2);\n',
  },
  {
    rule: 'consistent-type-imports',
    file: 'cli/src/types.ts',
    text: "import { Fine } from './fine.ts';\nexport const f = (x: Fine): Fine => x;\n",
  },
  {
    rule: 'consistent-type-imports',
    file: 'cli/src/inline-type.ts',
    text: "export type F = import('./fine.ts').Fine;\n",
  },
  {
    rule: 'prefer-node-protocol',
    file: 'cli/src/protocol.ts',
    text: "import { join } from 'path';\nexport const f = join;\n",
  },
  { rule: 'filename-case', file: 'cli/src/CamelCase.ts', text: 'export const x = 1;\n' },
  { rule: 'max-lines', file: 'cli/src/long.ts', text: 'export const x = 1;\n'.padEnd(460, '\n') },
  {
    rule: 'switch-exhaustiveness-check',
    file: 'cli/src/exhaustive.ts',
    text: "export const f = (x: 'a' | 'b') => {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n};\n",
  },
  { rule: 'ban-ts-comment', file: 'cli/src/silenced.ts', text: '// @ts-ignore\nexport const x: string = 1;\n' },
  { rule: 'only-throw-error', file: 'cli/src/throws.ts', text: "export const f = () => {\n  throw 'text';\n};\n" },
  { rule: 'no-thenable', file: 'cli/src/thenable.ts', text: 'export const x = { then: 1 };\n' },
];

const FINE: Readonly<Record<string, string>> = {
  'cli/src/fine.ts': 'export interface Fine {\n  readonly name: string;\n}\nexport const name = (x: Fine) => x.name;\n',
  'cli/src/egg.ts': "import { chicken } from './chicken.ts';\nexport const egg = () => chicken;\n",
  'cli/src/long-enough.ts': 'export const x = 1;\n'.padEnd(418, '\n'),
  'cli/vite.config.ts': 'export default {};\n',
  'shared/contracts/src/scenario.ts': "export const item = { given: 'a', when: 'b', then: 'c' };\n",
};

describe('The house rules', () => {
  let breaches: readonly Breach[] = [];

  before('lint all probes in one run', async function () {
    this.timeout(60_000);
    breaches = await lintProbes({ ...FINE, ...Object.fromEntries(BROKEN.map(({ file, text }) => [file, text])) });
  });

  for (const { rule, file } of BROKEN) {
    it(`report ${rule} in ${file}`, () => {
      assert.ok(
        breaches.some((breach) => breach.file === file && breach.rule === rule),
        `reported instead: ${JSON.stringify(breaches.filter((breach) => breach.file === file))}`,
      );
    });
  }

  it('have nothing against ordinary code', () => {
    const ordinary = Object.keys(FINE).filter((file) => file !== 'cli/src/egg.ts');
    assert.deepEqual(
      breaches.filter((breach) => ordinary.includes(breach.file)),
      [],
    );
  });
});
