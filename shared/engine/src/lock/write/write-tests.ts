import type { Observation, SeenError, SeenValue } from '../observation.ts';
import type { PinnedCall, WrittenTests } from '../pinned-call.ts';
import { writePythonTests } from '../python/write-tests.ts';
import { callCode, instanceCode, subjectWords } from './call-code.ts';
import { OBSERVE, PINNED, SHAPE_OF } from './helper-texts.ts';
import { equal, headerOf, throwing } from './test-style.ts';
import type { ScriptStyle, TestStyle } from './test-style.ts';

const LONGEST_TITLE = 110;

/**
 * The characterization as a test file that a maintainer can read and keep. `path` and `source` are the target's: an error's
 * message is only pinned when it is the target's own. Titles go through `mask` before they are cut short: they are told to others.
 */
export function writeTests(
  style: TestStyle,
  { path, source }: { readonly path: string; readonly source: string },
  calls: readonly PinnedCall[],
  mask: (text: string) => string = (text) => text,
): WrittenTests {
  if (style.language === 'python') return writePythonTests(style, { path, source }, calls, mask);
  const titles = new Map<string, string>();
  const groups = Map.groupBy(calls, ({ plan }) => subjectWords(plan, style.target_name));
  const body = [...groups].flatMap(([subject, members]) => {
    const used = new Set<string>();
    const tests = members.flatMap((call) => {
      const title = uniqueTitle(titleOf(call, style.target_name, mask), used);
      titles.set(`${subject} > ${title}`, call.plan.id);
      return testOf(style, call, title, source);
    });
    return ['', `describe(${quote(subject)}, () => {`, ...tests.map((line) => (line === '' ? '' : `  ${line}`)), '});'];
  });
  const text = body.join('\n');
  const helpers = [
    text.includes('shapeOf(') || text.includes('observe(') ? SHAPE_OF : '',
    text.includes('observe(') ? OBSERVE : '',
    text.includes('pinned(') ? PINNED : '',
  ].filter(Boolean);
  const note = [
    `// What ${path} does, as it was recorded; not what it should do. A failing test here means that behaviour has changed.`,
    ...headerOf(style),
  ];
  return { text: `${[...note, ...helpers.flatMap((each) => ['', each]), text].join('\n')}\n`, titles };
}

function testOf(
  style: ScriptStyle,
  { plan, observation }: PinnedCall,
  title: string,
  source: string,
): readonly string[] {
  const lines: string[] = [];
  if (plan.form === 'method') lines.push(`const instance = ${instanceCode(plan, style.target_name)};`);
  const names = plan.args.map((_, at) => uniqueName(plan.names[at] ?? '', at, style.target_name));
  const isHeld = (at: number): boolean => Boolean(observation.changed[at]) && !plan.args[at]?.includes('spy(');
  const args = plan.args.map((code, at) => (isHeld(at) ? (names[at] ?? code) : code));
  const changed = observation.changed.flatMap((after, at) => (after && isHeld(at) ? [{ after, at }] : []));
  for (const { at } of changed) lines.push(`const ${names[at]} = ${plan.args[at]};`);
  const setup = plan.setup ?? [];
  const isWatched = observation.seen.length > 0 || [...plan.args, ...setup].some((each) => each.includes('spy('));
  const call = callCode(plan, style.target_name, args);
  if (isWatched) lines.push(...watched(style, call, setup, observation, source));
  else lines.push(...setup.map((line) => `${line};`), ...plain(style, call, observation, source));
  for (const { after, at } of changed) lines.push(same(style, names[at] ?? '', after));
  if (plan.form === 'method' && observation.receiver) lines.push(same(style, 'instance', observation.receiver));
  const isAsync = lines.some((line) => line.includes('await '));
  const open = observation.uses_clock || observation.uses_random ? 'pinned(' : '';
  return [
    `it(${quote(title)}, ${open}${isAsync ? 'async ' : ''}() => {`,
    ...lines.map((line) => `  ${line}`),
    `}${open ? ')' : ''});`,
  ];
}

