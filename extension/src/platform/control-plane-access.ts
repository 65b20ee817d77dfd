import { join } from 'node:path';
import { secretGate } from '@iama/engine/secrets/secret-gate';
import { secretKey } from '@iama/runner/secrets/secret-key';
import { createClient } from '@iama/client/create-client';
import type { Client } from '@iama/client/create-client';
import type { TokenStore } from '@iama/client/token-store';
import { userFolders } from '@iama/runner/records/user-folders';
import { l10n } from 'vscode';
import type { SecretStorage } from 'vscode';
import { findControlPlane } from './find-control-plane.ts';
import type { ControlPlane } from './find-control-plane.ts';
import { localDataFolders } from './local-data-folders.ts';
import { readSettings } from './settings.ts';
import { secretTokens } from './sign-in/secret-tokens.ts';

/** No control plane, or nobody signed in: what a person can do about it is in `next`. */
export class ConnectionError extends Error {
  readonly code: 'NO_CONTROL_PLANE' | 'NOT_SIGNED_IN';
  readonly next: string;

  constructor(code: ConnectionError['code'], message: string, next: string) {
    super(message);
    this.code = code;
    this.next = next;
  }
}

interface FoundControlPlane {
  readonly client: Client;
  readonly plane: ControlPlane;
}

/** Finds the control plane and holds its client; asks nobody to sign in. */
export interface ControlPlaneAccess {
  find(): Promise<FoundControlPlane | null>;
  /** The one that `find` would ask first, whether it is there or not. Nothing goes out: VS Code wants to know at each start. */
  presumed(): Promise<{ readonly url: string; readonly tokens: TokenStore } | null>;
  nowhere(): ConnectionError;
}

export function controlPlaneAccess(secrets: SecretStorage): ControlPlaneAccess {
  let current: FoundControlPlane | null = null;
  const tokensOf = (url: string): TokenStore =>
    secretTokens(secrets, url, join(userFolders().config, 'editor-refresh.lock'));
  return {
    async find() {
      const plane = await findControlPlane(readSettings().control_plane_url, await localDataFolders());
      // One that was there is only away: calls wait for it and say so when it stays away.
      if (!plane) return current;
      if (current?.plane.url !== plane.url) {
        const gate = secretGate(await secretKey(userFolders().data));
        const tokens = tokensOf(plane.url);
        const client = createClient({ base_url: plane.url, tokens, outgoing: (body) => gate.maskValue(body) });
        current = { client, plane };
      }
      return current;
    },
    async presumed() {
      if (current) return { url: current.plane.url, tokens: current.client.tokens };
      const nobodyIsAsked = () => Promise.resolve(true);
      const plane = await findControlPlane(readSettings().control_plane_url, await localDataFolders(), nobodyIsAsked);
      return plane && { url: plane.url, tokens: tokensOf(plane.url) };
    },
    nowhere: () =>
      new ConnectionError(
        'NO_CONTROL_PLANE',
        l10n.t('No control plane answers.'),
        l10n.t('Start one on this machine with `npm start` in a clone of IAMA, or set its address in the settings.'),
      ),
  };
}
