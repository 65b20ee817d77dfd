import { chainEvents } from '@iama/engine/lock/evidence/event-chain';
import type { BareEvent } from '@iama/engine/lock/evidence/event-chain';
import { judgeStrength } from '@iama/engine/lock/evidence/lock-evidence';
import type { FileEvidence, LockEvidence } from '@iama/engine/lock/evidence/lock-evidence';
import { sha256 } from '../workspace/sha256.ts';
import type { LockReport, LockedFile } from './lock-target.ts';

/** What a lock found, as the card that goes into the bundle. `events` are what happened, in order. Pure. */
export function evidenceOfLock(
  report: LockReport,
  threshold: number,
  created_at: string,
  events: readonly BareEvent[],
): LockEvidence {
  const tried = report.files.reduce((sum, { strength }) => sum + strength.run, 0);
  const noticed = report.files.reduce((sum, { strength }) => sum + strength.killed, 0);
  const possible = report.files.reduce((sum, { strength }) => sum + strength.found, 0);
  const score = tried === 0 ? null : noticed / tried;
  const { runs, steady, flaky, failing, timeouts } = report.baseline;
  const body = {
    schema_version: 1 as const,
    kind: 'behaviour_lock' as const,
    target: report.target,
    created_at,
    duration_ms: report.duration_ms,
    sandbox: sandboxOf(report.confinement),
    tool_versions: report.tool_versions,
    baseline: { runs, steady, flaky, failing, timeouts },
    files: report.files.map(fileEvidence),
    skipped: report.skipped,
    threshold,
    score,
    verdict: judgeStrength(noticed, tried, possible, threshold),
    seal: report.seal,
  };
  const closing = {
    at: created_at,
    type: 'sealed',
    data: { evidence_sha256: sha256(Buffer.from(JSON.stringify(body))) },
  };
  return { ...body, events: chainEvents([...events, closing]) };
}

function fileEvidence({ pinned, strength }: LockedFile): FileEvidence {
  const reasons = Map.groupBy(pinned.dropped, ({ reason }) => reason);
  const survivors = strength.mutants.filter(({ killed_by }) => killed_by.length === 0);
  return {
    path: pinned.path,
    test_path: pinned.tests?.path ?? null,
    test_sha256: pinned.tests ? sha256(Buffer.from(pinned.tests.text)) : null,
    tests: pinned.tests?.count ?? 0,
    calls_tried: pinned.tried,
    dropped: [...reasons].map(([reason, calls]) => ({ reason, count: calls.length })),
    faults: {
      possible: strength.found,
      tried: strength.run,
      noticed: strength.killed,
      out_of_time: strength.out_of_time,
    },
    score: strength.score,
    score_of_existing: strength.score_of_existing,
    survivors: survivors.map(({ line, kind, words }) => ({ line, kind, words })),
  };
}

function sandboxOf({ level, memory_kib }: LockReport['confinement']): LockEvidence['sandbox'] {
  return { mode: level === 'container' ? 'LOCAL_DOCKER' : 'LOCAL_NATIVE', level, memory_kib };
}
