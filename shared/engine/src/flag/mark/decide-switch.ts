import type { FlagValue } from '@iama/contracts/flag/request';
import type { Constant } from '../../rewrite/program.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { calleeOf } from '../find/callee.ts';
import { accessOn } from './outer-value.ts';
import { equalsWord, isSet } from './switch-words.ts';

/** The expression around a text variable whose value the switch decides, and that value. */
export interface DecidedSwitch {
  readonly node: SyntaxNode;
  readonly value: Constant;
}

/** Methods and functions that keep what a switch says; those in `FOLDS` take capitals away. */
const KEEPS =
  /^(to_s|toString|String|str|strip|trim|Trim|TrimSpace|trimmed|unwrap|unwrap_or|unwrap_or_default|expect|orEmpty|as_str|as_deref|ok|as_ref|squish|chomp|getOrDefault|orElse|unwrap_or_else)$/;
const FOLDS =
  /^(toLowerCase|toUpperCase|toLocaleLowerCase|lower|upper|casefold|downcase|upcase|lowercase|uppercase|lowercased|uppercased|ToLower|ToUpper|ToLowerInvariant|ToUpperInvariant|strtolower|strtoupper|to_lowercase|to_uppercase|to_ascii_lowercase)$/;
const READS =
  /^(Boolean|bool|parseBoolean|parse_bool|strtobool|toBoolean|toBool|to_bool|to_boolean|toBooleanStrict|boolval|isTruthy|Parse|ToBoolean)$/;
const IS_THERE = /^(present\?|is_ok|is_some|isPresent|isNotEmpty|isNotBlank|isNotNull|any\?)$/;
const IS_MISSING =
  /^(blank\?|nil\?|empty\?|is_err|is_none|isEmpty|isBlank|isNullOrEmpty|isNullOrBlank|IsNullOrEmpty|IsNullOrWhiteSpace|empty|is_null)$/;
const EQUALS = /^(equals|equalsIgnoreCase|eql\?|Equals|EqualFold|casecmp\?|eq_ignore_ascii_case|contentEquals)$/;
const CONTAINS = /^(includes|contains|include\?|Contains|in_array|member\?)$/;

/** Follows a text variable outwards until something decides; null where the text itself is what the program wants. */
export function decideSwitch(file: SourceFile, node: SyntaxNode, value: FlagValue): DecidedSwitch | null {
  let at = node;
  let folded = false;
  for (;;) {
    const { parent } = at;
    if (parent === null) return null;
    if (parent.role === 'group' || parent.role === 'wrap') at = parent;
    else if (parent.role === 'logical' && parent.left === at && isDefault(parent.right)) at = parent;
    else if (parent.role === 'compare') return decideCompare(file, parent, at, value, folded);
    else if (isTest(at)) return decided(at, isSet(value));
    else {
      const step = throughCall(file, at, value, folded);
      if (step === null || 'value' in step) return step;
      at = step.node;
      folded ||= step.folds;
    }
  }
}

type Step = { readonly node: SyntaxNode; readonly folds: boolean };

function throughCall(file: SourceFile, at: SyntaxNode, value: FlagValue, folded: boolean): Step | DecidedSwitch | null {
  const access = accessOn(at);
  if (access && access.args !== null) {
    const { property, whole, args } = access;
    if (KEEPS.test(property) || FOLDS.test(property)) return { node: whole, folds: FOLDS.test(property) };
    if (READS.test(property)) return decided(whole, isOn(value));
    if (IS_THERE.test(property)) return decided(whole, isSet(value));
    if (IS_MISSING.test(property)) return decided(whole, negated(isSet(value)));
    const word = args.length > 0 ? wordOf(args[0]!) : null;
    if (EQUALS.test(property) && word !== null) {
      return decided(whole, equalsWord(value, word, folded || property !== 'equals'));
    }
    return null;
  }
  const argument = at.parent;
  const call = argument?.role === 'argument' ? argument.parent : null;
  if (argument?.role !== 'argument' || call?.role !== 'call') return null;
  const callee = calleeOf(file, call.callee);
  if (callee === null) return null;
  const others = call.args.filter((each) => each !== argument).map((each) => each.value);
  if (KEEPS.test(callee.name) || FOLDS.test(callee.name)) return { node: call, folds: FOLDS.test(callee.name) };
  if (READS.test(callee.name) && others.length === 0) {
    return decided(call, /^(bool|Boolean|boolval)$/.test(callee.name) ? isSet(value) : isOn(value));
  }
  if (callee.receiver_text === 'JSON' && callee.name === 'parse') return decided(call, isOn(value));
  if (IS_MISSING.test(callee.name) && others.length === 0) return decided(call, negated(isSet(value)));
  const against = callee.receiver ?? others[0] ?? null;
  if (EQUALS.test(callee.name) && against) {
    const word = wordOf(against);
    return word === null ? null : decided(call, equalsWord(value, word, folded || callee.name !== 'equals'));
  }
  return CONTAINS.test(callee.name) && against ? decided(call, oneOf(against, value, folded)) : null;
}

