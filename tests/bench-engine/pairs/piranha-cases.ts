/**
 * The cases of Piranha's own tests that take out a flag, in the folders in which its repository has them, with their rules
 * said in our words.
 */
import { existsSync, readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { FlagApiInput } from '@iama/contracts/flag/api';
import { PLAIN_API, PairStep } from './pair-case.ts';
import type { PairCase, PairStepInput } from './pair-case.ts';

interface Said {
  readonly steps: readonly PairStepInput[];
  readonly planted?: PairCase['planted'];
}

const PLACES = ['test-resources', 'crates/core/test-resources'];
const PLACEHOLDERS: Said = { steps: [{ values: { placeholder_true: true, placeholder_false: false } }] };
const LITERALS: Said = { steps: [{ values: { true: true, false: false } }] };

/** A flag that is asked as a method of an interface; the method's annotation names it. */
function annotated(value: boolean): Said {
  const on = { receivers: ['sp', 'exp', 'experimentation'] };
  const details = { getCachedValue: {}, cachedValue: {} };
  const methods: FlagApiInput = {
    calls: [
      { names: ['{camel}'], gives: 'result', details, on },
      { names: ['put'], gives: 'nothing' },
    ],
  };
  const declared: FlagApiInput = {
    annotations: [
      { names: ['BoolParam'], argument: 'key', takes: 'declaration' },
      { names: ['ParameterValue'], argument: 'key', for: 'val' },
    ],
  };
  return {
    steps: [
      { key: 'isStaleFeature', value, api: methods },
      { key: 'STALE_FLAG', value, api: declared },
    ],
  };
}

function toggled(value: boolean): Said {
  return { steps: [{ key: 'STALE_FLAG', value, api: PLAIN_API }] };
}

const BOOL_VALUE: FlagApiInput = { calls: [{ names: ['BoolValue'], on: { receivers: ['exp'] } }] };
const GO: Said = {
  steps: [
    { key: 'true', value: true, api: BOOL_VALUE },
    { key: 'false', value: false, api: BOOL_VALUE },
    { values: { 'exp.Value("nil")': null } },
  ],
};
const ENUM_OF_FLAGS: FlagApiInput = {
  members: [{ objects: ['TestEnum'], gives: 'result', details: { isEnabled: {} } }],
};
const NOTE = 'note("STALE_FLAG")';

const CASES: Readonly<Record<string, Said>> = {
  'java/feature_flag_system_1/treated': toggled(true),
  'java/feature_flag_system_1/control': toggled(false),
  'java/feature_flag_system_2/treated': annotated(true),
  'java/feature_flag_system_2/control': annotated(false),
  'kt/feature_flag_system_1/treated': toggled(true),
  'kt/feature_flag_system_1/control': toggled(false),
  'kt/feature_flag_system_2/treated': annotated(true),
  'kt/feature_flag_system_2/control': annotated(false),
  'go/feature_flag/builtin_rules/boolean_expression_simplify': GO,
  'go/feature_flag/builtin_rules/statement_cleanup': GO,
  'go/feature_flag/system_1/const_same_file': { steps: [{ key: 'staleFlag', value: false, api: BOOL_VALUE }] },
  'swift/cleanup_rules': {
    steps: [...PLACEHOLDERS.steps, { key: 'stale_flag_one', value: true, api: ENUM_OF_FLAGS }],
  },
  'swift/cleanup_with_derivatives': PLACEHOLDERS,
  'swift/post_processing_cleanup/clean_empty_switch_entry': PLACEHOLDERS,
  'swift/post_processing_cleanup/delete_statements_after_return': PLACEHOLDERS,
  'swift/variable_inline/adhoc_variable_inline': PLACEHOLDERS,
  'swift/variable_inline/constructor_variable_inline': PLACEHOLDERS,
  'swift/variable_inline/field_variable_inline': PLACEHOLDERS,
  'swift/variable_inline/local_variable_inline': PLACEHOLDERS,
  'ruby/delete_lines_after_return': {
    steps: [{ values: { STALE_FLAG: true } }],
    planted: [['return super', 'return super if STALE_FLAG']],
  },
  'ruby/simplify_rspec_block_expressions': {
    steps: [{ key: 'STALE_FLAG', value: true, api: { calls: [{ names: ['note'], gives: 'nothing' }] } }],
    planted: [
      [' do\nend', ` do\n  ${NOTE}\nend`],
      ['{ }', `{ ${NOTE} }`],
    ],
  },
  'ruby/replace_empty_if_or_unless_statement': LITERALS,
  'ruby/replace_if_statement': LITERALS,
  'ruby/replace_ternary_operator': LITERALS,
  'ruby/replace_unless_statement': LITERALS,
  'ruby/simplify_boolean_expressions': LITERALS,
  'ruby/simplify_if_lambda_conditional_statements': LITERALS,
  'ruby/simplify_if_proc_conditional_statements': LITERALS,
  'ruby/simplify_unless_lambda_conditional_statements': LITERALS,
  'ruby/simplify_unless_proc_conditional_statements': LITERALS,
  'ruby/simplify_variable_assigned_flag_check': LITERALS,
};

const OLDER = ['legacy/javascript/test', 'javascript/test'];

/** The older JavaScript tool: one input for several flags, the results called after them. */
const JAVASCRIPT: readonly (readonly [string, string])[] = [
  ['sample.js', 'featureFlag'],
  ['sample1.js', 'featureFlag'],
  ['sample2.js', 'featureOne'],
  ['sample2.js', 'featureTwo'],
];

/** Null where the folder is no copy of Piranha's repository. Cases that the copy does not hold are left out. */
export function piranhaCases(folder: string): readonly PairCase[] | null {
  const places = PLACES.map((place) => join(folder, place)).filter((place) => existsSync(place));
  if (places.length === 0) return null;
  const newer = Object.entries(CASES).flatMap(([name, said]) => {
    const place = places.map((each) => join(each, name)).find((each) => existsSync(join(each, 'input')));
    return place === undefined ? [] : [newerCase(name, place, said)];
  });
  const older = OLDER.map((place) => join(folder, place)).find((place) => existsSync(place));
  return older === undefined ? newer : [...newer, ...javascriptCases(older)];
}

function newerCase(name: string, place: string, { steps, planted = [] }: Said): PairCase {
  const folder = join(place, 'input');
  return {
    name,
    folder,
    inputs: readdirSync(folder),
    expectedAt: (file) => join(place, 'expected', file),
    steps: steps.map((step) => PairStep.parse(step)),
    planted,
  };
}

function javascriptCases(folder: string): readonly PairCase[] {
  const held = JAVASCRIPT.filter(([file]) => existsSync(join(folder, 'input', file)));
  return ['treated', 'control'].flatMap((branch) =>
    held.map(([file, flag]) => ({
      name: `javascript/${branch}/${flag}`,
      folder: join(folder, 'input'),
      inputs: [file],
      expectedAt: () => join(folder, `${branch}-expected`, `${basename(file, extname(file))}-${flag}.js`),
      steps: [PairStep.parse({ key: flag, value: branch === 'treated', api: { ...PLAIN_API, constants: [flag] } })],
      planted: [],
    })),
  );
}
