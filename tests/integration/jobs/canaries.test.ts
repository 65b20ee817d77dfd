import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TaskOutcome } from '@iama/contracts/task/task';
import { LockSettings } from '@iama/contracts/test-run/lock';
import { buildPatch } from '@iama/engine/patch/build-patch';
import { canaries } from '@iama/engine/secrets/testing/canaries';
import { secretGate } from '@iama/engine/secrets/secret-gate';
import type { SecretGate } from '@iama/engine/secrets/secret-gate';
import { confinementForCalls } from '@iama/runner/lock/job/held-in';
import { maskResult } from '@iama/runner/secrets/mask-result';
import { secretKey } from '@iama/runner/secrets/secret-key';
import { temporaryRepository } from '@iama/runner/testing/temporary-repository';
import type { TemporaryRepository } from '@iama/runner/testing/temporary-repository';
import { approveSpec } from '@iama/server/app/specs/approve-spec';
import { getSpec } from '@iama/server/app/specs/get-spec';
import { allRows } from '../../support/all-rows.ts';
import { RealMachine } from '../../support/real-machine.ts';
import { ScriptedClient } from '../../support/scripted-client.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

const random = seededRandom(20_261_130);
const BIRDS = canaries((limit) => Math.floor(random() * limit));
const LINES = BIRDS.map(({ line }) => `  ${JSON.stringify(line)},\n`).join('');
const FILES = {
  'package.json': JSON.stringify({ name: 'birds', bin: './sing.js', scripts: { test: 'node --test test/*.test.js' } }),
  'sing.js': [
    '#!/usr/bin/env node',
    "const { argv } = require('node:process');",
    "const { settings } = require('./settings.js');",
    "if (argv[2] === '--help') console.log('birds <song>');",
    "else console.log(argv.slice(2).concat(settings).join('\\n'));",
    '',
  ].join('\n'),
  'settings.js': `function forgotten(list) {\n  return list.length > 3;\n}\nconst settings = [\n${LINES}];\nfunction song() {\n  return settings.join('\\n');\n}\nmodule.exports = { settings, song };\n`,
  // What a shell would make more of than words is no sample; enough of the lines are none.
  'README.md': BIRDS.map(({ line }) => `    birds '${line}'\n`).join(''),
  'test/settings.test.js': [
    "const test = require('node:test');",
    "const { settings } = require('../settings.js');",
    "test('sings', () => console.log(settings.join('\\n')));",
    '',
  ].join('\n'),
};

describe('a whole job in a repository with fifty kinds of secrets', function () {
  this.timeout(120_000);
  let spine: Spine;
  let repository: TemporaryRepository;
  let client: ScriptedClient;
  let told: string[];

  before(async function () {
    if ((await confinementForCalls()) === null) this.skip();
    spine = await openSpine();
  });
  afterEach(() => {
    client.close();
    repository.remove();
  });
  after(() => spine?.close());

  for (const mode of ['characterization', 'black_box'] as const) {
    it(`leaves none of them anywhere but on the machine (${mode})`, async () => {
      told = [];
      repository = temporaryRepository(FILES);
      const lock = { ...LockSettings.parse({ runs: 2, budget_ms: 60_000, threshold: 0 }), mode };
      const target = { kind: 'folder' as const, path: '.' };
      client = await ScriptedClient.begin(spine, { target, recipe_id: 'unused-code', lock });
      const machine = new RealMachine(client, repository);
      const keep = (outcome: TaskOutcome): TaskOutcome => {
        told.push(JSON.stringify(outcome));
        return outcome;
      };
      await machine.do('collect_context', 1, keep);
      await client.waitForState('WAITING_STRATEGY');
      await machine.choose();
      await machine.do('characterize', 1, keep);
      await machine.do('run_tests', 1, keep);
      if (mode === 'black_box') {
        await client.waitForState('WAITING_SPEC_APPROVAL', 2);
        const { revision_token, black_box } = await getSpec(spine, client.actor, { job_id: client.job_id });
        assert.ok((black_box?.covered.length ?? 0) > 10, JSON.stringify(black_box).slice(0, 3000));
        told.push(JSON.stringify(black_box));
        const accept_black_box = black_box?.baseline_run_id;
        await approveSpec(spine, client.actor, { job_id: client.job_id, revision_token, accept_black_box });
        await machine.do('characterize', 2, keep);
        await machine.do('run_tests', 2, keep);
      }
      const gate = secretGate(await secretKey(repository.data_dir));
      await machine.do('run_recipe', 1, () => keep(louder(gate)));
      await machine.do('run_tests', mode === 'black_box' ? 3 : 2, keep);
      const ended = await client.waitFor((event) => event.type === 'attempt_end');
      assert(ended.type === 'attempt_end' && ended.data.failed_tests.length > 0, JSON.stringify(ended));

      const rows = Object.values(await allRows(spine.db)).flat();
      const everything = [...told, ...rows, JSON.stringify(client.events)].join('\n');
      assert.ok(everything.includes('IAMA_SECRET_'), 'there was something to mask');
      const passed = BIRDS.filter(({ secret }) => secret.split('\n').some((line) => everything.includes(line)));
      assert.deepEqual(
        passed.map(({ kind }) => kind),
        [],
      );
    });
  }

  /** A patch as the machine would send it, after which the program says something else before all secrets. */
  function louder(gate: SecretGate): TaskOutcome {
    const path = 'settings.js';
    const text = readFileSync(join(repository.root, path), 'utf8');
    const start = text.indexOf('[\n');
    const edits = [{ start, end: start + 1, replacement: "['louder',", finding_id: 'f' }];
    const tree = { files: new Map([[path, text]]), paths: new Set([path]) };
    const patch = buildPatch(tree, [{ change: 'modify', path, edits }], []);
    const made = { patch, patch_sha256: 'b'.repeat(64), findings: [], kept: [], excluded: [] };
    return { status: 'completed', result: maskResult(gate, { kind: 'run_recipe', ...made }) };
  }
});
