import { requestChanges } from '../../../app/deliveries/request-changes.ts';
import { answer } from '../../handler.ts';

export const deliveryRequestChanges = answer('delivery.request_changes', ({ app, actor, params, body }) =>
  requestChanges(app, actor, { ...params, ...body }),
);
