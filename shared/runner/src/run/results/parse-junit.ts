import { errorFromText } from './error-from-text.ts';
import type { RawCase } from './raw-case.ts';

/** The head of a tag: its attributes may hold `>`. */
const HEAD = String.raw`((?:[^>"']|"[^"]*"|'[^']*')*?)`;
const CASE = new RegExp(String.raw`<testcase\b${HEAD}(?:\/>|>([\s\S]*?)<\/testcase>)`, 'g');
const PROBLEM = new RegExp(String.raw`<(failure|error)\b${HEAD}(?:\/>|>([\s\S]*?)<\/\1>)`);

/**
 * JUnit XML, as pytest (`junit_family=xunit1`), Surefire, Gradle, jest-junit and others write it; null if it is cut short or
 * not JUnit. A flaky case that passed on a rerun has passed.
 */
export function parseJunit(xml: string): readonly RawCase[] | null {
  if (!/<\/testsuites?>\s*$/.test(xml)) return null;
  return [...xml.matchAll(CASE)].map(([, head = '', body = '']) => {
    const attributes = attributesOf(head);
    const problem = PROBLEM.exec(body);
    const skipped = /<skipped\b/.test(body);
    return {
      path: [...classesOf(attributes), attributes['name'] ?? '(unnamed)'],
      file: attributes['file'] ?? null,
      status: problem ? 'failed' : skipped ? 'skipped' : 'passed',
      duration_ms: attributes['time'] === undefined ? null : Math.round(Number(attributes['time']) * 1000),
      error: problem ? errorOf(attributesOf(problem[2] ?? ''), decode(problem[3] ?? '')) : null,
    };
  });
}

/** The class part of `tests.test_cart.TestTotal`, once the file's own module path is taken off. */
function classesOf(attributes: Readonly<Record<string, string>>): readonly string[] {
  const module = (attributes['file'] ?? '').replace(/\.py$/, '').replaceAll(/[\\/]/g, '.');
  const name = attributes['classname'] ?? '';
  if (module === '') return name === '' ? [] : [name];
  return name.startsWith(`${module}.`) ? name.slice(module.length + 1).split('.') : [];
}

function errorOf(attributes: Readonly<Record<string, string>>, text: string): NonNullable<RawCase['error']> {
  const message = attributes['message'] ?? text.trim().split('\n')[0] ?? '';
  const told = errorFromText(attributes['type'] === undefined ? message : `${attributes['type']}: ${message}`);
  // pytest ends its text with `path:line: ErrorClass`.
  const ending = /:\d+: (\w+(?:\.\w+)*)\s*$/.exec(text)?.[1] ?? null;
  return { name: told.name ?? ending, message: message.split('\n')[0] ?? '', stack: text };
}

function attributesOf(head: string): Record<string, string> {
  const pairs = [...head.matchAll(/([\w:.-]+)=(?:"([^"]*)"|'([^']*)')/g)].map(
    ([, name = '', value, quoted = '']) => [name, decode(value ?? quoted)] as const,
  );
  return Object.fromEntries(pairs);
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function decode(text: string): string {
  const open = text.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1');
  return open.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
    return ENTITIES[name] ?? whole;
  });
}
