import { editSpec } from '../../../app/specs/edit-spec.ts';
import { answer } from '../../handler.ts';

export const specEdit = answer('spec.edit', ({ app, actor, params, body }) =>
  editSpec(app, actor, { ...params, ...body }),
);
