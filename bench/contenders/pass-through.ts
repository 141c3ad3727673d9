/** Raw node:http: hands the request on as it comes and the answer back. Reads nothing, checks nothing, knows nobody: the floor. */
import { Agent, createServer, request } from 'node:http';

const upstream = new URL(process.env.UPSTREAM_URL ?? '');
const agent = new Agent({ keepAlive: true });

createServer((incoming, response) => {
  if (incoming.method === 'GET') return void response.end();
  const { 'content-type': contentType, 'content-length': contentLength } = incoming.headers;
  const outgoing = request(
    {
      agent,
      host: upstream.hostname,
      port: upstream.port,
      path: '/kycverify/api/kycverify/kyc-verification',
      method: 'POST',
      headers: { 'content-type': contentType, 'content-length': contentLength },
    },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  outgoing.on('error', () => response.destroy());
  incoming.pipe(outgoing);
}).listen(Number(process.env.PORT), '127.0.0.1');
