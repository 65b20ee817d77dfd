import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { TestCase } from '@iama/contracts/test-run/test-run';
import { errorFromText } from './error-from-text.ts';
import type { RawCase } from './raw-case.ts';

/** Where a run took place, so that its results can be told without it. Absolute real paths. */
export interface RunPlace {
  readonly copy: string;
  /** The person's workspace: linked dependencies show up under it. */
  readonly workspace: string;
  readonly suite_folder: string;
  /** Holds the copy, the results and the temporary files. */
  readonly run_folder: string;
  /** The gate: nothing is cut short before it, or half a secret would go unseen. */
  readonly mask: (text: string) => string;
}

/** Cases with ids that are unique in the run and the same in the next one. Pure. */
export function tidyCases(suiteId: string, raw: readonly RawCase[], place: RunPlace): TestCase[] {
  const seen = new Map<string, number>();
  return raw.map((each) => {
    const file = fileOf(each.file, place);
    const name =
      withoutPlaces(each.path.filter((part) => part !== '').join(' > '), place).slice(0, 1000) || '(unnamed)';
    const base = `${suiteId}::${file ?? ''}::${name}`;
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return {
      id: count === 1 ? base : `${base}#${count}`,
      name,
      file,
      status: each.status,
      duration_ms: each.duration_ms !== null && each.duration_ms >= 0 ? each.duration_ms : null,
      failure: each.status === 'failed' ? failureOf(each.error, place) : null,
    };
  });
}

function failureOf(error: RawCase['error'], place: RunPlace): TestCase['failure'] {
  const message =
    withoutPlaces(error?.message ?? '', place)
      .split('\n')[0]
      ?.slice(0, 2000) ?? '';
  const detail = withoutPlaces(error?.stack || error?.message || '', place).slice(0, 8000);
  return {
    message,
    error_class: error ? classOf(error) : null,
    frame: error ? frameOf(error.stack, place) : null,
    detail,
  };
}

/** A name that was lost on the way between processes still stands at the head of the stack. */
function classOf(error: NonNullable<RawCase['error']>): string | null {
  const head = errorFromText(error.stack).name;
  return error.name === null || error.name === 'Error' ? (head ?? error.name) : error.name;
}

const FRAME = /(?:file:\/\/)?((?:\/|[A-Za-z]:[\\/])?[^\s():'"`]+\.[A-Za-z]{1,5})(?::(\d+)(?::\d+)?|", line (\d+))/g;
const INSTALLED = /(^|\/)(node_modules|site-packages|\.venv|venv)\//;

/** The place in the workspace's own code where a stack ends: Python tells the call before what it calls. */
function frameOf(stack: string, place: RunPlace): string | null {
  const frames = [...stack.matchAll(FRAME)].flatMap(([, path = '', line, other]) => {
    const file = fileOf(path, place);
    return file === null || INSTALLED.test(file) || path.startsWith('node:') ? [] : [`${file}:${line ?? other}`];
  });
  return (frames[0]?.includes('.py:') ? frames.at(-1) : frames[0]) ?? null;
}

/** A file of the copy, relative to it; null for any other place. */
function fileOf(file: string | null, place: RunPlace): string | null {
  if (file === null || file.startsWith('node:')) return null;
  const plain = file.replace(/^file:\/\//, '');
  const full = isAbsolute(plain) ? plain : resolve(place.suite_folder, plain);
  const inside = relative(place.copy, full).split(sep).join('/');
  return inside === '' || inside.startsWith('../') || isAbsolute(inside) ? null : inside;
}

/** Text that says the same wherever the copy stood, without secrets. */
export function withoutPlaces(text: string, place: RunPlace): string {
  let plain = place.mask(text);
  for (const folder of [place.copy, place.workspace, place.run_folder]) {
    plain = plain.replaceAll(`file://${folder}/`, '').replaceAll(`${folder}/`, '').replaceAll(folder, '.');
  }
  return plain;
}
