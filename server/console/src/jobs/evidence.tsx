import type { Evidence as EvidenceShape } from '@iama/contracts/job/evidence';
import type { TestTotals } from '@iama/contracts/test-run/test-run';

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
        <dt>Attempts</dt>
        <dd>
          {evidence.attempts.map((attempt) => (
            <div key={attempt.number}>
              {attempt.number}. {attempt.verdict}
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
