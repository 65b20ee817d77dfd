import { listRevisions } from '../../../app/specs/list-revisions.ts';
import { answer } from '../../handler.ts';

export const specRevisions = answer('spec.revisions', ({ app, actor, params, query }) =>
  listRevisions(app, actor, { ...params, ...query }),
);
