import { getFallback } from '../../../app/repairs/get-fallback.ts';
import { answer } from '../../handler.ts';

export const jobsFallback = answer('jobs.fallback', ({ app, actor, params }) => getFallback(app, actor, params));
