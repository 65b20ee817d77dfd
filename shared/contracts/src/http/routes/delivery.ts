import { ApplyRecord, Delivery, RevertRecord } from '../../job/delivery.ts';
import { Job } from '../../job/job.ts';
import { ChangeRequest } from '../../job/review.ts';
import { route } from '../route.ts';
import { JobParams } from './jobs.ts';

export const DELIVERY_ROUTES = {
  'delivery.get': route({
    method: 'GET',
    path: '/api/v1/jobs/:job_id/delivery',
    summary: 'The diff that is ready, and what was done with it',
    auth: 'user',
    status: 200,
    params: JobParams,
    response: Delivery,
    errors: ['NOT_FOUND'],
  }),
  'delivery.apply': route({
    method: 'POST',
    path: '/api/v1/jobs/:job_id/delivery/apply',
    summary: 'Record what was applied on the person’s disk',
    auth: 'user',
    status: 200,
    params: JobParams,
    body: ApplyRecord,
    response: Delivery,
    body_limit: 4 * 1024 * 1024,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION'],
  }),
  'delivery.request_changes': route({
    method: 'POST',
    path: '/api/v1/jobs/:job_id/delivery/request-changes',
    summary: 'Ask for another attempt that leaves rejected hunks out; the comments are kept with the job',
    auth: 'user',
    status: 200,
    params: JobParams,
    body: ChangeRequest,
    response: Job,
    body_limit: 1024 * 1024,
    errors: [
      'QUOTA_EXCEEDED',
      'KILL_SWITCH_ON',
      'NOT_FOUND',
      'ILLEGAL_TRANSITION',
      'PATCH_SUPERSEDED',
      'NOT_IN_PATCH',
      'NOTHING_REJECTED',
      'EVERYTHING_REJECTED',
      'ARTIFACT_GONE',
    ],
  }),
  'delivery.revert': route({
    method: 'POST',
    path: '/api/v1/jobs/:job_id/delivery/revert',
    summary: 'Record that it was taken back',
    auth: 'user',
    status: 200,
    params: JobParams,
    body: RevertRecord,
    response: Delivery,
    body_limit: 4 * 1024 * 1024,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION'],
  }),
} as const;
