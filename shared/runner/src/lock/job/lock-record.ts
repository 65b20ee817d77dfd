import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TestSuite } from '@iama/contracts/test-run/suite';
import type { Seal } from '@iama/engine/lock/seal/seal';
import { RunnerError } from '../../errors/runner-error.ts';
import { nodeDisk } from '../../snapshot/node-disk.ts';
import { writeFileDurably } from '../../snapshot/write-file-durably.ts';
import type { BlackBoxNet } from './black-box-net.ts';
import { sha256 } from '../../workspace/sha256.ts';

/** A test file that was written to pin behaviour, and the suite and line that run it. */
export interface WrittenTest {
  readonly path: string;
  readonly text: string;
  readonly suite: TestSuite;
  readonly line: string;
  /** For a file that the plan has tests load another way: the same tests, for when it is as planned. */
  readonly after?: AfterPlan;
}

/** `target` is where the file is then, `is_module` whether it is an ES module there. */
export interface AfterPlan {
  readonly target: string;
  readonly is_module: boolean;
  readonly text: string;
}

/** What a job's later runs are held to. It holds source code, and stays on this machine. */
export interface LockRecord {
  readonly schema_version: 1;
  readonly seal: Seal;
  readonly tests: readonly WrittenTest[];
  /** Absent where code is pinned by tests. */
  readonly black_box?: BlackBoxNet;
}

/** The suite that written tests are counted under, apart from that of the repository which they are run by. */
export function idOfWritten(suite_id: string): string {
  return `characterization:${suite_id}`.slice(0, 200);
}

/** Remember it; a later start of the program finds it again. The SHA-256 of what was written. */
export async function saveLock(dataDir: string, jobId: string, record: LockRecord): Promise<string> {
  const path = placeOf(dataDir, jobId);
  const bytes = Buffer.from(JSON.stringify(record));
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFileDurably(nodeDisk, path, bytes);
  return sha256(bytes);
}

/** The record with this hash. Throws WORKSPACE_CHANGED when it is not here, or is another. */
export async function loadLock(dataDir: string, jobId: string, expected: string): Promise<LockRecord> {
  const bytes = await readFile(placeOf(dataDir, jobId)).catch(() => null);
  if (bytes !== null && sha256(bytes) === expected) return JSON.parse(bytes.toString('utf8')) as LockRecord;
  throw new RunnerError(
    'WORKSPACE_CHANGED',
    'What was sealed before the edit is not on this machine, or is not as it was sealed.',
    'Try the job again: its tests are then sealed anew, here.',
  );
}

/** Job ids come from the server; hashed, none of them can name another place. */
function placeOf(dataDir: string, jobId: string): string {
  return join(dataDir, 'jobs', `${createHash('sha256').update(jobId).digest('hex').slice(0, 32)}.lock.json`);
}
