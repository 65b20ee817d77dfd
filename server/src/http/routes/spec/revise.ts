import { reviseSpec } from '../../../app/specs/revise-spec.ts';
import { answer } from '../../handler.ts';

export const specRevise = answer('spec.revise', ({ app, actor, params }) => reviseSpec(app, actor, params));
