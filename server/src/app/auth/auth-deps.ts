import type { AccessTokens } from '../ports/access-tokens.ts';
import type { AccountStore } from '../ports/account-store.ts';
import type { AdminStore } from '../ports/admin-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { PasswordHasher } from '../ports/password-hasher.ts';
import type { RefreshSecrets } from '../ports/refresh-secrets.ts';
import type { Store } from '../ports/store.ts';

export interface AuthDeps {
  readonly accounts: AccountStore;
  readonly admins: AdminStore;
  readonly passwords: PasswordHasher;
  readonly tokens: AccessTokens;
  readonly secrets: RefreshSecrets;
  readonly store: Pick<Store, 'transaction'>;
  readonly clock: Clock;
  readonly ids: Ids;
}
