import type { Translate } from '../translate.ts';
import type { PlanCard } from './plan-card.ts';

export interface PageParts {
  /** Allows the page's own script and style, and nothing else. */
  readonly nonce: string;
  readonly title: string;
  /** Of the sentences, for screen readers: `en`, `de` … */
  readonly language: string;
  readonly style: string;
  readonly script: string;
}

/**
 * The page with the three cards. Every text in it is escaped: plans quote names from the person's code. Once something else
 * has `decided`, there are no buttons, and the page says so.
 */
export function plansPage(
  cards: readonly PlanCard[],
  { nonce, title, language, style, script }: PageParts,
  t: Translate,
  decided = false,
): string {
  const note = decided
    ? t('This was decided elsewhere, or the job is over. Nothing is to be chosen here any more.')
    : t('Nothing in your files changes before you apply it. Each plan can be taken back byte for byte.');
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escaped(title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<p>${escaped(note)}</p>
<main>
${cards.map((card) => cardHtml(card, t, decided)).join('\n')}
</main>
<script nonce="${nonce}">${script}</script>
</body>
</html>`;
}

function cardHtml(card: PlanCard, t: Translate, decided: boolean): string {
  const badge = card.recommended ? `<span class="badge">${escaped(t('Recommended'))}</span>` : '';
  const facts = card.facts.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('');
  const action = card.selectable
    ? `<div class="actions"><button data-level="${card.level}" class="${card.recommended ? 'primary' : ''}" aria-describedby="about-${card.level}">${escaped(t('Choose {0}: {1}', LEVELS[card.level](t), card.title))}</button>${fastTrackHtml(card, t)}</div>`
    : `<p class="none">${escaped(t('This plan would change nothing.'))}</p>`;
  const list = (title: string, items: readonly string[]) =>
    items.length === 0
      ? ''
      : `<h3>${escaped(title)}</h3><ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
  return `<section aria-labelledby="name-${card.level}">
<h2 id="name-${card.level}">${escaped(LEVELS[card.level](t))}: ${escaped(card.title)} ${badge}</h2>
<p id="about-${card.level}">${escaped(card.summary)}</p>
<dl>${facts}</dl>
${decided ? '' : action}
${list(t('It will'), card.will)}
${list(t('It will not'), card.will_not)}
</section>`;
}

/** Plans may have one title, and each is still another one. */
const LEVELS: Readonly<Record<PlanCard['level'], (t: Translate) => string>> = {
  CONSERVATIVE: (t) => t('Conservative'),
  STANDARD: (t) => t('Standard'),
  COMPREHENSIVE: (t) => t('Comprehensive'),
};

/** The same choice, with a yes to the specification that is written for it. */
function fastTrackHtml({ fast_track, level, title }: PlanCard, t: Translate): string {
  if (!fast_track) return '';
  const tip = t('Writes its short specification and agrees to it in your name. Tests and baseline are not left out.');
  return `<button data-level="${level}" data-fast="yes" class="quiet" title="${escaped(tip)}">${escaped(t('Fast track: choose {0} and agree to its specification', `${LEVELS[level](t)}: ${title}`))}</button>`;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
