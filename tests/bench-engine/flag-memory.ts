import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { once } from 'node:events';
import { figure } from './figure.ts';
import type { Figure } from './figure.ts';
import { GENERATED_FLAG, generatedRepository } from './generated-repository.ts';

const SIZE = { files: 10_000, bytes: 60_000_000, files_with_flag: 20 };
const CLI = join(import.meta.dirname, '../../cli/src/main.ts');

/** The most memory that `iama flag remove` takes on a repository of 10,000 files, and how long the whole command runs. */
export async function measureFlagMemory(seed: number): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'iama-memory-'));
  try {
    for (const [path, text] of generatedRepository(SIZE, seed)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const started = performance.now();
    const { code, peak_mib: peak } = await run([
      'flag',
      'remove',
      folder,
      '--flag',
      GENERATED_FLAG,
      '--value',
      'true',
      '--diff',
    ]);
    if (code !== 0) throw new Error(`iama flag remove ended with ${code}.`);
    const seconds = (performance.now() - started) / 1000;
    return [
      figure(
        'memory of iama flag remove on 10,000 files',
        peak,
        { at_most: 600 },
        'MiB',
        `${seconds.toFixed(1)} s for ${SIZE.bytes / 1e6} MB, command included`,
      ),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The process says at its end what it took at most: the operating system's count, in KiB. */
const AT_END = `data:text/javascript,process.on('exit',()=>process.stderr.write('PEAK '+process.resourceUsage().maxRSS+'\\n'))`;

async function run(args: readonly string[]): Promise<{ readonly code: number | null; readonly peak_mib: number }> {
  const child = spawn(process.execPath, ['--import', AT_END, CLI, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  const peak = /PEAK (\d+)/.exec(said)?.[1];
  if (peak === undefined) throw new Error(`The command did not say how much memory it took: ${said.slice(0, 1000)}`);
  return { code, peak_mib: Number(peak) / 1024 };
}
