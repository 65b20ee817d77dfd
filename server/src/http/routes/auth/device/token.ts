import { pollDevice } from '../../../../app/sign-in/poll-device.ts';
import { answer } from '../../../handler.ts';

export const authDeviceToken = answer('auth.device_token', ({ deps, body }) => pollDevice(deps.auth, body.device_code));
