import { whoAmI } from '../../../app/auth/who-am-i.ts';
import { answer } from '../../handler.ts';

export const authMe = answer('auth.me', ({ deps, actor }) => whoAmI(deps.auth, actor));
