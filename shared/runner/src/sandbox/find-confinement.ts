import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../run/run-command.ts';
import { testEnvironment } from '../run/test-environment.ts';
import { confineLine } from './confine-line.ts';
import { MEMORY_KIB } from './confinement.ts';
import type { NativeConfinement } from './confinement.ts';
import { quote } from './quote.ts';
import { throwawayGate } from '../secrets/throwaway-gate.ts';

const PROBE_MS = 10_000;
let known: Promise<NativeConfinement> | null = null;

/** The strongest confinement that this machine really gives, found by trying it. Tried once in the life of the process. */
export async function findConfinement(): Promise<NativeConfinement> {
  known ??= tryConfinement();
  return await known;
}

async function tryConfinement(): Promise<NativeConfinement> {
  if (process.platform === 'win32') return { level: 'limits', memory_kib: null };
  const memory_kib = process.platform === 'linux' ? MEMORY_KIB : null;
  const limits: NativeConfinement = { level: 'limits', memory_kib };
  if (process.platform !== 'linux') return limits;
  const base = await mkdtemp(join(tmpdir(), 'iama-probe-'));
  try {
    const inside = join(base, 'inside');
    await mkdir(inside);
    const strong: NativeConfinement = { level: 'namespaces', memory_kib };
    const line = `touch ${quote(join(base, 'outside'))}; touch ${quote(join(inside, 'written'))}`;
    await runCommand({
      line: confineLine(line, strong, placesOf([inside])),
      cwd: inside,
      env: testEnvironment(process.env, { IAMA_RUN: base }),
      timeout_ms: PROBE_MS,
      mark: `IAMA_RUN=${base}`,
      signal: new AbortController().signal,
      gate: throwawayGate(),
    });
    const holds = existsSync(join(inside, 'written')) && !existsSync(join(base, 'outside'));
    return holds ? strong : limits;
  } finally {
    await rm(base, { recursive: true, force: true });
  }
}

export function placesOf(writable: readonly string[]): { writable: readonly string[]; uid: number; gid: number } {
  return { writable, uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
}
