import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RawCase, RawResults } from './raw-case.ts';
import { parseVitest } from './parse-vitest.ts';

interface RecordLine {
  readonly type?: unknown;
  readonly framework?: unknown;
  readonly file?: unknown;
  readonly [key: string]: unknown;
}

/** What our reporters wrote into a run's results folder. A line that a kill cut short is left out. */
export async function readRecords(folder: string): Promise<RawResults> {
  const cases: RawCase[] = [];
  let starts = 0;
  let ends = 0;
  for (const name of (await readdir(folder)).filter((each) => each.endsWith('.ndjson')).toSorted()) {
    for (const line of linesOf(await readFile(join(folder, name), 'utf8'))) {
      if (line.type === 'case') cases.push(caseOf(line));
      else if (line.type === 'end') ends += 1;
      else if (line.type === 'start') {
        starts += 1;
        if (line.framework !== 'vitest' || typeof line.file !== 'string') continue;
        const text = await readFile(line.file, 'utf8').catch(() => null);
        const parsed = text === null ? null : parseVitest(text);
        if (parsed) {
          ends += 1;
          cases.push(...parsed);
        }
      }
    }
  }
  return { began: starts > 0, complete: starts > 0 && ends >= starts, cases };
}

function linesOf(text: string): readonly RecordLine[] {
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as RecordLine];
    } catch {
      return [];
    }
  });
}

function caseOf(line: RecordLine): RawCase {
  const error = line['error'] as { name?: unknown; message?: unknown; stack?: unknown } | undefined;
  const status = line['status'];
  return {
    path: Array.isArray(line['path']) ? line['path'].map(String) : ['(unnamed)'],
    file: typeof line.file === 'string' ? line.file : null,
    status: status === 'passed' || status === 'skipped' || status === 'todo' ? status : 'failed',
    duration_ms: typeof line['duration_ms'] === 'number' ? line['duration_ms'] : null,
    error: error
      ? {
          name: typeof error.name === 'string' ? error.name : null,
          message: textOf(error.message),
          stack: textOf(error.stack),
        }
      : null,
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
