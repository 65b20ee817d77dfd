import { readdir, readFile } from 'node:fs/promises';

/**
 * Memory of a process and all that descend from it, in MiB: the proportional set size, in which a page that several
 * processes share is counted once. Linux only.
 */
export async function memoryOfTree(root: number): Promise<number> {
  const parents = new Map<number, number>();
  for (const entry of await readdir('/proc')) {
    const parent = /^\d+$/.test(entry) ? await parentOf(entry) : null;
    if (parent !== null) parents.set(Number(entry), parent);
  }
  const family = [...parents.keys()].filter((pid) => descends(pid, root, parents));
  const kib = await Promise.all(family.map(proportionalKib));
  return kib.reduce((sum, each) => sum + each, 0) / 1024;
}

async function parentOf(pid: string): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const parent = /^PPid:\s+(\d+)$/m.exec(status)?.[1];
  return parent === undefined ? null : Number(parent);
}

function descends(pid: number, root: number, parents: ReadonlyMap<number, number>): boolean {
  for (let at: number | undefined = pid; at !== undefined && at !== 0; at = parents.get(at)) {
    if (at === root) return true;
  }
  return false;
}

async function proportionalKib(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0);
}
