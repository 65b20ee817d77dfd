import { answer } from '../../handler.ts';

export const healthReady = answer('health.ready', async ({ deps }) => ({
  status: 'ready',
  checks: await deps.readiness(),
}));
