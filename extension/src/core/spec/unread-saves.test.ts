import assert from 'node:assert/strict';
import { UnreadSaves } from './unread-saves.ts';

const never = () => new Promise<void>(() => undefined);

describe('a specification that was saved', () => {
  it('is settled when the editor has read it again, and not before', async () => {
    const saves = new UnreadSaves();
    const order: string[] = [];
    saves.saved('a');
    const settled = saves.settled('a', never).then(() => order.push('settled'));
    await Promise.resolve();
    order.push('read');
    saves.read('a');
    await settled;
    assert.deepEqual(order, ['read', 'settled']);
  });

  it('does not wait when nothing was saved, or another one was', async () => {
    const saves = new UnreadSaves();
    saves.saved('b');
    await saves.settled('a', never);
  });

  it('is waited for no longer than the limit, when it is never read', async () => {
    const saves = new UnreadSaves();
    saves.saved('a');
    await saves.settled('a', async () => undefined);
    await saves.settled('a', never);
  });
});
