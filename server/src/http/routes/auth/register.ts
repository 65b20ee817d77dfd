import { register } from '../../../app/auth/register.ts';
import { answer } from '../../handler.ts';

export const authRegister = answer('auth.register', ({ deps, body }) => register(deps.auth, body));
