import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Target } from '@iama/contracts/workspace/target';
import { findSecrets } from '@iama/engine/secrets/find-secrets';
import { markOf, placeholderOf } from '@iama/engine/secrets/placeholder';
import { throwIfCancelled } from '../errors/throw-if-cancelled.ts';
import { decodeText } from '../workspace/decode-text.ts';
import { listFiles } from '../workspace/list-files.ts';
import { isInTarget } from '../workspace/target-paths.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { secretKey } from './secret-key.ts';

/** Where a secret stands. `line` and `column` from 1; the secret itself is not in it. */
export interface SecretPlace {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly type: string;
  /** What stands for it wherever it would be told. */
  readonly placeholder: string;
}

export interface SecretsFound {
  readonly places: readonly SecretPlace[];
  readonly files_read: number;
  /** Characters. */
  readonly length: number;
}

/** Larger files are data. */
const MOST_BYTES = 8 * 1024 * 1024;

/** Every secret that our rules know in the files of a target: those that git tracks or does not ignore. */
export async function findSecretsIn(
  workspace: Workspace,
  target: Target,
  dataDir: string,
  signal: AbortSignal,
): Promise<SecretsFound> {
  const key = await secretKey(dataDir);
  const places: SecretPlace[] = [];
  let files_read = 0;
  let length = 0;
  for (const { path, kind, size } of (await listFiles(workspace, signal)).files) {
    if (!isInTarget(target, path) || kind !== 'file' || size > MOST_BYTES) continue;
    const text = textOf(join(workspace.root, path));
    if (text === null) continue;
    files_read += 1;
    length += text.length;
    for (const { start, end, type } of findSecrets(text)) {
      const before = text.slice(0, start);
      const line = before.split('\n').length;
      const placeholder = placeholderOf(type, markOf(text.slice(start, end), key));
      places.push({ path, line, column: start - before.lastIndexOf('\n'), type, placeholder });
    }
    if (files_read % 100 === 0) await setImmediate();
    throwIfCancelled(signal);
  }
  return { places, files_read, length };
}

function textOf(path: string): string | null {
  try {
    const decoded = decodeText(readFileSync(path));
    return decoded.ok ? decoded.text : null;
  } catch {
    return null;
  }
}
