import { z } from 'zod';
import { route } from '../route.ts';

export const HEALTH_ROUTES = {
  'health.live': route({
    method: 'GET',
    path: '/healthz',
    summary: 'Is the process alive',
    auth: 'public',
    status: 200,
    response: z.object({ status: z.literal('ok') }),
    errors: [],
  }),
  'health.ready': route({
    method: 'GET',
    path: '/readyz',
    summary: 'Can it do its work: database reachable, migrations at the expected version',
    auth: 'public',
    status: 200,
    response: z.object({ status: z.literal('ready'), checks: z.record(z.string(), z.string()) }),
    errors: ['UNAVAILABLE'],
  }),
} as const;
