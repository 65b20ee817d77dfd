import assert from 'node:assert/strict';
import type { PatchFile } from '@iama/contracts/patch/patch';
import type { ReplayFact, ReplayStep } from '@iama/engine/replay/replay-step';
import { asWritten } from '../testing/as-written.ts';
import { excerptTexts } from './excerpt-texts.ts';
import { stepText } from './step-text.ts';
import { stepRow } from './step-words.ts';

const AT = '2026-01-02T03:04:05.000Z';
const stepOf = (fact: ReplayFact): ReplayStep => ({ ...fact, number: 3, at: AT });
const FAILURE = {
  code: 'USER_CANCELLED',
  title: 'You cancelled the job',
  detail: 'It stopped.',
  next: 'See it.',
} as const;
const ATTEMPT: ReplayFact = {
  kind: 'attempt',
  attempt: 2,
  tier: 'L1',
  verdict: 'regressed',
  draft: null,
  patch: null,
  run: null,
  failed_tests: ['a.test.js::adds'],
  fingerprint: 'f00d',
  progress: 'same',
  excluded: [],
  breaches: [],
  problems: ['line one\nline two'],
  receipts: [],
};

describe('a step of a replay', () => {
  it('is a row that says what came of it', () => {
    assert.deepEqual(stepRow(stepOf(ATTEMPT), asWritten), {
      icon: 'error',
      label: 'Attempt 2',
      description: 'L1 · regressed',
    });
    const ended = stepOf({ kind: 'ended', state: 'FAILED', failure: FAILURE, failed_tests: [], actions: [] });
    assert.equal(stepRow(ended, asWritten).description, 'USER_CANCELLED');
  });

  it('tells why an attempt failed, each text in a line of its own', () => {
    const text = stepText(stepOf(ATTEMPT), asWritten);
    assert.match(text, /^# 3\. Attempt 2 · L1 · regressed\n\n2026-01-02 03:04:05 UTC/);
    assert.match(text, /- line one line two\n- failed: a\.test\.js::adds\n- `f00d` · the same failure/);
  });

  it('tells why a job ended, and what could be done', () => {
    const end = { kind: 'ended', state: 'FAILED', failure: FAILURE, failed_tests: ['t'], actions: ['retry'] } as const;
    const text = stepText(stepOf(end), asWritten);
    assert.match(text, /\*\*You cancelled the job\*\* \(USER_CANCELLED\)\n\nIt stopped\.\n\nWhat to do next: See it\./);
    assert.match(text, /## Failing tests\n\n- t\n\n## What you can do now\n\n- try again/);
  });

  it('says so where something is not kept', () => {
    assert.match(
      stepText(stepOf({ kind: 'specification', spec: null, difference: null }), asWritten),
      /not kept any more/,
    );
    assert.match(stepText(stepOf({ kind: 'baseline', run: null }), asWritten), /not kept any more/);
  });
});

describe('both sides of a change, from the patch alone', () => {
  const file = (over: Partial<PatchFile> = {}): PatchFile => ({
    path: 'a.js',
    change: 'modify',
    new_path: null,
    base_sha256: null,
    result_sha256: null,
    edits: [],
    hunks: [
      {
        id: 'h',
        edits: [],
        old_start: 4,
        old_lines: 2,
        new_start: 5,
        new_lines: 2,
        lines: [' keep', '-old', '+new', '\\ No newline at end of file'],
        finding_ids: [],
        depends_on: [],
        because: null,
      },
    ],
    ...over,
  });

  it('are its lines where they stood', () => {
    assert.deepEqual(excerptTexts(file()), { before: '\n\n\nkeep\nold\n', after: '\n\n\n\nkeep\nnew\n' });
  });

  it('are empty where there is no file', () => {
    assert.equal(excerptTexts(file({ change: 'create' })).before, '');
    assert.equal(excerptTexts(file({ change: 'delete' })).after, '');
  });
});