function decideCompare(
  file: SourceFile,
  compare: Extract<SyntaxNode, { role: 'compare' }>,
  at: SyntaxNode,
  value: FlagValue,
  folded: boolean,
): DecidedSwitch | null {
  const other = compare.left === at ? compare.right : compare.left;
  const operator = file.text.slice(compare.left.end, compare.right.start).trim();
  if (compare.operator === 'other') {
    const negative = /^not\s+in$|^!in$/.test(operator);
    if (compare.left !== at || !(negative || operator === 'in')) return null;
    const result = oneOf(other, value, folded);
    return decided(compare, negative ? negated(result) : result);
  }
  const literal = other.role === 'group' ? other.inner : other;
  const isNothing =
    (literal.role === 'literal' && literal.value === null) ||
    /^(undefined|nil|None|null|NULL)$/.test(file.text.slice(literal.start, literal.end));
  const word = wordOf(other);
  const equal = isNothing ? negated(isSet(value)) : word === null ? null : equalsWord(value, word, folded);
  return decided(compare, compare.operator === 'ne' ? negated(equal) : equal);
}

/** A list of words that mean the same, all on or all off. */
function oneOf(node: SyntaxNode, value: FlagValue, folded: boolean): boolean | null {
  const list = node.role === 'group' ? node.inner : node;
  const items = list.role === 'list' ? list.items : list.role === 'call' ? list.args.map((each) => each.value) : [];
  const words = items.map(wordOf);
  const results = words.map((word) => (word === null ? null : equalsWord(value, word, folded)));
  if (typeof value === 'string') return results.includes(null) || results.length === 0 ? null : results.includes(true);
  const [first] = results;
  return first !== undefined && results.every((each) => each === first) ? first : null;
}

function wordOf(node: SyntaxNode): string | null {
  if (node.role === 'group') return wordOf(node.inner);
  if (node.role !== 'literal') return null;
  if (typeof node.value === 'string') return node.value;
  return typeof node.value === 'number' ? String(node.value) : null;
}

function isDefault(node: SyntaxNode): boolean {
  return node.role === 'literal' || (node.role === 'group' && isDefault(node.inner));
}

/** Nothing but on or off is wanted of the expression. */
function isTest(node: SyntaxNode): boolean {
  const { parent } = node;
  if (!parent) return false;
  if (parent.role === 'not') return true;
  if (parent.role === 'if' || parent.role === 'conditional' || parent.role === 'loop') return parent.test === node;
  return parent.role === 'logical' && parent.operator !== 'coalesce' && isTest(parent);
}

/** What a parser of booleans makes of the text; it may know more words than `true`. */
function isOn(value: FlagValue): boolean | null {
  if (typeof value !== 'string') return isSet(value);
  const word = value.toLowerCase();
  return word === 'true' || word === 'false' ? word === 'true' : null;
}

function negated(result: boolean | null): boolean | null {
  return result === null ? null : !result;
}

function decided(node: SyntaxNode, value: boolean | null): DecidedSwitch | null {
  return value === null ? null : { node, value };
}
