import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The port of the last start, null when there is none. A hint: whatever is wrong with the file, another port will do. */
export async function readLastPort(data_dir: string): Promise<number | null> {
  const text = await readFile(join(data_dir, 'port'), 'utf8').catch(() => '');
  const port = Number(text);
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : null;
}

export async function writeLastPort(data_dir: string, url: string): Promise<void> {
  const port = new URL(url).port || '80';
  await writeFile(join(data_dir, 'port'), `${port}\n`, { mode: 0o600 });
}
