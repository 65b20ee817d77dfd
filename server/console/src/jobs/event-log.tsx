import type { JobEvent } from '@iama/contracts/job/event';
import { useEffect, useRef } from 'preact/hooks';
import { ClockTime } from '../look/clock-time.tsx';
import { describeEvent } from './describe-event.ts';

const TONE = { debug: 'quiet', info: '', warn: 'warn', error: 'bad' } as const;

export function EventLog({ events }: { events: readonly JobEvent[] }) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    // Follow the tail only while the reader is at the tail.
    const distance = element.scrollHeight - element.scrollTop - element.clientHeight;
    if (distance < 120) element.scrollTop = element.scrollHeight;
  }, [events.length]);
  return (
    <section class="card" aria-labelledby="log">
      <h2 id="log">Log</h2>
      <ol class="log" ref={list} tabIndex={0} aria-live="polite" aria-label="Events of this job">
        {events.map((event) => (
          <li key={event.seq} class={TONE[event.level]}>
            <ClockTime at={event.at} precise />
            <span class="quiet">{event.type.replaceAll('_', ' ')}</span>
            <span>{describeEvent(event)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
