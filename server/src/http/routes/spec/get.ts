import { getSpec } from '../../../app/specs/get-spec.ts';
import { answer } from '../../handler.ts';

export const specGet = answer('spec.get', ({ app, actor, params }) => getSpec(app, actor, params));
