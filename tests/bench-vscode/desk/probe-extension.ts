import { createVSIX } from '@vscode/vsce';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the probe says how to reach it, below the home of VS Code. */
export const PROBE_FILE = 'probe.json';

const MANIFEST = {
  name: 'probe',
  displayName: 'Probe',
  description: 'Looks at the extension host from inside.',
  version: '0.0.1',
  publisher: 'bench',
  license: 'MIT',
  engines: { vscode: '^1.115.0' },
  main: './extension.cjs',
  activationEvents: ['*'],
};

/** Answers on 127.0.0.1 for as long as its extension host lives. Every answer is JSON. */
const CODE = `const { createServer } = require('node:http');
const { writeFileSync, renameSync } = require('node:fs');
const { join } = require('node:path');
const Module = require('node:module');
const vm = require('node:vm');
const v8 = require('node:v8');
const { commands, extensions, lm } = require('vscode');

v8.setFlagsFromString('--expose-gc');
const gc = vm.runInNewContext('gc');

const count = (names) => names.reduce((all, name) => ({ ...all, [name]: (all[name] ?? 0) + 1 }), {});
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function look() {
  for (let round = 0; round < 4; round += 1) {
    gc();
    await pause(50);
  }
  const { code_and_metadata_size, bytecode_and_metadata_size } = v8.getHeapCodeStatistics();
  return {
    heap_bytes: process.memoryUsage().heapUsed,
    code_bytes: code_and_metadata_size + bytecode_and_metadata_size,
    resources: count(process.getActiveResourcesInfo()),
  };
}

const ANSWERS = {
  /** The smallest of some looks: what a program of the editor's holds just now is not what stays. */
  async memory() {
    const looks = [];
    for (let count = 0; count < 5; count += 1) {
      looks.push(await look());
      await pause(1000);
    }
    return looks.reduce((least, each) => (each.heap_bytes < least.heap_bytes ? each : least));
  },
  async snapshot(file) {
    await ANSWERS.memory();
    v8.writeHeapSnapshot(file);
    return null;
  },
  isActive: (id) => extensions.getExtension(id)?.isActive ?? null,
  loaded: (id) => {
    const { extensionPath } = extensions.getExtension(id);
    return Object.keys(Module._cache).filter((path) => path.startsWith(extensionPath));
  },
  command: async (id, ...args) => { await commands.executeCommand(id, ...args); return null; },
  tool: async (name, input) => {
    const { content } = await lm.invokeTool(name, { input, toolInvocationToken: undefined });
    return content.map((part) => part.value).join('');
  },
};

exports.activate = ({ subscriptions }) => {
  const server = createServer((request, response) => {
    // A connection that is kept for the next question may be closed here just as that one comes.
    response.setHeader('connection', 'close');
    let text = '';
    request.on('data', (chunk) => (text += chunk));
    request.on('end', async () => {
      const { name, args } = JSON.parse(text);
      try {
        response.end(JSON.stringify({ value: (await ANSWERS[name](...args)) ?? null }));
      } catch (error) {
        response.end(JSON.stringify({ error: String(error?.stack ?? error) }));
      }
    });
  });
  server.listen(0, '127.0.0.1', () => {
    const file = join(process.env.HOME, '${PROBE_FILE}');
    writeFileSync(file + '.new', JSON.stringify({ pid: process.pid, port: server.address().port }));
    renameSync(file + '.new', file);
  });
  subscriptions.push({ dispose: () => server.close() });
};
`;

/** A second extension in the same extension host, made in `folder`. Resolves with the VSIX's path. */
export async function makeProbeExtension(folder: string): Promise<string> {
  const place = join(folder, 'probe');
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'package.json'), JSON.stringify(MANIFEST));
  await writeFile(join(place, 'extension.cjs'), CODE);
  await writeFile(join(place, 'README.md'), 'A probe.\n');
  await writeFile(join(place, 'LICENSE'), 'MIT\n');
  await writeFile(join(place, '.vscodeignore'), '*.vsix\n');
  const packagePath = join(folder, 'probe.vsix');
  await createVSIX({
    cwd: place,
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    allowStarActivation: true,
  });
  return packagePath;
}
