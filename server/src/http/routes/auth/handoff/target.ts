import { vetRedirect } from '../../../../app/sign-in/vet-redirect.ts';
import { answer } from '../../../handler.ts';

export const authHandoffTarget = answer('auth.handoff_target', async ({ deps, origin, query }) =>
  vetRedirect(query.redirect_uri, { origin, hosts: deps.settings.editor_callback_hosts }),
);
