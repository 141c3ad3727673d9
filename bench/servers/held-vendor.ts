/** A vendor in this process that keeps its answers until it is told: so that the moment of a change is known. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';

export interface HeldVendor extends AsyncDisposable {
  readonly url: string;
  /** Answers every verification that waits; resolves with the number of them. */
  release(): number;
  /** Resolves when so many verifications wait. */
  untilWaiting(count: number): Promise<void>;
}

const fixtures = new URL('../../test/fixtures/faceki/', import.meta.url);
const verified = readFileSync(new URL('v2-kyc-single-ok.json', fixtures), 'utf8');
const token = JSON.stringify({
  responseCode: 0,
  data: { access_token: 'a-token', expires_in: 3600, token_type: 'Bearer' },
});

export async function startHeldVendor(): Promise<HeldVendor> {
  const waiting: ServerResponse[] = [];
  let wake = Promise.withResolvers<void>();
  let issued = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.once('end', () => {
      response.setHeader('content-type', 'application/json');
      if (request.url?.startsWith('/auth/') === true) return void response.end(token);
      waiting.push(response);
      wake.resolve();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    release() {
      const answered = waiting.splice(0);
      for (const response of answered) {
        issued += 1;
        const id = issued.toString(16).padStart(12, '0');
        response.end(
          verified
            .replaceAll('ffffffff000000000000000000000001', `${'f'.repeat(20)}${id}`)
            .replaceAll('00000001-0000-4000-8000-000000000001', `00000001-0000-4000-8000-${id}`),
        );
      }
      return answered.length;
    },
    async untilWaiting(count) {
      while (waiting.length < count) {
        wake = Promise.withResolvers();
        await wake.promise;
      }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