function plain(
  style: ScriptStyle,
  call: string,
  { outcome, value, error }: Observation,
  source: string,
): readonly string[] {
  if (outcome === 'returned' && value) return [same(style, call, value)];
  if (outcome === 'resolved' && value) return [same(style, `await ${call}`, value)];
  if (!error) return [];
  const isAsync = outcome === 'rejected';
  if (!error.is_error) {
    const thrown = `await observe(${isAsync ? 'async ' : ''}() => ${call})`;
    return [`const { error } = ${thrown};`, equal(style, 'shapeOf(error)', quote(error.shape))];
  }
  const message = isOwnMessage(error, source) ? quote(error.message) : null;
  return [throwing(style, call, quote(error.name), message, isAsync)];
}

function watched(
  style: ScriptStyle,
  call: string,
  setup: readonly string[],
  observation: Observation,
  source: string,
): readonly string[] {
  const { value, error, seen } = observation;
  const lines =
    setup.length === 0
      ? [`const result = await observe((spy) => ${call});`]
      : ['const result = await observe((spy) => {', ...setup.map((line) => `  ${line};`), `  return ${call};`, '});'];
  if (value) lines.push(same(style, 'result.value', value));
  if (error?.is_error === true) lines.push(equal(style, 'result.error.name', quote(error.name)));
  if (error?.is_error === true && isOwnMessage(error, source))
    lines.push(equal(style, 'result.error.message', quote(error.message)));
  const calls = seen.map((each) => `[${each.map(quote).join(', ')}]`);
  lines.push(equal(style, 'result.seen', `[${calls.join(', ')}]`));
  return lines;
}

/** The engine's messages name variables and change from version to version; those are not the target's behaviour. */
function isOwnMessage({ name, message }: SeenError, source: string): boolean {
  if (!/^(TypeError|RangeError|ReferenceError|SyntaxError|URIError|EvalError)$/.test(name)) return true;
  const parts = message.split(/["'`\d]+/).map((part) => part.trim());
  const longest = parts.toSorted((a, b) => b.length - a.length)[0] ?? '';
  return longest.length > 3 && source.includes(longest.slice(0, 24));
}

function same(style: ScriptStyle, actual: string, { literal, shape }: SeenValue): string {
  return literal === null ? equal(style, `shapeOf(${actual})`, quote(shape)) : equal(style, actual, literal);
}

function titleOf({ plan, observation }: PinnedCall, target: string, mask: (text: string) => string): string {
  const call = callCode(plan, target, plan.args).replaceAll(/spy\('([^']+)'(, [^()]*(\([^()]*\))*[^()]*)?\)/g, '$1');
  const words = { returned: 'returns', resolved: 'resolves to', threw: 'throws', rejected: 'rejects with' };
  const what = observation.value
    ? (observation.value.literal ?? observation.value.shape)
    : (observation.error?.name ?? '');
  const count = plan.setup?.length ?? 0;
  const after = count === 0 ? '' : count === 1 ? 'after a call ' : `after ${count} calls `;
  const said = plan.form === 'value' ? `is ${what}` : `${after}${call} ${words[observation.outcome]} ${what}`;
  const plainText = mask(said)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return plainText.length > LONGEST_TITLE ? `${plainText.slice(0, LONGEST_TITLE - 1)}…` : plainText;
}

function uniqueTitle(title: string, used: Set<string>): string {
  let unique = title;
  for (let number = 2; used.has(unique); number += 1) unique = `${title} (${number})`;
  used.add(unique);
  return unique;
}

function uniqueName(name: string, at: number, target: string): string {
  const fits = /^[A-Za-z_$][\w$]*$/.test(name) && !RESERVED.test(name) && name !== target;
  return fits ? name : `argument${at + 1}`;
}

const RESERVED =
  /^(instance|result|error|spy|observe|pinned|shapeOf|assert|expect|describe|it|new|function|class|default|in|of|delete|typeof|void|this|null|true|false|arguments|eval|var|let|const|return|if|for|while|do|switch|case|break|continue|try|catch|throw|with|yield|await|enum|export|import|super|static|async|package|interface|private|protected|public|implements)$/;

function quote(text: string): string {
  const inner = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`);
  return `'${inner.replaceAll('\u2028', String.raw`\u2028`).replaceAll('\u2029', String.raw`\u2029`)}'`;
}
