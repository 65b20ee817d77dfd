import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { PROBE_FILE } from './probe-extension.ts';

const Address = z.object({ pid: z.int(), port: z.int() });
const Answer = z.union([z.object({ value: z.unknown() }), z.object({ error: z.string() })]);

const Memory = z.object({
  heap_bytes: z.number(),
  code_bytes: z.number(),
  resources: z.record(z.string(), z.number()),
});
export type Memory = z.infer<typeof Memory>;

/** The extension host as it looks from inside. */
export interface Probe {
  readonly pid: number;
  /**
   * After several collections. `code_bytes` of the heap are what functions were compiled to; `resources` are timers, sockets
   * and the like that keep it busy.
   */
  memory(): Promise<Memory>;
  /** Writes the heap after several collections, for a look at what is in it: some hundred MB. */
  snapshot(file: string): Promise<void>;
  isActive(extension_id: string): Promise<boolean>;
  /** Files of an extension that were loaded as modules. */
  loaded(extension_id: string): Promise<readonly string[]>;
  command(id: string, ...args: readonly unknown[]): Promise<void>;
  tool(name: string, input: unknown): Promise<string>;
}

const LIMIT_MS = 180_000;

/** Resolves when an extension host with the probe runs that is another one than `not_pid`. */
export async function askProbe(home: string, not_pid = 0): Promise<Probe> {
  const give_up_at = performance.now() + LIMIT_MS;
  for (;;) {
    const address = await readAddress(home);
    if (address && address.pid !== not_pid) return probeAt(address);
    if (performance.now() > give_up_at) throw new Error('No new extension host came up.');
    await pause(25);
  }
}

async function readAddress(home: string): Promise<z.infer<typeof Address> | null> {
  const text = await readFile(join(home, PROBE_FILE), 'utf8').catch(() => null);
  return text === null ? null : Address.parse(JSON.parse(text));
}

function probeAt({ pid, port }: z.infer<typeof Address>): Probe {
  const ask = async (name: string, ...args: readonly unknown[]): Promise<unknown> => {
    const body = JSON.stringify({ name, args });
    const answer = Answer.parse(await (await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body })).json());
    if ('error' in answer) throw new Error(answer.error);
    return answer.value;
  };
  return {
    pid,
    memory: async () => Memory.parse(await ask('memory')),
    snapshot: async (file) => void (await ask('snapshot', file)),
    isActive: async (id) => (await ask('isActive', id)) === true,
    loaded: async (id) => z.array(z.string()).parse(await ask('loaded', id)),
    command: async (id, ...args) => void (await ask('command', id, ...args)),
    tool: async (name, input) => z.string().parse(await ask('tool', name, input)),
  };
}
