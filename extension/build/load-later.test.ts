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
  set: () => true,
  get: (_, name) => (name === Symbol.toPrimitive ? () => '' : name === 'prototype' ? {} : anything),
  apply: () => anything, construct: () => anything,
});
const load = Module._load;
Module._load = (name, ...rest) => (name === 'vscode' ? anything : load(name, ...rest));
const { activate } = require('./extension.cjs');
activate(anything);
const isRead = () => '__zod_globalRegistry' in globalThis;
process.once('beforeExit', () => {
  const at_start = isRead();
  require('./later.cjs');
  console.log(JSON.stringify({ at_start, when_asked: isRead() }));
});
`;

const HINT =
  'Something makes a schema, or reads one, at each start. Do it in a function, when there is something to read.';

describe('the bundle of the extension host', function () {
  this.timeout(30_000);

  it('runs none of the schemas of the wire when it is loaded and activated without a job', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'iama-bundle-'));
    try {
      await bundleHost(folder);
      await writeFile(join(folder, 'load.cjs'), LOAD);
      const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'load.cjs')]);
      assert.deepEqual(JSON.parse(stdout), { at_start: false, when_asked: true }, HINT);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
