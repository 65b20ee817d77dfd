import { getConfig } from '../../../app/configs/get-configs.ts';
import { answer } from '../../handler.ts';

export const adminConfig = answer('admin.config', ({ app, params }) => getConfig(app, params));
