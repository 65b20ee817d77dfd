import type { AppDeps } from '../deps.ts';

/** What asking a model takes. */
export type ModelDeps = Pick<AppDeps, 'store' | 'clock' | 'ids' | 'digest' | 'log' | 'models'>;
