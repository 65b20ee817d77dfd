import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageEvent } from './usage-event.ts';

const FILE = join(import.meta.dirname, '../../../telemetry.json');
const described = JSON.parse(readFileSync(FILE, 'utf8')) as { events: Record<string, Record<string, unknown>> };
/** What the format of telemetry.json has beside an event's own properties. */
const ABOUT = new Set(['owner', 'comment']);

describe('what is noted about the use of the extension', () => {
  it('is what telemetry.json describes: every event, every property, and nothing else', () => {
    const listed = UsageEvent().options.map((option) => {
      const { name, ...properties } = option.shape;
      return [name.value, Object.keys(properties).toSorted()];
    });
    const written = Object.entries(described.events).map(([name, properties]) => [
      name,
      Object.keys(properties)
        .filter((key) => !ABOUT.has(key))
        .toSorted(),
    ]);
    assert.deepEqual(Object.fromEntries(written), Object.fromEntries(listed));
  });

  it('takes no more than is described: no path, no code, no words of a person', () => {
    const refused = [
      { name: 'change_reverted', path: '/home/ada/shop' },
      { name: 'command_failed', code: 'There is no /home/ada/shop' },
      { name: 'goal_described', fitting: 1, goal: 'remove my password' },
      { name: 'job_started', recipe_id: 'src/a.js', target_kind: 'file', from: 'command' },
      { name: 'anything_else' },
    ];
    for (const event of refused) assert.equal(UsageEvent().safeParse(event).success, false, JSON.stringify(event));
    assert.equal(UsageEvent().safeParse({ name: 'goal_described', fitting: 1 }).success, true);
  });
});
