import { ADMIN_ROUTES } from './routes/admin.ts';
import { AUTH_ROUTES } from './routes/auth.ts';
import { DELIVERY_ROUTES } from './routes/delivery.ts';
import { HEALTH_ROUTES } from './routes/health.ts';
import { JOB_ROUTES } from './routes/jobs.ts';
import { MODEL_ROUTES } from './routes/models.ts';
import { PROJECT_ROUTES } from './routes/projects.ts';
import { SIGN_IN_ROUTES } from './routes/sign-in.ts';
import { SPEC_ROUTES } from './routes/specs.ts';
import { TASK_ROUTES } from './routes/tasks.ts';
import { USAGE_ROUTES } from './routes/usage.ts';

/** Every route of the API. Validation, types, the client and OpenAPI all come from this table. */
export const ROUTES = {
  ...HEALTH_ROUTES,
  ...AUTH_ROUTES,
  ...SIGN_IN_ROUTES,
  ...PROJECT_ROUTES,
  ...JOB_ROUTES,
  ...SPEC_ROUTES,
  ...TASK_ROUTES,
  ...DELIVERY_ROUTES,
  ...MODEL_ROUTES,
  ...USAGE_ROUTES,
  ...ADMIN_ROUTES,
} as const;

export type RouteTable = typeof ROUTES;
export type RouteId = keyof RouteTable;
