import type { BddDraft, SddDraft } from '@iama/contracts/job/spec-edit';
import { LINK_WORDS } from './link-words.ts';
import { normalizeContent } from './spec-content.ts';
import type { SpecContent, SpecItem } from './spec-content.ts';
import { quoteName } from './quoted-name.ts';

/** A specification as text that a person edits, with the revision that it was made from. */
export interface SpecDocument extends SpecContent {
  readonly revision: number;
  readonly revision_token: string;
}

const HELP =
  '<!-- Change, move or delete items; head a new one with "### new". A long text goes on in lines indented by two. -->';

/** Markdown that `parseSpec` reads back as the same document. */
export function printSpec(document: SpecDocument): string {
  const { bdd, sdd, allowed_files } = normalizeContent(document);
  const blocks = [
    `# Specification, revision ${document.revision}`,
    `<!-- revision_token ${document.revision_token} -->\n${HELP}`,
    '## Behaviour',
    ...bdd.map((item) => printItem(item, bddTexts(item))),
    '## Structure',
    ...sdd.map((item) => printItem(item, sddTexts(item))),
    '## Files that may be touched',
    ...(allowed_files.length > 0 ? [allowed_files.map((path) => `- ${quoteName(path)}`).join('\n')] : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function bddTexts({ given, when, then: outcome }: BddDraft): string[] {
  return [printText('Given', given), printText('When', when), printText('Then', outcome)];
}

function sddTexts({ kind, statement }: SddDraft): string[] {
  return [printText(kind === 'change' ? 'Change' : 'Keep', statement)];
}

function printItem(item: SpecItem, texts: readonly string[]): string {
  const links = LINK_WORDS.flatMap(([word, field]) => item[field].map((name) => `- ${word} ${quoteName(name)}`));
  return [`### ${item.id ?? 'new'}\n`, ...texts, ...links].join('\n');
}

/** Lines below the first are indented into the list item, where nothing in them can look like structure. */
function printText(word: string, text: string): string {
  const [first = '', ...more] = text.split('\n');
  return [`- **${word}** ${first}`, ...more.map((line) => (line === '' ? '' : `  ${line}`))].join('\n');
}
