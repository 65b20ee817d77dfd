import { answer } from '../../handler.ts';

export const healthLive = answer('health.live', async () => ({ status: 'ok' }));
