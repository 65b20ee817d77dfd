import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tryLine } from './proof.ts';
import type { Proof, ProofPlace } from './proof.ts';

const CONNECT = String.raw`
const net = require('node:net');
const attempt = (port, done) => {
  const socket = net.connect(port, '127.0.0.1');
  socket.setTimeout(3000, () => socket.destroy(new Error('timeout')));
  socket.on('connect', () => { socket.destroy(); done('connected'); });
  socket.on('error', () => done('refused'));
};
attempt(Number(process.argv[1]), (away) => {
  const own = net.createServer().listen(0, '127.0.0.1', () => attempt(own.address().port, (home) => {
    console.log(JSON.stringify({ away, home }));
    process.exit();
  }));
});`;

/** A run tries to reach a server of this machine, which stands for any: and one of its own, which tests often need. */
export async function proveNetwork(place: ProofPlace): Promise<Proof> {
  let seen = 0;
  const server = createServer((socket) => {
    seen += 1;
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const script = CONNECT.replaceAll("'", '"');
  const { stdout, output_tail } = await tryLine(place, `"$IAMA_NODE" -e '${script}' ${port}`);
  server.close();
  await once(server, 'close');
  const told = /\{"away":"(\w+)","home":"(\w+)"\}/.exec(stdout);
  const cut = told?.[1] === 'refused' && seen === 0;
  const detail = !told
    ? `The attempt told nothing: ${output_tail.slice(-200)}`
    : cut
      ? `A connection to a server outside the run failed; its own loopback ${told[2] === 'connected' ? 'works' : 'does not work'}.`
      : 'A run could connect to a server outside of it.';
  return { property: 'network_is_cut', held: cut && told?.[2] === 'connected', detail };
}
