'use strict';
// Asks programs at their border and writes their answers down, one line of JSON for each. The plan is in IAMA_PROBES:
// { cwd, commands: [{ id, path, args }], start, requests: [{ id, route }], is_alone, answer_ms }. `is_alone`: whatever listens here was started here.
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');

const LISTEN_MS = 15_000;
const POLL_MS = 50;
const MOST_BYTES = 256 * 1024;

const { cwd, commands, start, requests, is_alone, answer_ms } = JSON.parse(process.env.IAMA_PROBES);
const out = `${process.env.IAMA_RESULTS_DIR}/probes.jsonl`;
const tell = (id, answer) => fs.appendFileSync(out, `${JSON.stringify({ id, answer })}\n`);
// What is there for us is not there for them; the marks by which their processes are ended stay.
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => /^IAMA_(RUN|SUITE_)/.test(name) || !/^(IAMA_|npm_|NODE_OPTIONS$)/.test(name),
  ),
);

function reader(stream) {
  const parts = [];
  let size = 0;
  stream.on('data', (part) => {
    if (size < MOST_BYTES) parts.push(part.subarray(0, MOST_BYTES - size));
    size += part.length;
  });
  return { text: () => Buffer.concat(parts).toString('utf8'), isCut: () => size > MOST_BYTES };
}

function ask({ path, args }) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path, ...args], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const [stdout, stderr] = [reader(child.stdout), reader(child.stderr)];
    const timer = setTimeout(() => {
      kill(child);
      resolve({ kind: 'none', reason: `It did not end within ${answer_ms / 1000} s.` });
    }, answer_ms);
    child.on('error', (error) => resolve({ kind: 'none', reason: error.message }));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === null) resolve({ kind: 'none', reason: `It was ended by ${signal}.` });
      else if (stdout.isCut() || stderr.isCut()) resolve({ kind: 'none', reason: 'It says too much to be held.' });
      else resolve({ kind: 'command', exit_code: code, stdout: stdout.text(), stderr: stderr.text() });
    });
  });
}

function kill({ pid }) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function listens(port) {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1' });
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

/** Ports that something of this network listens on, as the kernel lists them. */
function listening() {
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => {
    try {
      const rows = fs
        .readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((row) => row.trim().split(/\s+/));
      return rows
        .filter(([, , , state]) => state === '0A')
        .map(([, local]) => Number.parseInt(local.split(':').at(-1), 16));
    } catch {
      return [];
    }
  });
}

function get(port, path) {
  return new Promise((resolve) => {
    const request = http.get({ host: '127.0.0.1', port, path, agent: false }, (response) => {
      const body = reader(response);
      response.on('end', () => {
        if (body.isCut()) return resolve({ kind: 'none', reason: 'It says too much to be held.' });
        const content_type = response.headers['content-type'] ?? '';
        resolve({ kind: 'request', status: response.statusCode, content_type, body: body.text() });
      });
    });
    request.setTimeout(answer_ms, () => request.destroy(new Error(`It did not answer within ${answer_ms / 1000} s.`)));
    request.on('error', (error) => resolve({ kind: 'none', reason: error.message }));
  });
}

async function askServer() {
  const wanted = await freePort();
  const server = spawn(start, {
    cwd,
    env: { ...env, PORT: String(wanted), HOST: '127.0.0.1' },
    shell: true,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = [reader(server.stdout), reader(server.stderr)];
  let ended = false;
  server.on('exit', () => (ended = true));
  const text = () => said.map((each) => each.text()).join('');
  let port = null;
  for (let waited = 0; port === null && !ended && waited < LISTEN_MS; waited += POLL_MS) {
    const named = [...text().matchAll(/:(\d{2,5})\b|port\s+(\d{2,5})\b/gi)].map(([, a, b]) => Number(a ?? b));
    for (const each of new Set([wanted, ...(is_alone ? listening() : named)])) if (await listens(each)) port ??= each;
    if (port === null) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  const silent = `The server ${ended ? 'ended' : `did not listen within ${LISTEN_MS / 1000} s`}: ${text().slice(-300).trim()}`;
  for (const { id, route } of requests)
    tell(id, port === null ? { kind: 'none', reason: silent } : await get(port, route));
  kill(server);
}

(async () => {
  for (const each of commands) tell(each.id, await ask(each));
  if (start !== null) await askServer();
})().then(
  () => process.exit(),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
