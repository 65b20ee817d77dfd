import { errorFromText } from './error-from-text.ts';
import type { RawCase, RawResults } from './raw-case.ts';
import { NO_RESULTS } from './raw-case.ts';

/**
 * Test Anything Protocol on standard output (tape, AVA, tap and others), top level only. A comment before assertions, as
 * tape prints it, is the test they belong to. Complete when the plan is there and met.
 */
export function parseTap(stdout: string): RawResults {
  const lines = stdout.split(/\r?\n/);
  if (!lines.some((line) => /^TAP version \d+/.test(line))) return NO_RESULTS;
  const cases: RawCase[] = [];
  let group: string | null = null;
  let planned: number | null = null;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const plan = /^1\.\.(\d+)/.exec(line);
    if (plan) planned = (planned ?? 0) + Number(plan[1]);
    else if (line.startsWith('# ') && !/^# (tests|pass|fail|skip|todo|ok|time|failed|passed)\b/.test(line))
      group = line.slice(2).trim();
    const point = /^(not )?ok\b(?:\s+\d+)?(?:\s+-)?\s*(.*)$/.exec(line);
    if (!point) continue;
    const { name, directive } = split(point[2] ?? '');
    const detail = diagnostics(lines, at + 1);
    cases.push({
      path: group !== null && group !== name ? [group, name] : [name],
      file: null,
      status: directive ?? (point[1] ? 'failed' : 'passed'),
      duration_ms: null,
      error: point[1] && directive === null ? errorOf(detail, name) : null,
    });
  }
  return { began: true, complete: planned !== null && cases.length >= planned, cases };
}

function split(text: string): { name: string; directive: 'skipped' | 'todo' | null } {
  const match = /^(.*?)\s*#\s*(skip|todo|time)\b.*$/i.exec(text);
  const kind = match?.[2]?.toLowerCase();
  const name = (match?.[1] ?? text).replace(/\\#/g, '#').trim();
  return {
    name: name === '' ? '(unnamed)' : name,
    directive: kind === 'skip' ? 'skipped' : kind === 'todo' ? 'todo' : null,
  };
}

/** The indented YAML block under a point. */
function diagnostics(lines: readonly string[], from: number): string {
  if (!/^\s+---/.test(lines[from] ?? '')) return '';
  const end = lines.findIndex((line, index) => index > from && /^\s+\.\.\./.test(line));
  return lines.slice(from + 1, end === -1 ? from + 60 : end).join('\n');
}

function errorOf(detail: string, name: string): NonNullable<RawCase['error']> {
  const told = /^\s*(?:message|name):\s*['"]?(.+?)['"]?\s*$/m.exec(detail)?.[1] ?? name;
  const stack = detail.trim();
  const operator = /^\s*name:\s*['"]?(\w*Error)/m.exec(detail)?.[1] ?? null;
  return { name: errorFromText(told).name ?? operator, message: told.replace(/^[|>]-?$/, name), stack };
}
