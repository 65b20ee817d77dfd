import { findDevice } from '../../../../app/sign-in/find-device.ts';
import { answer } from '../../../handler.ts';

export const authDeviceFind = answer('auth.device_find', ({ deps, body }) => findDevice(deps.auth, body.user_code));
