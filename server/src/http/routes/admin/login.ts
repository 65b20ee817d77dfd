import { logInAdmin } from '../../../app/admin/log-in-admin.ts';
import { answer } from '../../handler.ts';

export const adminLogin = answer('admin.login', ({ deps, body }) => logInAdmin(deps.auth, body));
