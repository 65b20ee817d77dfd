import { logIn } from '../../../app/auth/log-in.ts';
import { answer } from '../../handler.ts';

export const authLogin = answer('auth.login', ({ deps, body }) => logIn(deps.auth, body));
