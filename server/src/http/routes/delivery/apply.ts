import { applyDelivery } from '../../../app/deliveries/apply-delivery.ts';
import { answer } from '../../handler.ts';

export const deliveryApply = answer('delivery.apply', ({ app, actor, params, body }) =>
  applyDelivery(app, actor, { ...params, ...body }),
);
