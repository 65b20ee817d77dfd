import { refresh } from '../../../app/auth/refresh.ts';
import { answer } from '../../handler.ts';

export const authRefresh = answer('auth.refresh', ({ deps, body }) => refresh(deps.auth, body));
