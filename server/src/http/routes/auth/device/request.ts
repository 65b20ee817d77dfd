import { requestDeviceCode } from '../../../../app/sign-in/request-device-code.ts';
import { answer } from '../../../handler.ts';

export const authDevice = answer('auth.device', ({ deps, body, origin }) =>
  requestDeviceCode(deps.auth, body.client, origin),
);
