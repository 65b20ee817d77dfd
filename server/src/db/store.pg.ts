import postgres from 'postgres';
import { AppError } from '../app/app-error.ts';
import type { ContentStore } from '../app/ports/content-store.ts';
import type { Queue } from '../app/ports/queue.ts';
import type { Reads, Store, Transaction } from '../app/ports/store.ts';
import type { Executor } from './executor.ts';
import { activityReads, activityStore } from './stores/activity-store.pg.ts';
import { artifactReads, artifactStore } from './stores/artifact-store.pg.ts';
import { attemptReads, attemptStore } from './stores/attempt-store.pg.ts';
import { auditTrail } from './stores/audit-trail.pg.ts';
import { deliveryReads, deliveryStore } from './stores/delivery-store.pg.ts';
import { deviceGrantStore } from './stores/device-grant-store.pg.ts';
import { dynamicConfigReads, dynamicConfigStore } from './stores/dynamic-configs.pg.ts';
import { eventLog, eventReads } from './stores/event-log.pg.ts';
import { handoffStore } from './stores/handoff-store.pg.ts';
import { jobReads, jobStore } from './stores/job-store.pg.ts';
import { keptAnswers } from './stores/kept-answers.pg.ts';
import { modelCallReads, modelCallStore } from './stores/model-call-store.pg.ts';
import { presenceReads, presenceStore } from './stores/presence-store.pg.ts';
import { projectReads, projectStore } from './stores/project-store.pg.ts';
import { quotaReads } from './stores/quota-reads.pg.ts';
import { quotaStore } from './stores/quota-store.pg.ts';
import { sessionStore } from './stores/session-store.pg.ts';
import { specStore } from './stores/spec-store.pg.ts';
import { taskReads, taskStore } from './stores/task-store.pg.ts';
import { testRunStore } from './stores/test-run-store.pg.ts';
import { timerReads, timerStore } from './stores/timer-store.pg.ts';
import { gatheredTransaction } from './together/gathered-transaction.pg.ts';

/** The spine's store on PostgreSQL; bodies that are too large for a row are in `contents`. `queueIn` binds the queue to a transaction. */
export function pgStore(db: Executor, queueIn: (tx: Executor) => Queue, contents: ContentStore): Store {
  return {
    read: readsOn(db, contents),
    transaction: (work) => db.transaction((tx) => work(writesIn(tx, queueIn(tx), contents))).catch(rethrow),
    together: (work) =>
      db.transaction((tx) => work(gatheredTransaction(writesIn(tx, queueIn(tx), contents), tx))).catch(rethrow),
  };
}

function readsOn(db: Executor, contents: ContentStore): Reads {
  return {
    jobs: jobReads(db),
    events: eventReads(db),
    artifacts: artifactReads(db, contents),
    attempts: attemptReads(db),
    tasks: taskReads(db),
    timers: timerReads(db),
    activities: activityReads(db),
    presence: presenceReads(db),
    deliveries: deliveryReads(db),
    projects: projectReads(db),
    model_calls: modelCallReads(db),
    dynamic_configs: dynamicConfigReads(db),
    quota: quotaReads(db),
  };
}

function writesIn(tx: Executor, queue: Queue, contents: ContentStore): Transaction {
  return {
    jobs: jobStore(tx),
    events: eventLog(tx),
    artifacts: artifactStore(tx, contents),
    attempts: attemptStore(tx),
    test_runs: testRunStore(tx),
    specs: specStore(tx),
    tasks: taskStore(tx),
    timers: timerStore(tx),
    activities: activityStore(tx),
    presence: presenceStore(tx),
    deliveries: deliveryStore(tx),
    projects: projectStore(tx),
    sessions: sessionStore(tx),
    handoffs: handoffStore(tx),
    device_grants: deviceGrantStore(tx),
    model_calls: modelCallStore(tx),
    quota: quotaStore(tx),
    dynamic_configs: dynamicConfigStore(tx),
    kept_answers: keptAnswers(tx),
    audit: auditTrail(tx),
    queue,
  };
}

/** PostgreSQL's text cannot hold U+0000, which JSON can: that is the sender's to correct, not a fault of ours. */
function rethrow(error: unknown): never {
  const cause = error instanceof Error && error.cause instanceof postgres.PostgresError ? error.cause : error;
  if (cause instanceof postgres.PostgresError && cause.code === '22021') {
    throw new AppError('VALIDATION_FAILED', 'Text must not contain the character U+0000.', {}, error);
  }
  throw error;
}
