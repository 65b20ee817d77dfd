import assert from 'node:assert/strict';
import { parseOperate } from './parse-operate.ts';

const parse = (line: string, ...more: string[]) => parseOperate([...line.split(' '), ...more]);

describe('what an operator types', () => {
  it('is a switch with its scope and reason', () => {
    assert.deepEqual(parse('kill-switch on --scope plan:FREE --reason', 'The disk is full.'), {
      do: 'turn',
      on: true,
      scope: { kind: 'plan', tier: 'FREE' },
      reason: 'The disk is full.',
    });
    assert.deepEqual(parse('kill-switch off --scope global'), {
      do: 'turn',
      on: false,
      scope: { kind: 'global' },
      reason: 'Switched on again.',
    });
    assert.deepEqual(parse('kill-switch list'), { do: 'list' });
    assert.deepEqual(parse('kill-switch drill'), { do: 'drill', server: null });
  });

  it('is a setting, or an admin', () => {
    assert.deepEqual(parse('config get IAMA_LLM_ROUTE_TABLE'), { do: 'get_config', key: 'IAMA_LLM_ROUTE_TABLE' });
    assert.deepEqual(parse('config set A --file a.json --revision 12'), {
      do: 'set_config',
      key: 'A',
      file: 'a.json',
      revision: 12,
    });
    assert.deepEqual(parse('admin add --role SUPPORT --email', ' A@B.example '), {
      do: 'add_admin',
      email: 'a@b.example',
      role: 'SUPPORT',
    });
  });

  it('is refused with a sentence when it could mean something else', () => {
    const bad: readonly (readonly [string, RegExp])[] = [
      ['', /what to do/],
      ['switch on', /what to do/],
      ['kill-switch on extra --scope global', /what to do/],
      ['config', /got or set/],
      ['config get', /Name the setting/],
      ['config get a b', /got or set/],
      ['config set A --revision 1', /--file/],
      ['config set A --file a.json', /--revision/],
      ['config set A --file a.json --revision one', /--revision/],
      ['admin', /is added/],
      ['admin add --role SUPPORT', /no e-mail/],
      ['admin add --email a@b.example --role KING', /A role is/],
      ['kill-switch', /on or off/],
      ['kill-switch on', /no scope ""/],
      ['kill-switch on --scope everything --reason x', /no scope "everything"/],
      ['kill-switch on --scope plan:free --reason x', /no scope/],
      ['kill-switch on --scope global', /Say why/],
      ['kill-switch on --scope global --why x', /--why/],
      [`kill-switch on --scope global --reason ${'x'.repeat(501)}`, /longer/],
    ];
    for (const [line, sentence] of bad) {
      const said = parse(line);
      assert.match(typeof said === 'string' ? said : `accepted: ${line}`, sentence);
    }
  });
});
