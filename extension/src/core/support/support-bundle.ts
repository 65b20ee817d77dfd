import type { Artifact } from '@iama/contracts/job/artifact';
import type { JobEvent } from '@iama/contracts/job/event';
import type { Job } from '@iama/contracts/job/job';
import { eventSummary } from './event-summary.ts';
import { redactPath, redactText } from './redact-text.ts';
import type { Private } from './redact-text.ts';

export interface BundleParts {
  readonly made_at: string;
  readonly job: Job;
  readonly events: readonly JobEvent[];
  readonly artifacts: readonly Artifact[];
  /** Programs and their versions. */
  readonly versions: Readonly<Record<string, string>>;
  /** Lines of this editor's log, oldest first. */
  readonly log: readonly string[];
  readonly known: Private;
}

const MOST_EVENTS = 500;
const MOST_LINES = 300;

/**
 * What somebody needs who shall find out why a job went wrong, as Markdown; in English, because it is for them. Fields are
 * chosen one by one, and free text is redacted: names of tests and symbols, patches and the output of tests are not in it.
 */
export function supportBundle({ made_at, job, events, artifacts, versions, log, known }: BundleParts): string {
  const shown = events.slice(-MOST_EVENTS);
  const lines = log.slice(-MOST_LINES).map((line) => redactText(line, known));
  return [
    `# IAMA support bundle`,
    '',
    `Made ${made_at}, without source text, output of tests and tokens. Names of people, machines and tests that are known`,
    'here were taken out, and `(…)` stands for whatever is no plain word, number, id or relative path. Plain words of the log',
    'are in it: read it before you give it to somebody. Nobody has sent it.',
    '',
    '## Versions',
    '',
    ...Object.entries(versions).map(([name, version]) => `- ${name}: ${redactText(version, known)}`),
    '',
    '## Job',
    '',
    '```json',
    JSON.stringify(jobFacts(job, known), null, 2),
    '```',
    '',
    `## Events (${shown.length} of ${events.length})`,
    '',
    ...shown.map((event) => `- ${event.seq} ${event.at} ${event.level} ${event.type}: ${eventSummary(event, known)}`),
    '',
    '## Artifacts',
    '',
    ...artifacts.map(
      ({ kind, attempt, bytes, sha256, created_at }) =>
        `- ${kind}, attempt ${attempt}: ${bytes} bytes, ${sha256.slice(0, 12)}, ${created_at}`,
    ),
    '',
    `## Log of the editor (${lines.length} lines)`,
    '',
    ...lines.map((line) => `    ${line}`),
    '',
  ].join('\n');
}

function jobFacts(job: Job, known: Private): object {
  const { id, kind, recipe_id, target, execution_mode, state, epoch, accepted_events, level, attempt, failure } = job;
  const { presence, delivery_status, last_seq, created_at, updated_at, ended_at, deadline_at } = job;
  return {
    id,
    kind,
    recipe_id,
    target: { kind: target.kind, path: redactPath(target.path, known) },
    execution_mode,
    state,
    epoch,
    accepted_events,
    level,
    attempt,
    failure: failure?.code ?? null,
    presence,
    delivery_status,
    last_seq,
    deadline_at,
    created_at,
    updated_at,
    ended_at,
  };
}
