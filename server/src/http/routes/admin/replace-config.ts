import { replaceConfig } from '../../../app/configs/replace-config.ts';
import { answer } from '../../handler.ts';

export const adminReplaceConfig = answer('admin.replace_config', ({ app, actor, params, body }) =>
  replaceConfig(app, { admin_id: actor.admin_id }, { ...params, ...body }),
);
