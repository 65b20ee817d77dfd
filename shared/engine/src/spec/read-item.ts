import { BddDraft, SddDraft } from '@iama/contracts/job/spec-edit';
import { LINK_WORDS } from './link-words.ts';
import type { LinkField } from './link-words.ts';
import { normalizeText } from './normalize-text.ts';
import { readName } from './quoted-name.ts';

/** `line` counts from 1; `message` is a sentence. */
export interface SpecTextError {
  readonly line: number;
  readonly message: string;
}

/** An item as it stands in the text: its heading, and its bullets with the lines that go on below them. */
export interface ItemBlock {
  readonly id: string | null;
  readonly line: number;
  readonly fields: { readonly line: number; readonly lines: string[] }[];
}

const TEXT_WORDS = {
  bdd: { Given: 'given', When: 'when', Then: 'then' },
  sdd: { Change: 'statement', Keep: 'statement' },
} as const;

/** The item of a block, null where something in it is wrong; what, is added to `errors`. */
export function readItem(
  list: keyof typeof TEXT_WORDS,
  block: ItemBlock,
  errors: SpecTextError[],
): BddDraft | SddDraft | null {
  const before = errors.length;
  const links: Record<LinkField, string[]> = { paths: [], symbols: [], test_ids: [] };
  const item: Record<string, unknown> = { id: block.id, ...links };
  for (const { line, lines } of block.fields) {
    const text = lines.join('\n');
    const asText = takeText(list, item, text);
    const problem = asText === undefined ? takeLink(links, text) : asText;
    if (problem !== null) errors.push({ line, message: problem });
  }
  if (errors.length > before) return null;
  const parsed = (list === 'bdd' ? BddDraft : SddDraft).safeParse(item);
  if (parsed.success) return parsed.data;
  // The kind is the word in front of the statement: where one is missing, both are.
  for (const { path, message } of parsed.error.issues.filter((issue) => issue.path[0] !== 'kind')) {
    errors.push({ line: block.line, message: sentence(list, path, message) });
  }
  return null;
}

/** A problem as a sentence, null when all is well, undefined when it is not a text at all. */
function takeText(
  list: keyof typeof TEXT_WORDS,
  item: Record<string, unknown>,
  text: string,
): string | null | undefined {
  const [, word = '', rest = ''] = /^\*\*(\w+)\*\*(.*)$/s.exec(text) ?? [];
  if (word === '') return undefined;
  const words: Readonly<Record<string, string>> = TEXT_WORDS[list];
  const field = Object.hasOwn(words, word) ? words[word] : undefined;
  if (field === undefined) return `An item here has ${namesOf(list)}, and no ${word}.`;
  if (Object.hasOwn(item, field)) return `The item has two texts where there is one ${namesOf(list)}.`;
  item[field] = normalizeText(rest);
  if (list === 'sdd') item['kind'] = word === 'Change' ? 'change' : 'keep';
  return null;
}

function takeLink(links: Record<LinkField, string[]>, text: string): string | null {
  const [word = '', ...rest] = text.trimEnd().split(' ');
  const field = LINK_WORDS.find(([known]) => known === word)?.[1];
  if (field === undefined) return 'A line of an item begins with a word in bold, or with Path, Symbol or Test.';
  const name = readName(rest.join(' '));
  if (name === null) return `There is no name after ${word}.`;
  links[field].push(name);
  return null;
}

function namesOf(list: keyof typeof TEXT_WORDS): string {
  return list === 'bdd' ? '**Given**, **When** and **Then**' : '**Change** or **Keep**';
}

function sentence(list: keyof typeof TEXT_WORDS, path: readonly PropertyKey[], message: string): string {
  const field = String(path[0] ?? 'item');
  const missing = ['given', 'when', 'then', 'statement'].includes(field) && message.includes('undefined');
  return missing ? `The item needs ${namesOf(list)}; ${field} is missing.` : `${field}: ${message}.`;
}
