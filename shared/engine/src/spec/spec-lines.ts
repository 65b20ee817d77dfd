import type { ItemBlock, SpecTextError } from './read-item.ts';

type Section = 'head' | 'behaviour' | 'structure' | 'files';

const SECTIONS: Readonly<Record<string, Section>> = {
  behaviour: 'behaviour',
  structure: 'structure',
  'files that may be touched': 'files',
};

/** The text form cut into sections, items and fields, line by line. */
export class SpecLines {
  readonly errors: SpecTextError[] = [];
  readonly head: { revision: number | null; token: string | null } = { revision: null, token: null };
  readonly behaviour: ItemBlock[] = [];
  readonly structure: ItemBlock[] = [];
  readonly files: { readonly line: number; readonly text: string }[] = [];
  #section: Section | null = 'head';
  #item: ItemBlock | null = null;

  constructor(text: string) {
    for (const [index, line] of text
      .replace(/^\ufeff/, '')
      .split(/\r\n?|\n/)
      .entries())
      this.#take(line, index + 1);
  }

  #take(text: string, line: number): void {
    if (/^\s/.test(text) || text === '') return this.#goOn(text, line);
    if (text.startsWith('<!--') && text.trimEnd().endsWith('-->')) return this.#comment(text);
    if (text.startsWith('### ')) return this.#beginItem(text.slice(4).trim(), line);
    if (text.startsWith('## ')) return this.#beginSection(text.slice(3).trim(), line);
    if (text.startsWith('# ')) return this.#title(text, line);
    if (text.startsWith('- ')) return this.#bullet(text.slice(2), line);
    this.#refuse(line, 'This belongs to no item. Indent it by two spaces to go on with the text above it.');
  }

  #goOn(text: string, line: number): void {
    const field = this.#item?.fields.at(-1);
    if (text.trim() === '') field?.lines.push('');
    else if (field) field.lines.push(text.replace(/^(?: {1,2}|\t)/, ''));
    else this.#refuse(line, 'This indented line goes on with nothing.');
  }

  #comment(text: string): void {
    const token = /^<!-- revision_token ([0-9a-f-]{36}) -->\s*$/.exec(text)?.[1];
    if (token !== undefined && this.#section === 'head') this.head.token ??= token;
  }

  #title(text: string, line: number): void {
    const revision = /^# Specification, revision ([1-9]\d{0,8})\s*$/.exec(text)?.[1];
    if (revision !== undefined && this.head.revision === null) this.head.revision = Number(revision);
    else this.#refuse(line, 'There is one title, `# Specification, revision N`.');
  }

  #beginSection(name: string, line: number): void {
    this.#item = null;
    // Below a heading that means nothing to us only the heading is an error, not each line.
    this.#section = SECTIONS[name.toLowerCase()] ?? null;
    if (this.#section === null) {
      this.#refuse(line, 'The sections are Behaviour, Structure and Files that may be touched.');
    }
  }

  #beginItem(id: string, line: number): void {
    const section = this.#section;
    this.#item = { id: id === 'new' ? null : id, line, fields: [] };
    if (section === 'behaviour' || section === 'structure') this[section].push(this.#item);
    else if (section !== null) this.#refuse(line, 'An item stands below Behaviour or Structure.');
  }

  #bullet(text: string, line: number): void {
    if (this.#section === 'files') this.files.push({ line, text });
    else if (this.#item) this.#item.fields.push({ line, lines: [text] });
    else if (this.#section !== null) this.#refuse(line, 'This stands below no item; head it with "### new".');
  }

  #refuse(line: number, message: string): void {
    this.errors.push({ line, message });
  }
}
