import { getDelivery } from '../../../app/deliveries/get-delivery.ts';
import { answer } from '../../handler.ts';

export const deliveryGet = answer('delivery.get', ({ app, actor, params }) => getDelivery(app, actor, params));
