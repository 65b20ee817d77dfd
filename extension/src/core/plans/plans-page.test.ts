import assert from 'node:assert/strict';
import { asWritten } from '../testing/as-written.ts';
import type { PlanCard } from './plan-card.ts';
import { plansPage } from './plans-page.ts';

const CARD: PlanCard = {
  level: 'STANDARD',
  selectable: true,
  recommended: true,
  title: '<img src=x onerror=alert(1)>',
  summary: 'Removes `a` & "b".',
  fast_track: false,
  will: ["remove 'c'"],
  will_not: [],
  facts: [['Risk', 'low: <script>x</script>']],
};
const PARTS = { nonce: 'n0', title: 'Plans', language: 'en', style: '', script: '' };

describe('the page of three plans', () => {
  it('shows names from the person’s code as text, whatever they hold', () => {
    const page = plansPage([CARD], PARTS, asWritten);
    assert.doesNotMatch(page, /<img|<script>x/);
    assert.match(page, /&#60;img src=x/);
    assert.match(page, /Removes `a` &#38; &#34;b&#34;\./);
  });

  it('runs its own script and loads nothing', () => {
    const page = plansPage([CARD], PARTS, asWritten);
    assert.match(page, /default-src 'none'; style-src 'nonce-n0'; script-src 'nonce-n0'/);
    assert.equal(page.match(/<script/g)?.length, page.match(/<script nonce="n0"/g)?.length);
  });

  it('names three plans of one title apart, in their headings and on their buttons', () => {
    const levels = ['CONSERVATIVE', 'STANDARD', 'COMPREHENSIVE'] as const;
    const page = plansPage(
      levels.map((level) => ({ ...CARD, level, title: 'Sum with a loop' })),
      PARTS,
      asWritten,
    );
    const buttons = [...page.matchAll(/<button[^>]*>([^<]*)</g)].map(([, name]) => name);
    assert.deepEqual(buttons, [
      'Choose Conservative: Sum with a loop',
      'Choose Standard: Sum with a loop',
      'Choose Comprehensive: Sum with a loop',
    ]);
    assert.equal(new Set(page.match(/<h2[^>]*>[^<]*/g)?.map((each) => each.replace(/.*>/, ''))).size, 3);
  });

  it('has no button for a plan that would change nothing', () => {
    assert.match(plansPage([CARD], PARTS, asWritten), /<button data-level="STANDARD" class="primary"/);
    const page = plansPage([{ ...CARD, selectable: false }], PARTS, asWritten);
    assert.doesNotMatch(page, /<button/);
    assert.match(page, /would change nothing/);
  });

  it('has a second button where the specification may be agreed to with the choice', () => {
    assert.doesNotMatch(plansPage([CARD], PARTS, asWritten), /data-fast/);
    const page = plansPage([{ ...CARD, fast_track: true }], PARTS, asWritten);
    assert.match(page, /<button data-level="STANDARD" data-fast="yes"[^>]*>Fast track: choose Standard: &#60;img/);
    assert.doesNotMatch(plansPage([{ ...CARD, fast_track: true }], PARTS, asWritten, true), /<button/);
  });

  it('has no button at all once something else has decided, and says so', () => {
    const page = plansPage([CARD], PARTS, asWritten, true);
    assert.doesNotMatch(page, /<button/);
    assert.match(page, /decided elsewhere/);
  });
});
