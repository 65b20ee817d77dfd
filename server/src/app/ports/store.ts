import type { ActivityReads, ActivityStore } from './activity-store.ts';
import type { ArtifactReads, ArtifactStore } from './artifact-store.ts';
import type { AttemptReads, AttemptStore } from './attempt-store.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { DeliveryReads, DeliveryStore } from './delivery-store.ts';
import type { DeviceGrantStore } from './device-grant-store.ts';
import type { DynamicConfigReads, DynamicConfigStore } from './dynamic-configs.ts';
import type { EventLog, EventReads } from './event-log.ts';
import type { HandoffStore } from './handoff-store.ts';
import type { JobReads, JobStore } from './job-store.ts';
import type { KeptAnswers } from './kept-answers.ts';
import type { ModelCallReads, ModelCallStore } from './model-call-store.ts';
import type { PresenceReads, PresenceStore } from './presence-store.ts';
import type { ProjectReads, ProjectStore } from './project-store.ts';
import type { Queue } from './queue.ts';
import type { QuotaReads, QuotaStore } from './quota-store.ts';
import type { SessionStore } from './session-store.ts';
import type { SpecStore } from './spec-store.ts';
import type { TaskReads, TaskStore } from './task-store.ts';
import type { TestRunStore } from './test-run-store.ts';
import type { TimerReads, TimerStore } from './timer-store.ts';

/** Reads outside a transaction: each sees what is committed at its moment. */
export interface Reads {
  readonly jobs: JobReads;
  readonly events: EventReads;
  readonly artifacts: ArtifactReads;
  readonly attempts: AttemptReads;
  readonly tasks: TaskReads;
  readonly timers: TimerReads;
  readonly activities: ActivityReads;
  readonly presence: PresenceReads;
  readonly deliveries: DeliveryReads;
  readonly projects: ProjectReads;
  readonly model_calls: ModelCallReads;
  readonly dynamic_configs: DynamicConfigReads;
  readonly quota: QuotaReads;
}

/** Everything that may be written. It exists only inside `Store.transaction`, so nothing is ever written half. */
export interface Transaction {
  readonly jobs: JobStore;
  readonly events: EventLog;
  readonly artifacts: ArtifactStore;
  readonly attempts: AttemptStore;
  readonly test_runs: TestRunStore;
  readonly specs: SpecStore;
  readonly tasks: TaskStore;
  readonly timers: TimerStore;
  readonly activities: ActivityStore;
  readonly presence: PresenceStore;
  readonly deliveries: DeliveryStore;
  readonly projects: ProjectStore;
  readonly sessions: SessionStore;
  readonly handoffs: HandoffStore;
  readonly device_grants: DeviceGrantStore;
  readonly model_calls: ModelCallStore;
  readonly quota: QuotaStore;
  readonly dynamic_configs: DynamicConfigStore;
  readonly kept_answers: KeptAnswers;
  readonly audit: AuditTrail;
  readonly queue: Queue;
}

export interface Store {
  readonly read: Reads;
  /** Commits what `work` wrote when it resolves, and nothing when it rejects. READ COMMITTED. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * A transaction in which many jobs are moved at the same time: statements that they ask for in step are sent as one. `work` must not
   * settle before everything that it has begun has.
   */
  together<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
}
