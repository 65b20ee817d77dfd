import { errorFromText } from './error-from-text.ts';
import type { RawCase, RawResults } from './raw-case.ts';

interface GoEvent {
  readonly Action?: string;
  readonly Package?: string;
  readonly Test?: string;
  readonly Elapsed?: number;
  readonly Output?: string;
}

const UNTESTABLE = '(the package could not be tested)';
const ENDINGS: Readonly<Record<string, RawCase['status']>> = { pass: 'passed', fail: 'failed', skip: 'skipped' };

/** The events of `go test -json` (see `go doc test2json`). A package that fails without a failing test is a case itself. */
export function parseGo(stdout: string): RawResults {
  const output = new Map<string, string>();
  const cases: RawCase[] = [];
  const failedPackages = new Set<string>();
  let packages = 0;
  let ended = 0;
  for (const event of eventsOf(stdout)) {
    const { Action: action = '', Package: name = '', Test: test } = event;
    const key = `${name}\0${test ?? ''}`;
    if (action === 'start') packages += 1;
    if (action === 'output') output.set(key, (output.get(key) ?? '') + (event.Output ?? ''));
    const status = ENDINGS[action];
    if (status === undefined) continue;
    if (test === undefined) {
      ended += 1;
      if (status !== 'failed' || failedPackages.has(name)) continue;
    } else if (status === 'failed') failedPackages.add(name);
    const text = output.get(key) ?? '';
    cases.push({
      path: test === undefined ? [name, UNTESTABLE] : [name, ...test.split('/')],
      file: null,
      status,
      duration_ms: event.Elapsed === undefined ? null : Math.round(event.Elapsed * 1000),
      error: status === 'failed' ? { ...errorFromText(text), message: firstTelling(text) } : null,
    });
  }
  // Before Go 1.24 a package that does not compile is told in a plain line, between the events.
  for (const [, name = ''] of stdout.matchAll(/^FAIL\t(\S+) \[(?:build|setup) failed\]$/gm)) {
    const known = cases.some((each) => each.path[0] === name);
    const error = { name: null, message: 'the package does not compile', stack: '' };
    if (!known) cases.push({ path: [name, UNTESTABLE], file: null, status: 'failed', duration_ms: null, error });
  }
  return { began: packages > 0 || ended > 0, complete: ended > 0 && ended >= packages, cases };
}

function eventsOf(stdout: string): readonly GoEvent[] {
  return stdout.split('\n').flatMap((line) => {
    if (!line.startsWith('{')) return [];
    try {
      return [JSON.parse(line) as GoEvent];
    } catch {
      return [];
    }
  });
}

/** `file.go:12: message` rather than `=== RUN`. */
function firstTelling(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return (
    lines.find((line) => /^\S+\.go:\d+:/.test(line)) ??
    lines.find((line) => line !== '' && !/^(===|---)/.test(line)) ??
    ''
  );
}
