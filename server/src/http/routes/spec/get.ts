import { getSpec } from '../../../app/specs/get-spec.ts';
import { answer } from '../../handler.ts';

export const specGet = answer('spec.get', ({ app, actor, params, query }) =>
  getSpec(app, actor, { ...params, ...query }),
);
