import type { Job } from '@iama/contracts/job/job';
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
      {job.accepted_events.includes('approve_spec') && (
        <button type="button" class="first" onClick={onApprove}>
          Approve this specification
        </button>
      )}
    </section>
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
