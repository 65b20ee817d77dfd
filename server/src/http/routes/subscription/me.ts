import { getSubscription } from '../../../app/usage/get-subscription.ts';
import { answer } from '../../handler.ts';

export const subscriptionMe = answer('subscription.me', ({ app, actor }) => getSubscription(app, actor));
