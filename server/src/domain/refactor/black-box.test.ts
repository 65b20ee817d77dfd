import assert from 'node:assert/strict';
import { LockSettings } from '@iama/contracts/test-run/lock';
import { lockOf, pinsBlackBox } from './black-box.ts';
import type { RefactorContext, RefactorInput } from './context.ts';
import type { RefactorEvent } from './events.ts';
import { journey, PATCH, send, SUITE, taskOf, TO_BASELINE, TO_GENERATING_TESTS } from './journeys.fixture.ts';
import { refactorLifecycle } from './refactor-lifecycle.ts';

const lock = LockSettings.parse({});
const chosen: Partial<RefactorInput> = { lock: { ...lock, mode: 'black_box' } };
const LISTS = {
  lists_sha256: 'a'.repeat(64),
  covered: 2,
  uncovered: 1,
  some_uncovered: ['GET /orders/:id'],
  none_because: null,
};
const passed = (artifact_id: string, lists_sha256 = LISTS.lists_sha256): RefactorEvent => ({
  type: 'baseline_passed',
  artifact_id,
  seal_sha256: 'c'.repeat(64),
  black_box: { ...LISTS, lists_sha256 },
});
const approve = (accept_black_box?: string): RefactorEvent => ({
  type: 'approve_spec',
  revision: 1,
  ...(accept_black_box && { accept_black_box }),
});
const characterized: RefactorEvent = { type: 'characterized', artifact_id: 'p', suites: [SUITE] };
const untested: RefactorEvent = { type: 'characterized', artifact_id: 'p', suites: [] };
const stateAfter = (events: readonly RefactorEvent[], over = chosen) =>
  refactorLifecycle.stateOf(journey(events, over));

describe('a job that asks programs at their border', () => {
  it('is one where the confidence is 20 to 39, unless the person said otherwise', () => {
    const confidence = (score: number, mode: NonNullable<RefactorContext['confidence']>['mode']) => ({ score, mode });
    const table = [
      [{ lock }, false],
      [{ lock, confidence: confidence(40, 'AST_SYMBOLIC') }, false],
      [{ lock, confidence: confidence(39, 'BLACK_BOX') }, true],
      [{ lock, confidence: confidence(19, 'EXACT_SEARCH_REPLACE') }, false],
      [{ lock: { ...lock, mode: 'characterization' }, confidence: confidence(30, 'BLACK_BOX') }, false],
      [{ lock: { ...lock, mode: 'black_box' }, confidence: confidence(90, 'AST_SYMBOLIC') }, true],
      [{ confidence: confidence(30, 'BLACK_BOX') }, false],
    ] as const;
    for (const [context, expected] of table) assert.equal(pinsBlackBox(context), expected, JSON.stringify(context));
  });

  it('has the time that is told beforehand, which is a minute at least', () => {
    assert.deepEqual(lockOf({ lock, confidence: { score: 30, mode: 'BLACK_BOX' } }), {
      ...lock,
      mode: 'black_box',
      budget_ms: 60_000,
    });
    assert.equal(lockOf({ lock })?.budget_ms, 6000);
  });

  it('is told so in its task, and may characterize instead only where nobody chose', () => {
    const { effects } = send(journey(TO_GENERATING_TESTS, chosen), characterized);
    assert.partialDeepStrictEqual(taskOf(effects)['lock'], { mode: 'black_box', budget_ms: 60_000 });
    assert.equal('or_characterize' in (taskOf(effects)['lock'] as object), false);
    const [start, , ...rest] = TO_GENERATING_TESTS;
    assert(start);
    const read: RefactorEvent = {
      type: 'context_collected',
      artifact_id: 'a',
      confidence: { score: 30, mode: 'BLACK_BOX' },
    };
    const low = send(journey([start, read, ...rest], { lock }), characterized);
    assert.partialDeepStrictEqual(taskOf(low.effects)['lock'], { mode: 'black_box', or_characterize: true });
  });

  it('needs no tests to go on to its baseline, and is held to the answers after the edit', () => {
    const to_baseline = [...TO_GENERATING_TESTS, untested];
    assert.equal(stateAfter(to_baseline), 'BASELINE_VALIDATION');
    assert.equal(stateAfter(to_baseline, { lock }), 'FAILED');
    const accepted = [...to_baseline, passed('b1'), approve('b1'), untested, passed('b2')];
    const { effects } = send(journey(accepted, chosen), PATCH);
    assert.partialDeepStrictEqual(taskOf(effects), { phase: 'verification', suites: [] });
  });

  it('and finds no program, is held to the built-in tests after the edit', () => {
    const pinned: RefactorEvent = { type: 'baseline_passed', artifact_id: 'b', has_builtin_tests: true };
    const { effects } = send(journey([...TO_GENERATING_TESTS, untested, pinned], chosen), PATCH);
    assert.partialDeepStrictEqual(taskOf(effects), { phase: 'verification', suites: [] });
  });

  it('takes no approval that does not name the lists, also from who approved the revision before', () => {
    const asked = journey([...TO_BASELINE, passed('b1')], chosen);
    assert.equal(refactorLifecycle.stateOf(asked), 'WAITING_SPEC_APPROVAL');
    for (const event of [approve(), approve('b0')])
      assert.equal(refactorLifecycle.step(asked, event).accepted, false, JSON.stringify(event));
    const { effects, snapshot } = send(asked, approve('b1'));
    assert.partialDeepStrictEqual(
      effects.find(({ type }) => type === 'audit'),
      { data: { revision: 1, accepted_black_box: { baseline_run_id: 'b1', covered: 2, uncovered: 1 } } },
    );
    assert.equal(refactorLifecycle.stateOf(snapshot), 'GENERATING_TESTS');
  });

  it('goes on with the lists that were accepted, and asks about any others', () => {
    const accepted = [...TO_BASELINE, passed('b1'), approve('b1'), characterized];
    assert.equal(stateAfter([...accepted, passed('b2')]), 'REFACTORING');
    assert.equal(stateAfter([...accepted, passed('b2', 'b'.repeat(64))]), 'WAITING_SPEC_APPROVAL');
  });

  it('asks anew about another revision', () => {
    const edit: RefactorEvent = { type: 'edit_spec', spec_artifact_id: 's', revision: 2, allowed_files: ['src/a.js'] };
    const again: RefactorEvent = { type: 'approve_spec', revision: 2 };
    const edited = [...TO_BASELINE, passed('b1'), edit, again, characterized, passed('b2')];
    assert.equal(stateAfter(edited), 'WAITING_SPEC_APPROVAL');
  });
});
