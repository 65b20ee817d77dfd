import type { CallPlan } from '../observation.ts';
import { pythonCall, pythonInstance } from './call-code.ts';
import { DIGEST_OF, HELPER_IMPORTS, PINNED, SHAPE_OF, SPIES, STATE_OF } from './helper-texts.ts';
import { modulesIn, packageOf, quotePython } from './python-style.ts';
import type { PythonStyle } from './python-style.ts';

/** As `writeObserver` does for scripts: a test file that makes the calls and writes down what they do. */
export function writePythonObserver(style: PythonStyle, calls: readonly CallPlan[], hook: string, out: string): string {
  const entries = calls.map((plan) => `    ${entryOf(plan)},`);
  const args = `HELPERS, ${quotePython(packageOf(style))}, target`;
  const act =
    calls.length === 0
      ? ['observe.survey(target, out, observe.Literals(HELPERS, vars(target)))']
      : ['observe.observe_all([', ...entries, `], out, ${args})`];
  const imports = [...Object.values(HELPER_IMPORTS).flat(), ...modulesIn(entries.join('\n')), 'importlib.util', 'os'];
  return [
    ...[...new Set(imports)].toSorted().map((name) => `import ${name}`),
    'from types import SimpleNamespace',
    ...(style.framework === 'unittest' ? ['import unittest'] : []),
    '',
    ...[SHAPE_OF, DIGEST_OF, STATE_OF, SPIES, PINNED].flatMap((each) => [each, '']),
    "HELPERS = {'shape_of': shape_of, 'digest_of': digest_of, 'state_of': state_of, 'Spies': Spies, 'pinned': pinned}",
    `spec = importlib.util.spec_from_file_location('iama_observe', ${quotePython(hook)})`,
    'observe = importlib.util.module_from_spec(spec)',
    'spec.loader.exec_module(observe)',
    `target = importlib.import_module(${quotePython(style.module)})`,
    '# What arguments are made of; the names of this file come first.',
    "globals().update({name: each for name, each in vars(target).items() if name[0] != '_' and name not in globals()})",
    `out = os.environ['IAMA_RESULTS_DIR'] + ${quotePython(`/${out}`)}`,
    '',
    ...testOf(style, act),
    '',
  ].join('\n');
}

/** The form, the arguments, what makes the instance, and the call of both. */
function entryOf(plan: CallPlan): string {
  const values = plan.args.map(valueOf);
  const given = plan.args.map((code, at) => `${code.slice(0, code.length - valueOf(code).length)}args[${at}]`);
  const made = plan.form === 'method' ? pythonInstance(plan) : 'None';
  const instance = plan.setup ? `(instance := ${made}, ${plan.setup.join(', ')})[0]` : made;
  const call = pythonCall(plan, given);
  return `(${quotePython(plan.id)}, lambda spy: (${quotePython(plan.form)}, [${values.join(', ')}], lambda: ${instance}, lambda args, instance: ${call}))`;
}

/** Without the name that it is given by. */
function valueOf(code: string): string {
  return code.replace(/^[A-Za-z_]\w*=(?!=)/, '');
}

function testOf({ framework }: PythonStyle, body: readonly string[]): readonly string[] {
  if (framework === 'pytest') return ['def test_observes():', ...body.map((line) => `    ${line}`)];
  return [
    'class Observes(unittest.TestCase):',
    '    def test_observes(self):',
    ...body.map((line) => `        ${line}`),
  ];
}
