import assert from 'node:assert/strict';
import type { PatchEdit, PatchEditSet } from '@iama/contracts/edit/patch-edit';
import type { ContextBundle } from '@iama/contracts/model/context-bundle';
import type { Target } from '@iama/contracts/workspace/target';
import { judgeDraft } from './judge-draft.ts';
import { readDraft } from './read-draft.ts';

const HASH = 'a'.repeat(64);
const SECRET = 'IAMA_SECRET_TOKEN_ABCDEFGHIJKL';
const CART = `export function total(list) {\n  return list.length;\n}\nexport const key = '${SECRET}';\n`;

const slice = (path: string, text: string): ContextBundle['slices'][number] => ({
  path,
  symbol: null,
  role: 'target',
  form: 'whole',
  line: 1,
  text,
  tokens: 10,
  reason: 'It is the target.',
  sha256: HASH,
  masked_sha256: HASH,
});
const file = (path: string, symbols: string[]) => ({ path, sha256: HASH, symbols, callers: [], reached_by: [] });
const BUNDLE: ContextBundle = {
  slices: [slice('src/cart.js', CART), { ...slice('test/cart.test.js', 'test();\n'), role: 'test' }],
  omitted: [],
  tokens: 20,
  budget: 1000,
  confidence: { score: 100, parse_rate: 1, symbol_rate: 1, snippet_completeness: 1, mode: 'AST_SYMBOLIC' },
  placeholders: { TOKEN: 1 },
  files: [file('src/cart.js', ['total', 'key'])],
};

const FILE: Target = { kind: 'file', path: 'src/cart.js' };
const replace = (path: string, search: string, by: string): PatchEdit => ({
  op: 'EXACT_SEARCH_REPLACE',
  path,
  blocks: [{ search, replace: by }],
});
const judge = (edits: PatchEdit[], target: Target = FILE, allowed_files = ['src/cart.js'], bundle = BUNDLE) => {
  const set: PatchEditSet = { schema_version: 1, matching: 'tolerant', base_sha256: {}, edits };
  return judgeDraft(set, { bundle, target, allowed_files, rejected: [] });
};
const codesOf = (judged: ReturnType<typeof judge>) => (judged.ok ? [] : judged.codes);

describe('the edits of a model', () => {
  it('are taken with the bytes that they must be made from', () => {
    const judged = judge([replace('src/cart.js', 'list.length', 'list.length + 0')]);
    assert.equal(judged.ok && judged.edits.base_sha256['src/cart.js'], HASH);
  });

  const refusals: readonly (readonly [string, PatchEdit[], string])[] = [
    [
      'a text that is not there',
      [replace('src/cart.js', 'nothing of the kind at all', 'x')],
      'SEARCH_NOT_FOUND src/cart.js',
    ],
    [
      'a result that does not parse',
      [replace('src/cart.js', 'list.length;', 'list.length +;')],
      'NEW_PARSE_ERROR src/cart.js',
    ],
    [
      'a file outside the specification',
      [{ op: 'CREATE_FILE', path: 'src/new.js', text: 'export {};\n' }],
      'OUT_OF_SCOPE src/new.js',
    ],
    ['a test', [replace('test/cart.test.js', 'test();', '')], 'SEALED test/cart.test.js'],
    [
      'a secret that was made up',
      [replace('src/cart.js', 'list.length', "'IAMA_SECRET_TOKEN_ZZZZZZZZZZZZ'")],
      'PLACEHOLDER_UNKNOWN',
    ],
    [
      'a way out of the repository',
      [{ op: 'CREATE_FILE', path: '../../etc/passwd', text: 'x' }],
      'PATH_REFUSED ../../etc/passwd',
    ],
    ['edits that change nothing', [replace('src/cart.js', 'list.length', 'list.length')], 'EMPTY'],
  ];
  for (const [what, edits, code] of refusals) {
    it(`are refused for ${what}`, () => assert.ok(codesOf(judge(edits)).includes(code), codesOf(judge(edits)).join()));
  }

  it('go by text alone where the code can hardly be read', () => {
    const by_symbol: PatchEdit = {
      op: 'AST_SYMBOLIC',
      path: 'src/cart.js',
      symbol: 'total',
      kind: 'function',
      action: 'replace',
      text: 'export function total(list) {\n  return list.length + 0;\n}',
    };
    const unsure: ContextBundle = {
      ...BUNDLE,
      confidence: { ...BUNDLE.confidence, score: 19, mode: 'EXACT_SEARCH_REPLACE' },
    };
    assert.equal(judge([by_symbol]).ok, true);
    assert.deepEqual(codesOf(judge([by_symbol], FILE, ['src/cart.js'], unsure)), ['BY_SYMBOL src/cart.js']);
    const by_text = replace('src/cart.js', 'list.length', 'list.length + 0');
    assert.equal(judge([by_text], FILE, ['src/cart.js'], unsure).ok, true);
  });

  it('keep a secret where it stands', () => {
    assert.equal(judge([replace('src/cart.js', `'${SECRET}'`, `'${SECRET}'.trim()`)]).ok, true);
  });

  it('stay within the symbol that was meant', () => {
    const target: Target = { kind: 'symbol', path: 'src/cart.js', symbol: 'total' };
    assert.equal(judge([replace('src/cart.js', 'list.length', 'list.length + 0')], target).ok, true);
    assert.deepEqual(codesOf(judge([replace('src/cart.js', 'const key =', 'const key = 0 +')], target)), [
      'NOT_TARGET key',
    ]);
  });
});

describe('reading what a model wrote', () => {
  const paths = new Set(['src/cart.js']);
  const json = { note: 'Simpler.', edits: [replace('src/cart.js', 'a', 'b')] };

  it('takes JSON with a note, and with words around it', () => {
    const read = readDraft(`Here you are:\n\`\`\`json\n${JSON.stringify(json)}\n\`\`\`\n`, paths);
    assert.equal(read.edits?.edits.length, 1);
    assert.equal(readDraft(JSON.stringify(json), paths).note, 'Simpler.');
  });

  it('takes fences, and says what is wrong with prose and with what breaks off', () => {
    const fence = 'src/cart.js\n<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE\n';
    assert.equal(readDraft(fence, paths).edits?.edits.length, 1);
    for (const text of ['I cannot help with that.', JSON.stringify(json).slice(0, -20), 'x'.repeat(500_000)]) {
      const read = readDraft(text, paths);
      assert.equal(read.edits, null);
      assert.ok(read.problems.length > 0);
    }
  });
});
