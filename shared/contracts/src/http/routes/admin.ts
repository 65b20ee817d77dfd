import { z } from 'zod';
import { AdminAccount, AdminSession } from '../../admin/admin.ts';
import { ConfigEntry, ReplaceConfig } from '../../admin/config.ts';
import { Email } from '../../auth/auth.ts';
import { route } from '../route.ts';

const RUNS_IT = ['SUPER_ADMIN', 'ENGINEER'] as const;
const ConfigParams = z.object({ key: z.string().min(1).max(200) });

/** For those who run the product. Their accounts and sessions are not those of users. */
export const ADMIN_ROUTES = {
  'admin.login': route({
    method: 'POST',
    path: '/api/v1/admin/auth/login',
    summary: 'Sign in as an admin, for 8 hours',
    auth: 'public',
    status: 200,
    body: z.object({ email: Email, password: z.string().min(1).max(256) }),
    response: AdminSession,
    errors: ['INVALID_CREDENTIALS'],
  }),
  'admin.logout': route({
    method: 'POST',
    path: '/api/v1/admin/auth/logout',
    summary: 'End this session',
    auth: 'admin',
    status: 204,
    response: z.undefined(),
    errors: [],
  }),
  'admin.me': route({
    method: 'GET',
    path: '/api/v1/admin/auth/me',
    summary: 'Which admin am I',
    auth: 'admin',
    status: 200,
    response: AdminAccount,
    errors: [],
  }),
  'admin.configs': route({
    method: 'GET',
    path: '/api/v1/admin/config',
    summary: 'The settings that may be replaced while the product runs',
    auth: 'admin',
    roles: RUNS_IT,
    status: 200,
    response: z.object({ items: z.array(ConfigEntry) }),
    errors: ['ADMIN_ROLE_DENIED'],
  }),
  'admin.config': route({
    method: 'GET',
    path: '/api/v1/admin/config/:key',
    summary: 'One of them',
    auth: 'admin',
    roles: RUNS_IT,
    status: 200,
    params: ConfigParams,
    response: ConfigEntry,
    errors: ['ADMIN_ROLE_DENIED', 'CONFIG_UNKNOWN'],
  }),
  'admin.replace_config': route({
    method: 'PUT',
    path: '/api/v1/admin/config/:key',
    summary: 'Replace its value, if nobody has since it was read; audited',
    auth: 'admin',
    roles: RUNS_IT,
    status: 200,
    params: ConfigParams,
    body: ReplaceConfig,
    response: ConfigEntry,
    errors: ['ADMIN_ROLE_DENIED', 'CONFIG_UNKNOWN', 'CONFIG_INVALID', 'CONFIG_CONFLICT'],
  }),
} as const;
