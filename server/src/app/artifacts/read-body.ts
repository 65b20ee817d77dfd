import { CollectContextResult, CharacterizeResult } from '@iama/contracts/task/payload';
import { AnalysisReport } from '@iama/contracts/job/analysis-report';
import { Evidence } from '@iama/contracts/job/evidence';
import { ProposalSet } from '@iama/contracts/job/proposal';
import { Review } from '@iama/contracts/job/review';
import { Spec } from '@iama/contracts/job/spec';
import { ContextBundle } from '@iama/contracts/model/context-bundle';
import { Draft } from '@iama/contracts/model/draft';
import { Patch } from '@iama/contracts/patch/patch';
import { TestRun } from '@iama/contracts/test-run/test-run';
import { WrittenTests } from '@iama/contracts/test-run/written-tests';
import type { z } from 'zod';
import type { ArtifactBody, ArtifactReads } from '../ports/artifact-store.ts';

/** What an artifact of each kind holds. */
export const ARTIFACT_BODIES = {
  analysis: CollectContextResult,
  context: ContextBundle,
  analysis_report: AnalysisReport,
  proposals: ProposalSet,
  spec: Spec,
  test_plan: CharacterizeResult,
  written_tests: WrittenTests,
  baseline_run: TestRun,
  draft: Draft,
  patch: Patch,
  review: Review,
  verification_run: TestRun,
  evidence: Evidence,
} as const;

type Kind = keyof typeof ARTIFACT_BODIES;
export type BodyOf<K extends Kind> = z.infer<(typeof ARTIFACT_BODIES)[K]>;

/** The newest artifact of a kind, null when there is none yet. */
export async function readLatest<K extends Kind>(
  artifacts: ArtifactReads,
  job_id: string,
  kind: K,
): Promise<BodyOf<K> | null> {
  return bodyOf(await artifacts.latest(job_id, kind), kind);
}

/** An artifact that must be there, because the job's own state says so. */
export async function readArtifact<K extends Kind>(
  artifacts: ArtifactReads,
  job_id: string,
  artifact_id: string,
  kind: K,
): Promise<BodyOf<K>> {
  const body = bodyOf(await artifacts.find(job_id, artifact_id), kind);
  if (body === null) throw new Error(`Artifact ${artifact_id} of job ${job_id} is missing`);
  return body;
}

function bodyOf<K extends Kind>(artifact: ArtifactBody | null, kind: K): BodyOf<K> | null {
  return artifact === null ? null : parseBody(artifact, kind);
}

/** Kinds that have got fields since: what was stored before that is given their defaults. */
const GREW: ReadonlySet<Kind> = new Set<Kind>(['spec']);

/** It was parsed by its schema before it was stored, so most are not parsed again. */
export function parseBody<K extends Kind>(artifact: ArtifactBody, kind: K): BodyOf<K> {
  if (artifact.kind !== kind) throw new Error(`Artifact ${artifact.id} is a ${artifact.kind}, not a ${kind}`);
  return (GREW.has(kind) ? ARTIFACT_BODIES[kind].parse(artifact.body) : artifact.body) as BodyOf<K>;
}
