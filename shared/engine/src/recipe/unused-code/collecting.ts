import type { ScopeManager } from '@typescript-eslint/scope-manager';
import type { ParsedModule } from '../../js/parse.ts';
import type { JsNode } from '../../js/walk.ts';
import type { Directives } from './directives.ts';
import type { Unresolved } from './effects.ts';
import type { ImportPolicy } from './import-policy.ts';
import type { UnitSink } from './unit.ts';

/** What the collectors of one file share. */
export interface Collecting {
  readonly module: ParsedModule;
  readonly sink: UnitSink;
  readonly scopes: ScopeManager;
  readonly unresolved: Unresolved;
  readonly directives: Directives;
  /** True where top-level names are seen by other scripts of a page. */
  readonly topLevelIsShared: boolean;
  readonly policy: (specifier: string, isRequire: boolean) => ImportPolicy;
  /** Whether `private` members of TypeScript are named anywhere outside the file. */
  readonly namedElsewhere: (name: string) => boolean;
}

/** Where a node stands: names around it, the statement list it is in (null: it is the sole body of something). */
export interface Place {
  readonly within: string;
  readonly parent: JsNode;
  readonly inList: boolean;
  readonly isTopLevel: boolean;
}
