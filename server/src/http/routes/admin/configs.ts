import { getConfigs } from '../../../app/configs/get-configs.ts';
import { answer } from '../../handler.ts';

export const adminConfigs = answer('admin.configs', ({ app }) => getConfigs(app));
