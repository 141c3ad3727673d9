/** What the bench and the upstream's process say to each other, and the bench's side of it. */
import { once } from 'node:events';
import { type ServerProcess, startServer } from './server-process.ts';

/** The share, 0..1, of requests that meet each fault. */
export interface UpstreamFaults {
  readonly error: number;
  readonly unauthorized: number;
  readonly reset: number;
  readonly cut: number;
  readonly nonsense: number;
  readonly stall: number;
}

export interface UpstreamOrder {
  /** Between the last byte of a request and the first of its answer. */
  readonly delayMs: number;
  /** Of the files that each verification has to bring; none: bodies are only counted. */
  readonly sha256: readonly string[];
  /** Of so many requests one is looked into: hashing each would make the upstream the one that is measured. */
  readonly lookEvery: number;
  /** Bodies come from several contenders in turn, so that their lengths differ. */
  readonly mixed: boolean;
  readonly faults: UpstreamFaults | null;
  readonly recordsPerLink: number;
}

export interface UpstreamReport {
  requests: number;
  bytes: number;
  /** Bodies that were taken apart and compared by their hashes. */
  looked: number;
  readonly wrong: string[];
}

export interface Upstream extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** What to do from now on; what was counted so far is forgotten. */
  order(order: Partial<UpstreamOrder>): Promise<void>;
  report(): Promise<UpstreamReport>;
}

export const usualOrder: UpstreamOrder = {
  delayMs: 0,
  sha256: [],
  lookEvery: 64,
  mixed: false,
  faults: null,
  recordsPerLink: 1,
};

export async function startUpstream(logFile: string): Promise<Upstream> {
  const server: ServerProcess = await startServer({
    args: [new URL('upstream.ts', import.meta.url).pathname],
    env: {},
    readyPath: '/ready',
    logFile,
  });
  const ask = async (message: UpstreamOrder | 'report') => {
    const answered = once(server.child, 'message');
    server.child.send(message);
    const [answer] = await answered;
    return answer;
  };
  return {
    url: `http://127.0.0.1:${server.port}`,
    port: server.port,
    async order(order) {
      await ask({ ...usualOrder, ...order });
    },
    report: () => ask('report'),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
