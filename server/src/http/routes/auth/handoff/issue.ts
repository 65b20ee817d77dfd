import { issueHandoff } from '../../../../app/sign-in/issue-handoff.ts';
import { answer } from '../../../handler.ts';

export const authHandoff = answer('auth.handoff', ({ deps, actor, body, origin }) =>
  issueHandoff(deps.auth, actor, body, { origin, hosts: deps.settings.editor_callback_hosts }),
);
