import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RefactorEvent } from './events.ts';
import { GOAL, INPUT } from './journeys.fixture.ts';
import type { RefactorSnapshot } from './journeys.fixture.ts';
import { refactorLifecycle } from './refactor-lifecycle.ts';
import { variantsOf } from './sample-events.fixture.ts';

const WALKS = 60;
const EVENTS = 60;

describe('the gate of the specification', function () {
  this.timeout(30_000);

  it('is passed by an approval of the revision that stands and by nothing else, in whatever order things happen', () => {
    let passed = 0;
    const picks = fc.array(fc.noBias(fc.nat()), { minLength: EVENTS, maxLength: EVENTS });
    fc.assert(
      fc.property(fc.boolean(), picks, (is_goal, each_pick) => {
        let { snapshot } = refactorLifecycle.begin({ ...INPUT, ...(is_goal && GOAL) });
        /** The revision that somebody has approved since the job last asked, as this test has seen it. */
        let approved: number | null = null;
        for (const pick of each_pick) {
          const taken = takenFrom(snapshot, pick);
          if (!taken) return;
          const { event, after } = taken;
          if (event.type === 'approve_spec') {
            assert.equal(event.revision, snapshot.context.spec_revision);
            approved = event.revision;
            passed += 1;
          }
          snapshot = after;
          if (refactorLifecycle.stateOf(snapshot) === 'WAITING_SPEC_APPROVAL') approved = null;
          if (snapshot.state_path.includes('agreed')) assert.equal(approved, snapshot.context.spec_revision);
        }
      }),
      { seed: 6, numRuns: WALKS },
    );
    assert.ok(passed > WALKS / 2, `only ${passed} approvals`);
  });
});

/** An event that the job takes, beginning to look at a place by chance; no end, so that a walk comes far. */
function takenFrom(
  snapshot: RefactorSnapshot,
  from: number,
): { readonly event: RefactorEvent; readonly after: RefactorSnapshot } | null {
  const events = variantsOf(snapshot);
  for (let index = 0; index < events.length; index += 1) {
    const event = events[(from + index) % events.length];
    const step = event && refactorLifecycle.step(snapshot, event);
    if (event && step?.accepted && refactorLifecycle.stateOf(step.snapshot) !== 'FAILED')
      return { event, after: step.snapshot };
  }
  return null;
}
