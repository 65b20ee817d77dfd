import { createHash, randomBytes } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { asDiskError, errnoOf } from '../errors/disk-error.ts';
import type { Disk } from '../snapshot/disk.ts';
import { makeDirs } from '../snapshot/make-dirs.ts';
import { writeFileDurably } from '../snapshot/write-file-durably.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { RecordedTransaction, TransactionEnding, TransactionPlan } from './transaction-plan.ts';

/**
 * The record of a workspace's transactions: a folder each, `plan.json` before the first write and `ending.json` after the
 * last. Ids sort in the order they began.
 */
export interface Journal {
  readonly folder: string;
  nextId(): Promise<string>;
  begin(plan: TransactionPlan): Promise<void>;
  end(id: string, ending: TransactionEnding): Promise<void>;
  /** Oldest first. */
  list(): Promise<readonly RecordedTransaction[]>;
}

export function openJournal(workspace: Workspace, dataDir: string, disk: Disk): Journal {
  const folder = workspaceFolder(workspace, dataDir);
  const transactions = join(folder, 'transactions');

  const write = async (id: string, name: string, value: unknown): Promise<void> => {
    const bytes = Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
    try {
      await makeDirs(disk, join(transactions, id));
      await writeFileDurably(disk, join(transactions, id, name), bytes);
    } catch (error) {
      throw asDiskError(error, 'the journal');
    }
  };

  return {
    folder,
    async nextId() {
      const last = (await idsIn(transactions)).at(-1);
      const number = (last === undefined ? 0 : Number.parseInt(last, 10)) + 1;
      return `${String(number).padStart(8, '0')}-${randomBytes(4).toString('hex')}`;
    },
    begin: (plan) => write(plan.id, 'plan.json', plan),
    end: (id, ending) => write(id, 'ending.json', ending),
    async list() {
      const recorded: RecordedTransaction[] = [];
      for (const id of await idsIn(transactions)) {
        const plan = await readJson<TransactionPlan>(join(transactions, id, 'plan.json'));
        // A folder without a plan was cut short before anything was touched.
        if (plan === null) continue;
        recorded.push({ plan, ending: await readJson<TransactionEnding>(join(transactions, id, 'ending.json')) });
      }
      return recorded;
    },
  };
}

/** Where our records about a workspace live; named by its place, so that two clones never share them. */
export function workspaceFolder(workspace: Workspace, dataDir: string): string {
  const key = createHash('sha256').update(workspace.root).digest('hex').slice(0, 24);
  return join(dataDir, 'workspaces', key);
}

async function idsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => /^\d{8}-[0-9a-f]{8}$/.test(name)).toSorted();
}

/** Only we write these files, whole or not at all, so their shape needs no checking beyond the version. */
async function readJson<T>(path: string): Promise<T | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}
