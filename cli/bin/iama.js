#!/usr/bin/env node
// Plain JavaScript without anything newer than Node 18: this file has to start on whatever Node the machine has.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;
const here = dirname(fileURLToPath(import.meta.url));

if (Number(process.versions.node.split('.')[0]) >= NEEDED) {
  endWithParent();
  await import('../src/main.ts');
} else {
  const node = findNode();
  if (node === null) {
    process.stderr.write(
      `error NODE_TOO_OLD: iama needs Node ${NEEDED} or newer; this is ${process.version}, and the one that the ` +
        `lockfile brings is not installed.\n  Run \`npm ci\` in the folder of iama, or install Node ${NEEDED}.\n`,
    );
    process.exit(1);
  }
  hand(node);
}

/** Node of the lockfile (an optional dependency per platform): in the nearest node_modules above this file. */
function findNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  for (let folder = here; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', `node-${platform}-${process.arch}`, 'bin', binary);
    if (existsSync(candidate)) return candidate;
    if (dirname(folder) === folder) return null;
  }
}

/**
 * Who kills the process they see means the work. kill -9 reaches only the one that handed over, so the other ends when
 * the line between the two does: as suddenly, because that is what was asked for.
 */
function endWithParent() {
  if (process.env.IAMA_HANDED_OVER !== '1' || !process.channel) return;
  delete process.env.IAMA_HANDED_OVER;
  process.channel.unref();
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
}

function hand(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, IAMA_HANDED_OVER: '1' },
  });
  // A terminal sends Ctrl-C to both of us: the child decides what it means, and we wait for it.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`error NODE_TOO_OLD: ${node} cannot be started: ${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(signal ? 128 + (signal === 'SIGINT' ? 2 : 15) : (code ?? 1)));
}
