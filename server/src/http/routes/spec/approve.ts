import { approveSpec } from '../../../app/specs/approve-spec.ts';
import { answer } from '../../handler.ts';

export const specApprove = answer('spec.approve', ({ app, actor, params, body }) =>
  approveSpec(app, actor, { ...params, ...body }),
);
