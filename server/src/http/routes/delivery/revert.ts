import { revertDelivery } from '../../../app/deliveries/revert-delivery.ts';
import { answer } from '../../handler.ts';

export const deliveryRevert = answer('delivery.revert', ({ app, actor, params, body }) =>
  revertDelivery(app, actor, { ...params, ...body }),
);
