import assert from 'node:assert/strict';
import { commonjsToEsm } from './commonjs-to-esm.ts';
import { convert } from './tree-on-disk.test.ts';
import type { Files } from './tree-on-disk.test.ts';

describe('commonjs-to-esm on TypeScript', () => {
  const source = `import fs = require('fs');\nimport express = require('express')\nimport * as own from './own';\nimport other = require('./own');\n\nexport const app = express(other.x, fs.sep, own);\n`;
  const files = (options: object): Files => ({
    'package.json': '{ "name": "ts" }',
    'tsconfig.json': JSON.stringify({ compilerOptions: options }),
    'src/a.ts': source,
    'src/own.ts': 'export const x = 1;\n',
  });
  it('writes import = require() as an import the compiler reads in the same way', () => {
    const { files: after, result } = convert(files({ esModuleInterop: true }), 'CONSERVATIVE');
    assert.equal(
      after['src/a.ts'],
      `import fs from 'fs';\nimport express from 'express'\nimport * as own from './own';\nimport * as other from './own';\n\nexport const app = express(other.x, fs.sep, own);\n`,
    );
    assert.equal(result.findings[0]?.group, null);
    assert.match(commonjsToEsm.describe('CONSERVATIVE', result).title, /1 TypeScript file/);
  });
  it('keeps a module that is called when the compiler has no interop', () => {
    const { files: after, result } = convert(files({}), 'CONSERVATIVE');
    assert.match(after['src/a.ts'] ?? '', /^import \* as fs from 'fs';\nimport express = require\('express'\)\n/);
    assert.match(result.kept[0]?.reason ?? '', /import express = require\(\) stays: the module is used as one value/);
  });
  it('leaves files alone whose settings demand the form', () => {
    const before = files({ verbatimModuleSyntax: true });
    const { files: after, result } = convert(before, 'CONSERVATIVE');
    assert.deepEqual(after, before);
    assert.match(result.kept.map(({ reason }) => reason).join('\n'), /verbatimModuleSyntax demands/);
  });
});
