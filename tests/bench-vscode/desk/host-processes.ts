import { readdir, readFile } from 'node:fs/promises';

/** A process of one VS Code. */
export interface HostProcess {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Every process that has this home, wherever it stands in the tree of processes. The dead have none. */
export async function processesOf(home: string): Promise<readonly HostProcess[]> {
  const found: HostProcess[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const environment = await readFile(`/proc/${name}/environ`, 'latin1').catch(() => '');
    if (!environment.split('\0').includes(`HOME=${home}`)) continue;
    const line = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    if (line === '') continue;
    found.push({ pid: Number(name), parent: await parentOf(name), command: line.replaceAll('\0', ' ').trim() });
  }
  return found;
}

async function parentOf(pid: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1] ?? 0);
}

export const isExtensionHost = ({ command }: HostProcess): boolean => /--type=extensionHost/.test(command);
export const isExecutor = ({ command }: HostProcess): boolean => /executor\/main\.mjs/.test(command);

/** The extension hosts of this home and all that came out of them, as they are now. */
export async function descendantsOf(home: string): Promise<readonly number[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    if (/^\d+$/.test(name)) parents.set(Number(name), await parentOf(name));
  }
  const hosts = new Set((await processesOf(home)).filter(isExtensionHost).map(({ pid }) => pid));
  return [...parents.keys()].filter((pid) => {
    for (let at: number | undefined = pid; at !== undefined && at !== 0; at = parents.get(at))
      if (hosts.has(at)) return true;
    return false;
  });
}
