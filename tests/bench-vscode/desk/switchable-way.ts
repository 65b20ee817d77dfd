import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { passableFolder } from '../../support/passable-folder.ts';

/** A TCP way to a control plane that can be cut: standing connections die, new ones are refused by silence. */
export interface SwitchableWay {
  /** A data folder that names the address of this way. */
  readonly data_dir: string;
  /** Connections that were asked for since the beginning. */
  readonly asked: () => number;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function startSwitch(
  plane_url: string,
  account: { readonly email: string; readonly password: string },
): Promise<SwitchableWay> {
  const { hostname, port } = new URL(plane_url);
  const open = new Set<Socket>();
  let isCut = false;
  let asked = 0;
  const keep = (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => socket.destroy());
  };
  const server = createServer((near) => {
    asked += 1;
    keep(near);
    // As with a cable that was pulled: what comes in is taken, and nothing answers.
    if (isCut) return;
    const far = connect(Number(port), hostname);
    keep(far);
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const data_dir = await passableFolder('iama-way-');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await writeFile(join(data_dir, 'server.json'), JSON.stringify({ url }));
  await writeFile(join(data_dir, 'local-account.json'), JSON.stringify(account));
  const drop = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    data_dir,
    asked: () => asked,
    cut() {
      isCut = true;
      drop();
    },
    mend() {
      isCut = false;
      drop();
    },
    async close() {
      drop();
      server.close();
      await rm(data_dir, { recursive: true, force: true });
    },
  };
}
