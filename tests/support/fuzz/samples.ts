import type { RouteId } from '@iama/contracts/http/routes';
import { CREATE_JOB } from '../samples.ts';
import type { Place } from './places.ts';

/**
 * Bodies that go through where they fit, for routes that a form alone would hardly ever let through: they ask for values that
 * belong together. Undefined where the place has none.
 */
export const SAMPLES: { readonly [Id in RouteId]?: (place: Place) => unknown } = {
  'auth.register': ({ email, password }) => ({ email: email?.at(-1), password: password?.[0] }),
  'admin.replace_config': ({ key }) => key && { value: { routes: [{ alias: 'default' }] }, revision: 1 },
  'admin.logout': () => undefined,
  'auth.handoff_target': () => undefined,
  'auth.handoff': ({ code_challenge }) => ({
    client: 'vscode',
    redirect_uri: REDIRECT,
    code_challenge: code_challenge?.[0],
    code_challenge_method: 'S256',
  }),
  'auth.handoff_exchange': ({ code, code_verifier }) => ({
    code: code?.[0],
    code_verifier: code_verifier?.[0],
    redirect_uri: REDIRECT,
  }),
  'auth.device_find': ({ user_code }) => ({ user_code: user_code?.[0] }),
  'auth.device_decide': ({ user_code }) => ({ user_code: user_code?.[0], decision: 'approve' }),
  'auth.device_token': ({ device_code }) => ({ device_code: device_code?.[0] }),
  'jobs.create': ({ project_id }) => ({ ...CREATE_JOB, project_id: project_id?.[0] }),
  'jobs.intervene': () => ({ command: 'retry' }),
  'jobs.deep_fix': () => ({ confirmed: true }),
  'spec.edit': ({ revision_token }) => ({
    revision_token: revision_token?.[0],
    sdd: [{ kind: 'change', statement: 'It sums with a loop.' }],
  }),
  'spec.revise': () => undefined,
  'spec.approve': ({ revision_token }) => ({ revision_token: revision_token?.[0] }),
  'tasks.heartbeat': ({ lease_id }) => ({ lease_id: lease_id?.[0], progress: [] }),
  'tasks.release': ({ lease_id }) => ({ lease_id: lease_id?.[0] }),
  'delivery.request_changes': ({ patch_artifact_id }) => ({
    patch_artifact_id: patch_artifact_id?.[0],
    rejected_hunk_ids: [],
    comments: [{ path: 'src/a.js', side: 'after', line: 1, hunk_id: null, body: 'Name it sum.' }],
  }),
};

export const REDIRECT = 'vscode://iama.extension/auth?windowId=1';
