import { access, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { RunnerError } from '../../errors/runner-error.ts';
import { nodeDisk } from '../../snapshot/node-disk.ts';
import { writeFileDurably } from '../../snapshot/write-file-durably.ts';
import { sha256 } from '../../workspace/sha256.ts';

const Probe = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('command'),
    id: z.string(),
    program: z.string(),
    path: z.string(),
    args: z.array(z.string()).readonly(),
    from: z.string(),
  }),
  z.object({ kind: z.literal('request'), id: z.string(), route: z.string(), from: z.string() }),
]);
const Answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('command'), exit_code: z.int(), stdout: z.string(), stderr: z.string() }),
  z.object({ kind: z.literal('request'), status: z.int(), content_type: z.string(), body: z.string() }),
  z.object({ kind: z.literal('none'), reason: z.string() }),
]);

/** What was pinned of programs, and what a person agreed to leave open. It holds what they print, and stays on this machine. */
const BlackBoxRecord = z.object({
  schema_version: z.literal(1),
  kind: z.literal('black_box'),
  /** The package's folder, by workspace path. */
  folder: z.string(),
  accepted_at: z.iso.datetime(),
  start: z.string().nullable(),
  tool_versions: z.record(z.string(), z.string()),
  pinned: z.array(z.object({ probe: Probe, answer: Answer, exact: z.boolean() })).readonly(),
  dropped: z.array(z.object({ probe: Probe, reason: z.string() })).readonly(),
  uncovered: z.array(z.object({ what: z.string(), reason: z.string() })).readonly(),
});
export type BlackBoxRecord = z.infer<typeof BlackBoxRecord>;

/** Write a record into a new file. Throws BUNDLE_EXISTS. */
export async function writeBlackBox(path: string, record: BlackBoxRecord): Promise<void> {
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  if (exists)
    throw new RunnerError('BUNDLE_EXISTS', `${path} is there already.`, 'Name a file that does not exist yet.');
  await mkdir(dirname(path), { recursive: true });
  const body = JSON.stringify(record);
  const sealed = { sha256: sha256(Buffer.from(body)), record };
  await writeFileDurably(nodeDisk, path, Buffer.from(`${JSON.stringify(sealed, null, 2)}\n`));
}

/** Read one. Throws BUNDLE_UNREADABLE for what is none, or was changed since. */
export async function readBlackBox(path: string): Promise<BlackBoxRecord> {
  const unreadable = (why: string): RunnerError =>
    new RunnerError(
      'BUNDLE_UNREADABLE',
      `${path} ${why}.`,
      'Name a file that `iama lock --black-box --out` has written.',
    );
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) throw unreadable('cannot be read');
  const parsed = Sealed.safeParse(jsonOf(text));
  if (!parsed.success) throw unreadable('is no record of a black box');
  const record = BlackBoxRecord.safeParse(parsed.data.record);
  if (!record.success) throw unreadable('is no record of a black box');
  const now = sha256(Buffer.from(JSON.stringify(parsed.data.record)));
  if (now !== parsed.data.sha256) throw unreadable('was changed since it was written');
  return record.data;
}

const Sealed = z.object({ sha256: z.string(), record: z.unknown() });

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
