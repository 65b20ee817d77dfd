import type { Evidence as EvidenceShape } from '@iama/contracts/job/evidence';
import type { TestTotals } from '@iama/contracts/test-run/test-run';
import { clausesHeld } from '@iama/contracts/test-run/written-tests';
import { BlackBox } from './spec.tsx';

const TONE = { verified: 'good', unverified: 'warn', regressed: 'bad' } as const;

export function Evidence({ evidence }: { evidence: EvidenceShape }) {
  return (
    <section class="card" aria-labelledby="evidence">
      <h2 id="evidence">
        Evidence: <span class={TONE[evidence.verdict]}>{evidence.verdict}</span>
      </h2>
      <dl class="facts">
        <dt>Before</dt>
        <dd>{totals(evidence.baseline)}</dd>
        <dt>After</dt>
        <dd>{totals(evidence.verification)}</dd>
        {evidence.lock?.black_box && (
          <>
            <dt>Black box</dt>
            <dd>
              {evidence.lock.accepted_black_box && <p>Both lists were read and approved.</p>}
              <BlackBox box={evidence.lock.black_box} />
            </dd>
          </>
        )}
        {evidence.lock && !evidence.lock.black_box && <Lock lock={evidence.lock} />}
        {evidence.lock?.model_tests && <ModelTests written={evidence.lock.model_tests} />}
        <dt>Attempts</dt>
        <dd>
          {evidence.attempts.map((attempt) => (
            <div key={attempt.number}>
              {attempt.number}. {attempt.verdict}
              <ul class="plain bad">
                {attempt.breaches?.map(({ name, place, detail }, at) => (
                  <li key={at}>
                    {name} in {place}: {detail}
                  </li>
                ))}
              </ul>
              <LeftOut excluded={attempt.excluded} />
            </div>
          ))}
        </dd>
        <Reviews reviews={evidence.reviews ?? []} />
        <dt>Quarantined tests</dt>
        <dd>{evidence.quarantined.length === 0 ? 'none' : evidence.quarantined.join(', ')}</dd>
        <dt>Patch SHA-256</dt>
        <dd>
          <code>{evidence.patch_sha256.slice(0, 16)}…</code>
        </dd>
      </dl>
    </section>
  );
}

const STRENGTH = { strong: 'good', weak: 'bad', unmeasured: 'warn' } as const;

/** What pinned behaviour before the edit, and how well. */
function Lock({ lock }: { lock: NonNullable<EvidenceShape['lock']> }) {
  const { pinned, not_pinned, none_because, faults, survivors, flaky, seal } = lock;
  const tests = pinned.reduce((sum, file) => sum + file.tests, 0);
  return (
    <>
      <dt>Pinned</dt>
      <dd>
        <span class={STRENGTH[lock.strength]}>{lock.strength}</span>
        {lock.accepted_weak && ', accepted by the person'}: {faults.noticed} of {faults.tried} faults noticed, in{' '}
        {(lock.duration_ms / 1000).toFixed(1)} s
        <ul class="plain quiet">
          <li>
            {none_because ??
              `${tests} tests written for ${pinned.length} files: ${lock.before.passed} passed before, ${lock.after.passed} after`}
          </li>
          <li>
            {seal.files} files of tests and {seal.suites} suites sealed
          </li>
          {flaky.map(({ test_id, statuses }) => (
            <li key={test_id}>
              set aside: {test_id} ({statuses.join(', ')})
            </li>
          ))}
          {not_pinned.map(({ path, reason }) => (
            <li key={path}>
              {path} is not pinned: {reason}
            </li>
          ))}
          {survivors.map(({ path, line, words }, at) => (
            <li key={at}>
              not noticed, {path}:{line}: <code>{words}</code>
            </li>
          ))}
        </ul>
      </dd>
    </>
  );
}

type Written = NonNullable<NonNullable<EvidenceShape['lock']>['model_tests']>;

/** What tests of a model's said, and how much of the specification they hold. */
function ModelTests({ written }: { written: Written }) {
  const { before, after, clauses, clauses_total, refused, none_because } = written;
  return (
    <>
      <dt>Tests that a model wrote</dt>
      <dd>
        {none_because === null
          ? `They hold ${clausesHeld(clauses)} of ${clauses_total} clauses: ${before.passed} passed before, ${after.passed} after`
          : `None ran: ${none_because}`}
        <ul class="plain quiet">
          {refused.map(({ path, reasons }) => (
            <li key={path}>
              not run: {path} ({reasons.join(' ')})
            </li>
          ))}
        </ul>
      </dd>
    </>
  );
}

function totals(run: TestTotals | null): string {
  return run === null ? 'not run' : `${run.passed} passed, ${run.failed} failed, ${run.skipped} skipped`;
}

/** Reasons with how often each holds; twenty changes left out for one reason are one line. */
function LeftOut({ excluded }: { excluded: EvidenceShape['attempts'][number]['excluded'] }) {
  const reasons = Map.groupBy(excluded, (each) => each.reason);
  return (
    <ul class="plain quiet">
      {[...reasons].map(([reason, all]) => (
        <li key={reason}>
          {all.length} {all.length === 1 ? 'change' : 'changes'} left out: {reason}
        </li>
      ))}
    </ul>
  );
}

/** What the person sent back before this diff. */
function Reviews({ reviews }: { reviews: NonNullable<EvidenceShape['reviews']> }) {
  if (reviews.length === 0) return null;
  return (
    <>
      <dt>Reviews</dt>
      <dd>
        {reviews.map(({ attempt, rejected_hunks, comments }) => (
          <div key={attempt}>
            Attempt {attempt}: {rejected_hunks} {rejected_hunks === 1 ? 'change' : 'changes'} rejected
            <ul class="plain quiet">
              {comments.map(({ path, line, body }, at) => (
                <li key={at}>
                  {path}:{line}: {body}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </dd>
    </>
  );
}
