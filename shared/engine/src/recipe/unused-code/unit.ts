import type { PlanLevel } from '@iama/contracts/recipe';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** `list` and `write` never become findings of their own: they go along with what they belong to. */
export type UnitKind =
  | 'unused_import'
  | 'unused_variable'
  | 'unused_result'
  | 'unused_function'
  | 'unused_class'
  | 'unused_type'
  | 'unused_private_member'
  | 'unused_export'
  | 'unreachable_code'
  | 'list'
  | 'write';

/** How a unit leaves the text. `item` is one of its parent's `items`. */
export type Cut =
  /** Whole statements or class members, with their lines and the comments that belong to them. */
  | { readonly type: 'statements'; readonly spans: readonly Span[] }
  /** Exactly this text, such as `export ` or `const x = `. */
  | { readonly type: 'text'; readonly span: Span }
  | { readonly type: 'item'; readonly index: number };

/**
 * A piece of code that could go: plain data, so that the parsed tree need not be kept. Code inside `spans` goes with it,
 * so what that code refers to is not needed because of it.
 */
export interface Unit {
  readonly kind: UnitKind;
  readonly name: string;
  /** Names of the functions and classes around it, `.` between. */
  readonly within: string;
  readonly at: number;
  readonly spans: readonly Span[];
  readonly cut: Cut;
  /** The least level at which it may go. */
  readonly from: PlanLevel;
  /** Why it stays below that level; empty when it always may go. */
  readonly below: string;
  /** Why it must stay even when nothing uses it. */
  readonly keep: string | null;
  /** Of a `write`: the variable that nothing else uses. */
  readonly variable: number | null;
  /** The list it is an item of. */
  readonly parent: number | null;
  /** Of a list: all its items, also those that are no units; and whether it may lose some and keep others. */
  readonly items: readonly Span[];
  readonly partial: boolean;
  /** Of an item: what stays of it when its whole list goes, such as the call of `const x = f()`. Alone it cannot go. */
  readonly leaves: Span | null;
  /** Of an `unused_export`: the names under which others see it. */
  readonly exportNames: readonly string[];
}

/** What one file holds. `edges` go from a unit (null: code that always stays) to a unit that it needs. */
export interface FileUnits {
  readonly path: string;
  readonly units: readonly Unit[];
  readonly edges: readonly { readonly from: number | null; readonly to: number }[];
}

const LEVELS: readonly PlanLevel[] = ['CONSERVATIVE', 'STANDARD', 'COMPREHENSIVE'];

export function isAtLeast(level: PlanLevel, least: PlanLevel): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(least);
}

type Defaults = Pick<
  Unit,
  'from' | 'below' | 'keep' | 'variable' | 'parent' | 'items' | 'partial' | 'leaves' | 'exportNames'
>;

/** The units of one file while they are collected. */
export class UnitSink {
  readonly units: Unit[] = [];
  readonly edges: { from: number | null; to: number }[] = [];
  /** From where a name is declared to the unit that declares it. */
  readonly byName = new Map<number, number>();
  /** Uses that scopes do not know: members by name. */
  readonly references: { at: number; to: number }[] = [];
  /** Export keywords, each with where the declaration behind it starts and ends. */
  readonly exported: { unit: number; declaration: Span }[] = [];

  add(unit: Pick<Unit, 'kind' | 'name' | 'within' | 'at' | 'spans' | 'cut'> & Partial<Unit>): number {
    const defaults: Defaults = {
      from: 'CONSERVATIVE',
      below: '',
      keep: null,
      variable: null,
      parent: null,
      items: [],
      partial: true,
      leaves: null,
      exportNames: [],
    };
    this.units.push({ ...defaults, ...unit });
    return this.units.length - 1;
  }
}
