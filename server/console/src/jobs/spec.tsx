import type { Job } from '@iama/contracts/job/job';
import type { BlackBoxFacts } from '@iama/contracts/test-run/black-box';
import type { Spec as SpecShape } from '@iama/contracts/job/spec';

export function Spec({ job, spec, onApprove }: { job: Job; spec: SpecShape; onApprove: () => void }) {
  const statements = (kind: 'change' | 'keep') => spec.sdd.filter((item) => item.kind === kind);
  return (
    <section class="card" aria-labelledby="spec">
      <h2 id="spec">
        Specification, revision {spec.revision} {spec.approved_at !== null && <span class="good">· approved</span>}
      </h2>
      <strong>Will change</strong>
      <List items={statements('change').map((item) => item.statement)} />
      <strong>Stays as it is</strong>
      <List items={statements('keep').map((item) => item.statement)} />
      <strong>Behaviour</strong>
      <List items={spec.bdd.map((item) => `Given ${item.given}, when ${item.when}, then ${item.then}`)} />
      {spec.black_box && <BlackBox box={spec.black_box} />}
      {job.accepted_events.includes('approve_spec') && (
        <button type="button" class="first" onClick={onApprove}>
          {spec.black_box ? 'Approve it, with these two lists' : 'Approve this specification'}
        </button>
      )}
    </section>
  );
}

/** What programs are held to at their border, before a person agrees to it. */
export function BlackBox({ box }: { box: BlackBoxFacts }) {
  return (
    <>
      {box.none_because !== null && <p class="warn">{box.none_because}</p>}
      <strong>Programs answer this at their border, and are held to it</strong>
      <List items={box.covered.map(({ probe, answer, from }) => `${probe} → ${answer} (${from})`)} />
      <strong>Not covered</strong>
      <List items={box.uncovered.map(({ what, reason }) => `${what}: ${reason}`)} />
    </>
  );
}

function List({ items }: { items: readonly string[] }) {
  return (
    <ul class="plain">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}
