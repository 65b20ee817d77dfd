import { listReceipts } from '../../../app/usage/list-receipts.ts';
import { answer } from '../../handler.ts';

export const usageReceipts = answer('usage.receipts', ({ app, actor, params }) => listReceipts(app, actor, params));
