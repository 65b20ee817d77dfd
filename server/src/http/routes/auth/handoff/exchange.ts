import { exchangeHandoff } from '../../../../app/sign-in/exchange-handoff.ts';
import { answer } from '../../../handler.ts';

export const authHandoffExchange = answer('auth.handoff_exchange', ({ deps, body }) =>
  exchangeHandoff(deps.auth, body),
);
