import type { Job } from '@iama/contracts/job/job';
import type { ProposalSet } from '@iama/contracts/job/proposal';
import { inWords } from '../look/state-pill.tsx';

const TONE = { low: 'good', medium: 'warn', high: 'bad' } as const;

type Professional = NonNullable<ProposalSet['proposals'][number]['professional']>;

interface Props {
  readonly job: Job;
  readonly plans: ProposalSet;
  readonly onSelect: (level: ProposalSet['proposals'][number]['level']) => void;
}

export function Plans({ job, plans, onSelect }: Props) {
  const open = job.accepted_events.includes('select_proposal');
  return (
    <section aria-labelledby="plans">
      <h2 id="plans">Plans</h2>
      <div class="plans">
        {plans.proposals.map((plan) => (
          <div class="card" key={plan.level}>
            <h2>
              {inWords(plan.level)} {plan.level === job.level && <span class="good">· chosen</span>}
              {open && plan.level === plans.recommended && <span class="quiet">· recommended</span>}
            </h2>
            <p>{plan.summary}</p>
            <dl class="facts">
              <dt>Files</dt>
              <dd>{plan.files.length}</dd>
              <dt>Lines</dt>
              <dd>
                <span class="good">+{plan.lines_added}</span> <span class="bad">−{plan.lines_removed}</span>
              </dd>
              <dt>Callers</dt>
              <dd>{plan.callers}</dd>
              <dt>Tests that reach it</dt>
              <dd>{plan.tests_reaching}</dd>
              {plan.professional && <Technical {...plan.professional} />}
              {plan.lock && (
                <>
                  <dt>Before the edit</dt>
                  <dd>{lockWords(plan.lock)}</dd>
                </>
              )}
            </dl>
            <p>
              <span class={TONE[plan.risk]}>{inWords(plan.risk)} risk.</span> {plan.risk_reason}
            </p>
            <p class="quiet">{plan.undo}</p>
            {open && (
              <p>
                <button
                  type="button"
                  class={plan.level === plans.recommended ? 'first' : ''}
                  disabled={!plan.selectable}
                  onClick={() => onSelect(plan.level)}
                >
                  {plan.selectable ? 'Choose this plan' : 'Nothing to change'}
                </button>
              </p>
            )}
          </div>
        ))}
      </div>
    </section>
  );
}

/** What plans with such figures are told beyond the others. */
function Technical({ estimated_complexity: complexity, tokens, confidence }: Professional) {
  return (
    <>
      {complexity && (
        <>
          <dt>Complexity</dt>
          <dd>
            {complexity.before} → {complexity.after ?? 'once it is written'}
          </dd>
        </>
      )}
      {tokens && (
        <>
          <dt>Tokens</dt>
          <dd>
            about {tokens.first_attempt} for one attempt, {tokens.at_most} at most
          </dd>
        </>
      )}
      {confidence && (
        <>
          <dt>Confidence</dt>
          <dd>{confidence.score} of 100</dd>
        </>
      )}
    </>
  );
}

/** What pinning behaviour will cost, before it is spent. */
function lockWords({ runs, budget_ms }: NonNullable<ProposalSet['proposals'][number]['lock']>): string {
  const tests = runs === 1 ? 'the tests run once' : `the tests run ${runs} times`;
  return budget_ms === 0 ? tests : `${tests}; up to ${budget_ms / 1000} s to pin behaviour`;
}
