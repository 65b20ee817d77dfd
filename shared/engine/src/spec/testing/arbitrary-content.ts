import fc from 'fast-check';
import type { BddDraft, SddDraft } from '@iama/contracts/job/spec-edit';
import { normalizeText } from '../normalize-text.ts';
import type { SpecContent } from '../spec-content.ts';

/** Lines that look like the structure of the text form, and characters that get lost on the way. */
const HOSTILE = fc.constantFrom(
  '### new',
  '## Structure',
  '- **Given** x',
  '- Path `a`',
  '<!-- revision_token -->',
  '  indented',
  '\t',
  '',
  '`',
  '"',
  '\u2028',
  '\ufeff',
  'a\r\nb',
  '\u0000',
  '\ud800',
  '**Then**',
);

/** Objects as JSON makes them: `deepEqual` tells the prototype. */
export function plainRecord<T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record(model, { noNullPrototype: true });
}

const text = fc
  .array(fc.oneof(HOSTILE, fc.string({ unit: 'binary', maxLength: 12 }), fc.constant('the report')), {
    minLength: 1,
    maxLength: 4,
  })
  .map((lines) => normalizeText(lines.join('\n')))
  .map((written) => written || 'something');

const name = fc.oneof(HOSTILE, fc.string({ unit: 'binary', maxLength: 8 })).map((written) => written || 'name');
const path = fc.constantFrom('src/a.js', 'src/b c.js', 'src/`odd`.js', 'src/line\nbreak.js', '"quoted".js', ' spaced ');
const links = {
  paths: fc.uniqueArray(path, { maxLength: 3 }),
  symbols: fc.uniqueArray(name, { maxLength: 2 }),
  test_ids: fc.uniqueArray(name, { maxLength: 2 }),
};

const bdd = (id: string | null): fc.Arbitrary<BddDraft> =>
  plainRecord({ id: fc.constant(id), given: text, when: text, then: text, ...links });
const sdd = (id: string | null): fc.Arbitrary<SddDraft> =>
  plainRecord({
    id: fc.constant(id),
    kind: fc.constantFrom('change' as const, 'keep' as const),
    statement: text,
    ...links,
  });

function itemsOf<Item>(one: (id: string | null) => fc.Arbitrary<Item>, ids: readonly string[], fresh: boolean) {
  const known = fc.shuffledSubarray([...ids]).chain((chosen) => fc.tuple(...chosen.map(one)));
  const added = fc.array(one(null), { maxLength: fresh ? 2 : 0 });
  return fc.tuple(known, added).map(([old, more]) => [...old, ...more]);
}

/** Any content; `fresh`: also items that have no id yet. */
export function arbitraryContent(fresh: boolean): fc.Arbitrary<SpecContent> {
  return plainRecord({
    bdd: itemsOf(bdd, ['bdd-1', 'bdd-2', 'bdd-3'], fresh),
    sdd: itemsOf(sdd, ['change-1', 'keep-1', 'keep-2'], fresh),
    allowed_files: fc.uniqueArray(path, { minLength: 1, maxLength: 4 }),
  });
}

type Change<Item> = (item: Item) => Item;

/** What a person may have made of `base`: items taken out, added, moved, and texts written anew. */
export function arbitraryEdit(base: SpecContent, fresh: boolean): fc.Arbitrary<SpecContent> {
  const edited = <Item extends { id: string | null }>(
    items: readonly Item[],
    rewrite: fc.Arbitrary<Change<Item>>,
    added: fc.Arbitrary<Item>,
  ) =>
    fc
      .tuple(
        fc.oneof(fc.constant([...items]), fc.subarray([...items]), fc.shuffledSubarray([...items])),
        fc.array(fc.option(rewrite, { freq: 2 }), { minLength: items.length, maxLength: items.length }),
        fc.array(added, { maxLength: fresh ? 2 : 0 }),
      )
      .map(([kept, changes, more]) => [...kept.map((item, at) => changes[at]?.(item) ?? item), ...more]);
  return plainRecord({
    bdd: edited<BddDraft>(
      base.bdd,
      text.map((given) => (item) => ({ ...item, given })),
      bdd(null),
    ),
    sdd: edited<SddDraft>(
      base.sdd,
      text.map((statement) => (item) => ({ ...item, statement })),
      sdd(null),
    ),
    allowed_files: fc.subarray([...base.allowed_files], { minLength: Math.min(1, base.allowed_files.length) }),
  });
}
