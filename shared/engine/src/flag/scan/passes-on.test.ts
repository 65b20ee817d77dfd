import assert from 'node:assert/strict';
import { moduleWords, passesOn } from './passes-on.ts';

describe('passesOn', () => {
  const words = moduleWords(['src/flags/keys.ts', 'packages/flags/src/index.ts', 'pkg/flags.py']);

  it('knows texts that hand on what a module offers', () => {
    for (const text of [
      "export * from './keys';",
      "export { KEY } from './flags/keys.js';",
      "export type { Key } from '@/keys';",
      "import { KEY } from './keys';\nexport { KEY };",
      "export * from '@shop/flags';",
      "export * from '..';",
    ]) {
      assert.ok(passesOn(text, words), text);
    }
  });

  it('knows texts that load a module and take no name of it', () => {
    for (const text of [
      "import './keys';",
      "require('./keys');",
      "import('../keys').then(a)",
      "jest.mock('./keys', f)",
    ]) {
      assert.ok(passesOn(text, words), text);
    }
  });

  it('leaves alone what takes names, and what leads elsewhere', () => {
    for (const text of [
      "import { KEY } from './keys';\nuse(KEY);",
      "const { KEY } = require('./keys');",
      "export * from './other';",
      "import './keys.css';",
      "export * from 'src';",
    ]) {
      assert.ok(!passesOn(text, words), text);
    }
    assert.ok(!passesOn("export * from './flags';", moduleWords(['pkg/flags.py'])));
  });
});
