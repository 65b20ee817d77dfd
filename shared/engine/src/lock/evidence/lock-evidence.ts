import type { Target } from '@iama/contracts/workspace/target';
import type { ClassifiedFailure } from '../classify-failure.ts';
import type { FlakyTest } from '../find-flaky.ts';
import type { Seal } from '../seal/seal.ts';
import type { ChainedEvent } from './event-chain.ts';

/** A fault that no test noticed. */
export interface Survivor {
  readonly line: number;
  readonly kind: string;
  readonly words: string;
}

/** What pins one file. Shares are from 0 to 1, null when no fault was tried. */
export interface FileEvidence {
  readonly path: string;
  readonly test_path: string | null;
  readonly test_sha256: string | null;
  readonly tests: number;
  readonly calls_tried: number;
  readonly dropped: readonly { readonly reason: string; readonly count: number }[];
  readonly faults: {
    readonly possible: number;
    readonly tried: number;
    readonly noticed: number;
    readonly out_of_time: boolean;
  };
  readonly score: number | null;
  readonly score_of_existing: number | null;
  readonly survivors: readonly Survivor[];
}

/** The evidence card of a Behaviour Lock. Every figure comes from a run on this machine. */
export interface LockEvidence {
  readonly schema_version: 1;
  readonly kind: 'behaviour_lock';
  readonly target: Target;
  readonly created_at: string;
  readonly duration_ms: number;
  readonly sandbox: {
    readonly mode: 'LOCAL_NATIVE' | 'LOCAL_DOCKER';
    readonly level: string;
    readonly memory_kib: number | null;
  };
  readonly tool_versions: Readonly<Record<string, string>>;
  readonly baseline: {
    readonly runs: number;
    readonly steady: number;
    readonly flaky: readonly FlakyTest[];
    readonly failing: readonly string[];
    /** Suites and tests for which the time was not enough, with what a person can do about it. */
    readonly timeouts: readonly ClassifiedFailure[];
  };
  readonly files: readonly FileEvidence[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  /** Below this share the net is too weak to rely on. */
  readonly threshold: number;
  /** Faults noticed / tried over all files; null when none was tried. */
  readonly score: number | null;
  readonly verdict: 'strong' | 'weak' | 'unmeasured';
  readonly seal: Seal;
  readonly events: readonly ChainedEvent[];
}

/** Fewer faults than this say little, unless there are no more. */
const LEAST_TRIED = 10;

/** `weak` below the threshold, `unmeasured` when too few faults were tried: neither looks like success. Pure. */
export function judgeStrength(
  noticed: number,
  tried: number,
  possible: number,
  threshold: number,
): LockEvidence['verdict'] {
  if (tried === 0 || tried < Math.min(LEAST_TRIED, possible)) return 'unmeasured';
  return noticed / tried >= threshold ? 'strong' : 'weak';
}
