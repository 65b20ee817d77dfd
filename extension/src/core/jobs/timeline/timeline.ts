import type { AttemptVerdict, Progress } from '@iama/contracts/job/evidence';
import type { JobEvent } from '@iama/contracts/job/event';
import type { JobState } from '@iama/contracts/job/state';

/** A state that the job was in, from entry to exit. Times are as in events; null while it is in it. */
export interface Stage {
  readonly seq: number;
  readonly state: JobState;
  readonly began_at: string;
  readonly ended_at: string | null;
}

/** One attempt at the change. `verdict` is null while it is under way, and for one that was cut short. */
export interface Attempt {
  readonly seq: number;
  readonly number: number;
  readonly healing: boolean;
  readonly began_at: string;
  readonly ended_at: string | null;
  readonly verdict: AttemptVerdict | null;
  readonly failed_tests: readonly string[];
  readonly excluded: readonly { readonly finding_id: string; readonly reason: string }[];
  readonly fingerprint: string | null;
  /** Compared with the attempt before it; null where that is not known. */
  readonly progress: Progress | null;
  /** What keeps a model's draft from being a patch. */
  readonly problems: readonly string[];
}

/** What a job's events tell of its way. Whoever has it can go on reading after `last_seq`. */
export interface Timeline {
  readonly last_seq: number;
  readonly stages: readonly Stage[];
  readonly attempts: readonly Attempt[];
  /** What language models cost so far; a recipe has no such events. */
  readonly credits: number;
}

export const EMPTY_TIMELINE: Timeline = { last_seq: 0, stages: [], attempts: [], credits: 0 };

/** A job that is retried for days must not grow the editor: older ones go first, and are in the control plane's log. */
const MOST_STAGES = 60;
const MOST_ATTEMPTS = 30;

/** The timeline with one more event. One that is known already changes nothing. */
export function foldEvent(timeline: Timeline, event: JobEvent): Timeline {
  if (event.seq <= timeline.last_seq) return timeline;
  return { ...timeline, ...changeOf(timeline, event), last_seq: event.seq };
}

function changeOf({ stages, attempts, credits }: Timeline, event: JobEvent): Partial<Timeline> {
  const { seq, at } = event;
  switch (event.type) {
    case 'state_change': {
      const { to } = event.data;
      const stage: Stage = { seq, state: to, began_at: at, ended_at: isEnd(to) ? at : null };
      return {
        stages: [...stages.map(endedBy(at)), stage].slice(-MOST_STAGES),
        attempts: GOES_ON.has(to) ? attempts : attempts.map(endedBy(at)),
      };
    }
    case 'attempt_start': {
      const { attempt: number, healing } = event.data;
      const begun: Attempt = { ...NOT_JUDGED, seq, number, healing, began_at: at };
      return { attempts: [...attempts.map(endedBy(at)), begun].slice(-MOST_ATTEMPTS) };
    }
    case 'attempt_end': {
      const { attempt: number, verdict, failed_tests, fingerprint, excluded, progress, problems } = event.data;
      const judged = { ended_at: at, verdict, failed_tests, fingerprint, excluded, progress, problems };
      const last = attempts.findLastIndex((each) => each.number === number);
      return { attempts: attempts.map((each, index) => (index === last ? { ...each, ...judged } : each)) };
    }
    case 'cost':
      return { credits: credits + event.data.credits };
    default:
      return {};
  }
}

const NOT_JUDGED = {
  ended_at: null,
  verdict: null,
  failed_tests: [],
  excluded: [],
  fingerprint: null,
  progress: null,
  problems: [],
};

/** Where an attempt may be under way. Its verdict comes after the change of state that it led to. */
const GOES_ON: ReadonlySet<JobState> = new Set(['REFACTORING', 'SELF_HEALING', 'DEEP_FIX_ACTIVE', 'RECOVERY_PENDING']);

function isEnd(state: JobState): boolean {
  return state === 'DELIVERED' || state === 'FALLBACK_REQUIRED' || state === 'FAILED';
}

function endedBy(at: string) {
  return <T extends { readonly ended_at: string | null }>(each: T): T =>
    each.ended_at === null ? { ...each, ended_at: at } : each;
}
