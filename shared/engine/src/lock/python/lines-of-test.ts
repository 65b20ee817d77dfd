import type { SeenError, SeenValue } from '../observation.ts';
import type { PinnedCall } from '../pinned-call.ts';
import { pythonCall, pythonInstance } from './call-code.ts';
import { packageOf, quotePython } from './python-style.ts';
import type { PythonStyle } from './python-style.ts';

const RESERVED =
  /^(instance|result|caught|spy|out|err|capsys|self|pinned|shape_of|state_of|pytest|unittest|False|None|True|and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield|print|list|dict|set|str|int|len|sorted|type|object|id|input|max|min|sum|repr|bool|float|datetime|re|io|asyncio|contextlib)$/;

/** One test: what is called, what comes of it, and everything else that was seen to change. Not indented as a member. */
export function linesOfTest(style: PythonStyle, { plan, observation }: PinnedCall, name: string): readonly string[] {
  const { changed, receiver, seen } = observation;
  const lines: string[] = [];
  const spied = [...plan.args, ...plan.made_with, ...(plan.setup ?? [])].some((each) => each.includes('spy('));
  if (spied) lines.push('spy = Spies()');
  const names = plan.args.map((_, at) => localName(plan.names[at] ?? '', at, plan.path[0] ?? ''));
  const isHeld = (at: number): boolean => Boolean(changed[at]) && !plan.args[at]?.includes('spy(');
  const held = plan.args.flatMap((code, at) => (isHeld(at) ? [{ at, code, after: changed[at] ?? null }] : []));
  for (const { at, code } of held) lines.push(`${names[at]} = ${valueOf(code)}`);
  if (plan.form === 'method') lines.push(`instance = ${pythonInstance(plan)}`, ...(plan.setup ?? []));
  if (plan.form === 'method' && [...plan.made_with, ...(plan.setup ?? [])].some((each) => each.includes('spy(')))
    lines.push('spy.seen.clear()');
  const args = plan.args.map((code, at) =>
    isHeld(at) ? code.slice(0, code.length - valueOf(code).length) + names[at] : code,
  );
  const words = wordsOf(style);
  const printed = seen.filter(([source]) => source === 'stdout' || source === 'stderr');
  lines.push(...words.printing(printed, actLines(style, { plan, observation }, pythonCall(plan, args))));
  for (const { at, after } of held) if (after) lines.push(words.same(names[at] ?? '', after));
  if (plan.form === 'method' && receiver) lines.push(words.same('state_of(instance)', receiver));
  const calls = seen.filter((each) => !printed.includes(each));
  if (spied)
    lines.push(words.equal('spy.seen', `[${calls.map((each) => `[${each.map(quotePython).join(', ')}]`).join(', ')}]`));
  const pinned = observation.uses_clock || observation.uses_random;
  const body = pinned ? [`with pinned(${quotePython(packageOf(style))}):`, ...lines.map(indent)] : lines;
  return [`def ${name}(${words.params(printed)}):`, ...body.map(indent)];
}

function actLines(style: PythonStyle, { plan, observation }: PinnedCall, call: string): readonly string[] {
  const { outcome, value, error } = observation;
  const words = wordsOf(style);
  const awaited = outcome === 'resolved' || outcome === 'rejected' ? `asyncio.run(${call})` : call;
  const act = observation.iterated ? `list(${awaited})` : awaited;
  if (error) return words.raising(act, error);
  if (!value) return [act];
  if (plan.form === 'construct') return [`instance = ${act}`, words.same('state_of(instance)', value)];
  return [words.same(act, value)];
}

interface Words {
  equal(actual: string, expected: string): string;
  same(actual: string, value: SeenValue): string;
  raising(act: string, error: SeenError): readonly string[];
  /** What `act` prints is looked at after it. */
  printing(printed: readonly (readonly string[])[], act: readonly string[]): readonly string[];
  params(printed: readonly (readonly string[])[]): string;
}

const PYTEST: Words = {
  equal: (actual, expected) => `assert ${actual} ${/^(None|True|False)$/.test(expected) ? 'is' : '=='} ${expected}`,
  same: (actual, { literal, shape }) =>
    literal === null
      ? PYTEST.equal(`${describe(shape)}(${actual})`, quotePython(shape))
      : PYTEST.equal(actual, literal),
  raising: (act, { name, message, is_own, caught_as = 'Exception' }) => [
    `with pytest.raises(${caught_as})${caught_as !== name || is_own ? ' as caught' : ''}:`,
    indent(act),
    ...(caught_as === name ? [] : [PYTEST.equal('caught.type.__name__', quotePython(name))]),
    ...(is_own ? [PYTEST.equal('str(caught.value)', quotePython(message))] : []),
  ],
  printing: (printed, act) => {
    if (printed.length === 0) return act;
    const [[source = '', text = ''] = [], second] = printed;
    if (second)
      return [
        ...act,
        PYTEST.equal('capsys.readouterr()', `(${printed.map(([, each = '']) => quotePython(each)).join(', ')})`),
      ];
    return [...act, PYTEST.equal(`capsys.readouterr().${source === 'stdout' ? 'out' : 'err'}`, quotePython(text))];
  },
  params: (printed) => (printed.length === 0 ? '' : 'capsys'),
};

const UNITTEST: Words = {
  equal: (actual, expected) =>
    /^(None|True|False)$/.test(expected)
      ? `self.assertIs(${actual}, ${expected})`
      : `self.assertEqual(${actual}, ${expected})`,
  same: (actual, { literal, shape }) =>
    literal === null
      ? UNITTEST.equal(`${describe(shape)}(${actual})`, quotePython(shape))
      : UNITTEST.equal(actual, literal),
  raising: (act, { name, message, is_own, caught_as = 'Exception' }) => [
    `with self.assertRaises(${caught_as})${caught_as !== name || is_own ? ' as caught' : ''}:`,
    indent(act),
    ...(caught_as === name ? [] : [UNITTEST.equal('type(caught.exception).__name__', quotePython(name))]),
    ...(is_own ? [UNITTEST.equal('str(caught.exception)', quotePython(message))] : []),
  ],
  printing: (printed, act) => {
    if (printed.length === 0) return act;
    const opened = printed.map(
      ([source]) => `contextlib.redirect_${source}(io.StringIO()) as ${source === 'stdout' ? 'out' : 'err'}`,
    );
    return [
      `with ${opened.join(', ')}:`,
      ...act.map(indent),
      ...printed.map(([source, text = '']) =>
        UNITTEST.equal(`${source === 'stdout' ? 'out' : 'err'}.getvalue()`, quotePython(text)),
      ),
    ];
  },
  params: () => 'self',
};

function describe(shape: string): string {
  return /^sha256 [0-9a-f]{16}$/.test(shape) ? 'digest_of' : 'shape_of';
}

function wordsOf({ framework }: PythonStyle): Words {
  return framework === 'pytest' ? PYTEST : UNITTEST;
}

function indent(line: string): string {
  return `    ${line}`;
}

function valueOf(code: string): string {
  return code.replace(/^[A-Za-z_]\w*=(?!=)/, '');
}

function localName(name: string, at: number, target: string): string {
  return /^[A-Za-z_]\w*$/.test(name) && !RESERVED.test(name) && name !== target ? name : `argument${at + 1}`;
}
