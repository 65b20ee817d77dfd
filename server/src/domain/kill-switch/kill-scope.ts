import { User } from '@iama/contracts/auth/auth';
import { ModelAlias } from '@iama/contracts/model/model-class';
import { Id } from '@iama/contracts/primitives';

/** What a kill switch switches off. */
export type KillScope =
  | { readonly kind: 'global' }
  | { readonly kind: 'plan'; readonly tier: User['tier'] }
  | { readonly kind: 'user'; readonly user_id: string }
  | { readonly kind: 'model'; readonly alias: ModelAlias };

export interface KillSwitch {
  readonly scope: KillScope;
  /** The operator's words, for whom it stops. */
  readonly reason: string;
}

/** `global`, `plan:FREE`, `user:<id>`, `model:<alias>`; null when it is none of them. */
export function parseScope(text: string): KillScope | null {
  if (text === 'global') return { kind: 'global' };
  const colon = text.indexOf(':');
  const name = text.slice(colon + 1);
  switch (text.slice(0, Math.max(colon, 0))) {
    case 'plan': {
      const tier = User.shape.tier.safeParse(name);
      return tier.success ? { kind: 'plan', tier: tier.data } : null;
    }
    case 'user': {
      const user_id = Id.safeParse(name);
      return user_id.success ? { kind: 'user', user_id: user_id.data } : null;
    }
    case 'model': {
      const alias = ModelAlias.safeParse(name);
      return alias.success ? { kind: 'model', alias: alias.data } : null;
    }
    default:
      return null;
  }
}

export function scopeText(scope: KillScope): string {
  switch (scope.kind) {
    case 'global':
      return 'global';
    case 'plan':
      return `plan:${scope.tier}`;
    case 'user':
      return `user:${scope.user_id}`;
    case 'model':
      return `model:${scope.alias}`;
  }
}
