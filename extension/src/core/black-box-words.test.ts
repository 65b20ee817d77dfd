import assert from 'node:assert/strict';
import type { BlackBoxQuestion } from '@iama/contracts/test-run/black-box';
import { blackBoxQuestion, blackBoxText } from './black-box-words.ts';
import { asWritten } from './testing/as-written.ts';

const BOX: BlackBoxQuestion = {
  folder: '.',
  rounds: 3,
  covered: [{ probe: 'slug --help', answer: 'exit code 0', from: 'what most programs take', exact: true }],
  uncovered: Array.from({ length: 14 }, (_, at) => ({ what: `slug --${at}`, reason: 'No probe uses it.' })),
  not_listed: 0,
  none_because: null,
  baseline_run_id: '019a0000-0000-7000-8000-000000000001',
  confidence: 31,
};

describe('the question about a black box', () => {
  it('has the confidence, what is covered, and as much of what is not as a dialog has room for', () => {
    const { message, detail } = blackBoxQuestion(BOX, asWritten);
    assert.match(message, /^Only these answers/);
    assert.match(detail, /31 of 100\.\nCovered \(1\):\nslug --help → exit code 0 \(what most programs take\)\n/);
    assert.match(detail, /Not covered \(14\):\nslug --0: No probe uses it\.\n[^]*slug --11: .*\nand 2 more$/);
  });

  it('says so where nothing would be held, and why', () => {
    const none = { ...BOX, covered: [], confidence: null, none_because: 'There is no program to ask.' };
    const { message, detail } = blackBoxQuestion(none, asWritten);
    assert.match(message, /^Nothing that your programs answer/);
    assert.match(detail, /^There is no program to ask\.\nCovered \(0\):/);
  });

  it('can be read whole', () => {
    assert.match(
      blackBoxText(BOX, asWritten),
      /## Covered\n\n- slug --help[^]*## Not covered\n[^]*- slug --13: No probe/,
    );
  });
});
