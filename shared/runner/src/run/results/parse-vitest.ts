import { errorFromText } from './error-from-text.ts';
import type { RawCase } from './raw-case.ts';

interface VitestFile {
  readonly name?: string;
  readonly status?: string;
  readonly message?: string;
  readonly assertionResults?: readonly {
    readonly ancestorTitles?: readonly string[];
    readonly title?: string;
    readonly status?: string;
    readonly duration?: number | null;
    readonly failureMessages?: readonly string[] | null;
  }[];
}

/** Vitest's own JSON report; null if it is not one (cut short, or another tool's). */
export function parseVitest(text: string): readonly RawCase[] | null {
  let report: { testResults?: readonly VitestFile[] };
  try {
    report = JSON.parse(text) as typeof report;
  } catch {
    return null;
  }
  return Array.isArray(report.testResults) ? report.testResults.flatMap(casesOf) : null;
}

function casesOf(file: VitestFile): readonly RawCase[] {
  const name = file.name ?? null;
  const cases = (file.assertionResults ?? []).map((each): RawCase => {
    const messages = each.failureMessages ?? [];
    return {
      path: [...(each.ancestorTitles ?? []).filter((title) => title !== ''), each.title ?? '(unnamed)'],
      file: name,
      status: statusOf(each.status),
      duration_ms: each.duration ?? null,
      error: messages.length > 0 ? errorFromText(messages.join('\n')) : null,
    };
  });
  if (cases.length > 0 || file.status !== 'failed') return cases;
  const error = errorFromText(file.message ?? '');
  return [{ path: ['(the test file could not run)'], file: name, status: 'failed', duration_ms: null, error }];
}

function statusOf(status: string | undefined): RawCase['status'] {
  if (status === 'passed' || status === 'failed' || status === 'todo') return status;
  return 'skipped';
}
