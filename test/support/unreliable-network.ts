/** A network between the gateway and its Faceki that a test can break and mend: a TCP relay on a loopback port. Knows no HTTP. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls';

/**
 * `works`. `refuses`: nothing listens. `resets`: each connection is reset at once. `swallows`: connections are taken, and nothing ever comes
 * back (a black hole). `cuts`: connections end after the first bytes of an answer.
 */
export type NetworkState = 'works' | 'refuses' | 'resets' | 'swallows' | 'cuts';

export interface UnreliableNetwork extends AsyncDisposable {
  readonly port: number;
  /** Breaks or mends it; connections that are open end, but those of a black hole stay silent. */
  become(state: NetworkState): Promise<void>;
  /** With TLS: which certificate it shows from now on. */
  show(certificate: 'known' | 'stranger'): void;
}

/** How much of an answer comes through before the connection is cut: the head and a little. */
const cutAfterBytes = 400;

/** Relays to this port of 127.0.0.1; `tls`: what comes in is to be TLS. */
export async function startUnreliableNetwork(
  targetPort: number,
  options: { tls?: boolean } = {},
): Promise<UnreliableNetwork> {
  const sockets = new Set<Socket>();
  let state: NetworkState = 'works';
  let context = contextOf('known');
  let server: Server = await listen(0);
  const { port } = server.address() as AddressInfo;

  async function listen(onPort: number): Promise<Server> {
    const listening = createServer(take).listen(onPort, '127.0.0.1');
    await once(listening, 'listening');
    return listening;
  }

  function take(raw: Socket): void {
    keep(raw);
    if (state === 'resets') return void raw.resetAndDestroy();
    if (state === 'swallows') return void raw.pause();
    const socket = options.tls === true ? new TLSSocket(raw, { isServer: true, secureContext: context }) : raw;
    const target = connect(targetPort, '127.0.0.1');
    keep(target);
    socket.on('error', () => target.destroy()).on('close', () => target.destroy());
    target.on('close', () => socket.destroy());
    socket.pipe(target);
    if (state !== 'cuts') return void target.pipe(socket);
    target.once('data', (answer: Buffer) => {
      socket.write(answer.subarray(0, cutAfterBytes), () => raw.destroySoon());
    });
  }

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.on('error', () => {}).once('close', () => sockets.delete(socket));
  }

  function drop(): void {
    for (const socket of sockets) socket.destroy();
  }

  async function stopListening(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    drop();
    await closed;
  }

  return {
    port,
    async become(next) {
      state = next;
      if (next === 'refuses') return stopListening();
      if (!server.listening) server = await listen(port);
      drop();
    },
    show(certificate) {
      context = contextOf(certificate);
      drop();
    },
    [Symbol.asyncDispose]: stopListening,
  };
}

/** The certificate that clients of this network may trust. */
export const knownCertificate = readFileSync('test/fixtures/tls/known.cert.pem', 'utf8');

function contextOf(name: 'known' | 'stranger'): SecureContext {
  const read = (part: string) => readFileSync(`test/fixtures/tls/${name}.${part}.pem`);
  return createSecureContext({ key: read('key'), cert: read('cert') });
}
