import assert from 'node:assert/strict';
import { convert } from './tree-on-disk.test.ts';

describe('commonjs-to-esm, one import for each module', () => {
  it('adds a name that __dirname needs to the names the file imports from path', () => {
    const text = `const { join } = require('path');\n\nmodule.exports = join(__dirname, 'x');\n`;
    const { files } = convert({ 'package.json': '{ "name": "pkg", "private": true }', 'index.js': text });
    const imports = (files['index.js'] ?? '').split('\n').filter((line) => line.startsWith('import'));
    assert.deepEqual(imports, [`import { fileURLToPath } from 'url';`, `import { join, dirname } from 'path';`]);
  });
});
