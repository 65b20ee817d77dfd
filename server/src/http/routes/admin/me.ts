import { answer } from '../../handler.ts';

export const adminMe = answer('admin.me', ({ actor }) => Promise.resolve(actor.account));
