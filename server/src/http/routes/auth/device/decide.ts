import { decideDevice } from '../../../../app/sign-in/decide-device.ts';
import { answer } from '../../../handler.ts';

export const authDeviceDecide = answer('auth.device_decide', async ({ deps, actor, body }) => {
  await decideDevice(deps.auth, actor, body);
  return undefined;
});
