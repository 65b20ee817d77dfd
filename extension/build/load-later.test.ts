import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleHost } from './bundle.ts';

/** Loads the bundle as an extension host does. Whatever is asked of the editor is something that can be called. */
const LOAD = `const Module = require('node:module');
const anything = new Proxy(function () {}, {
  get: (_, name) => (name === Symbol.toPrimitive ? () => '' : name === 'prototype' ? {} : anything),
  apply: () => anything, construct: () => anything,
});
const load = Module._load;
Module._load = (name, ...rest) => (name === 'vscode' ? anything : load(name, ...rest));
const { activate } = require('./extension.cjs');
console.log(JSON.stringify({ activate: typeof activate, zod: '__zod_globalRegistry' in globalThis }));
`;

const HINT = 'A module makes a schema, or reads one, while it is loaded. Do it in a function.';

describe('the bundle of the extension host', function () {
  this.timeout(30_000);

  it('runs none of the schemas of the wire when it is loaded', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'iama-bundle-'));
    try {
      await bundleHost(folder);
      await writeFile(join(folder, 'load.cjs'), LOAD);
      const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'load.cjs')]);
      assert.deepEqual(JSON.parse(stdout), { activate: 'function', zod: false }, HINT);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
