import { z } from 'zod';
import { AnalysisReport } from '../../job/analysis-report.ts';
import { Job } from '../../job/job.ts';
import { ProposalSet } from '../../job/proposal.ts';
import { EditSpec } from '../../job/spec-edit.ts';
import { ConvertSpec, SpecPreview } from '../../job/spec-preview.ts';
import { SpecRevision } from '../../job/spec-revision.ts';
import { Spec } from '../../job/spec.ts';
import { Id } from '../../primitives.ts';
import { PlanLevel } from '../../recipe.ts';
import { pageOf, PageQuery } from '../page.ts';
import { route } from '../route.ts';
import { JobParams } from './jobs.ts';

export const SPEC_ROUTES = {
  'proposals.get': route({
    method: 'GET',
    path: '/api/v1/jobs/:job_id/proposals',
    summary: 'The three plans',
    auth: 'user',
    status: 200,
    params: JobParams,
    response: ProposalSet,
    errors: ['NOT_FOUND', 'ARTIFACT_GONE'],
  }),
  'proposals.select': route({
    method: 'POST',
    path: '/api/v1/jobs/:job_id/proposals/select',
    summary:
      'Choose one: WAITING_STRATEGY → WAITING_SPEC_APPROVAL; with fast_track also agree to its specification, audited',
    auth: 'user',
    status: 200,
    params: JobParams,
    body: z.object({ level: PlanLevel, fast_track: z.boolean().default(false) }),
    response: Job,
    errors: [
      'NOT_FOUND',
      'ILLEGAL_TRANSITION',
      'PROPOSAL_NOT_SELECTABLE',
      'FAST_TRACK_TOO_LARGE',
      'FAST_TRACK_NOT_IN_PLAN',
      'ARTIFACT_GONE',
    ],
  }),
  'analysis_report.get': route({
    method: 'GET',
    path: '/api/v1/jobs/:job_id/enterprise-report',
    summary: 'The analysis as a report, on the plan ENTERPRISE',
    auth: 'user',
    status: 200,
    params: JobParams,
    response: AnalysisReport,
    errors: ['NOT_FOUND', 'ARTIFACT_GONE'],
  }),
  'spec.get': route({
    method: 'GET',
    path: '/api/v1/jobs/:job_id/spec',
    summary: 'What will and will not change: the newest revision, or the one that is asked for',
    auth: 'user',
    status: 200,
    params: JobParams,
    query: z.object({ revision: z.coerce.number().int().min(1).optional() }),
    response: Spec,
    errors: ['NOT_FOUND', 'ARTIFACT_GONE'],
  }),
  'spec.revisions': route({
    method: 'GET',
    path: '/api/v1/jobs/:job_id/spec/revisions',
    summary: 'Every revision of the specification, newest first',
    auth: 'user',
    status: 200,
    params: JobParams,
    query: PageQuery,
    response: pageOf(SpecRevision),
    errors: ['NOT_FOUND', 'CURSOR_INVALID', 'ARTIFACT_GONE'],
  }),
  'spec.convert': route({
    method: 'POST',
    path: '/api/v1/jobs/:job_id/spec/nl-convert',
    summary: 'The specification as a model would write it after a person’s words: a preview, not stored',
    auth: 'user',
    status: 200,
    params: JobParams,
    body: ConvertSpec,
    response: SpecPreview,
    errors: [
      'NOT_FOUND',
      'ILLEGAL_TRANSITION',
      'SPEC_REVISION_CONFLICT',
      'MODEL_NOT_CONFIGURED',
      'MODEL_UNAVAILABLE',
      'RATE_LIMITED',
      'ARTIFACT_GONE',
    ],
  }),
  'spec.edit': route({
    method: 'PATCH',
    path: '/api/v1/jobs/:job_id/spec',
    summary: 'Change what is agreed on, as a new revision; an edit that changes nothing makes none',
    auth: 'user',
    status: 200,
    params: JobParams,
    body: EditSpec,
    response: Spec,
    body_limit: 2 * 1024 * 1024,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION', 'SPEC_REVISION_CONFLICT', 'SPEC_OUT_OF_PLAN', 'ARTIFACT_GONE'],
  }),
  'spec.approve': route({
    method: 'POST',
    path: '/api/v1/jobs/:job_id/spec/approve',
    summary: 'Agree to this revision: WAITING_SPEC_APPROVAL → GENERATING_TESTS',
    auth: 'user',
    status: 200,
    params: JobParams,
    /** `accept_black_box`: of a specification with `black_box`, its `baseline_run_id`: both lists were read, and are enough. */
    body: z.object({ revision_token: Id, accept_black_box: Id.optional() }),
    response: Job,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION', 'SPEC_REVISION_CONFLICT', 'BLACK_BOX_NOT_ACCEPTED', 'ARTIFACT_GONE'],
  }),
  'spec.revise': route({
    method: 'POST',
    path: '/api/v1/jobs/:job_id/spec/revise',
    summary: 'Go back to the specification after a failed baseline: → WAITING_SPEC_APPROVAL, counters reset',
    auth: 'user',
    status: 200,
    params: JobParams,
    response: Job,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION', 'QUOTA_EXCEEDED', 'KILL_SWITCH_ON', 'ARTIFACT_GONE'],
  }),
} as const;
