/** Plain node:http: the same rows, the same JSON, and no GraphQL. The operation's name alone is looked at. The floor. */
import { createServer } from 'node:http';
import { port, readPage, readUsers } from './attempts.ts';

interface Body {
  readonly query: string;
  readonly variables: { readonly first?: number; readonly representations?: readonly { readonly id: string }[] };
}

createServer((request, response) => {
  if (request.method === 'GET') return void response.end();
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString()) as Body;
    const data = query.startsWith('query Attempts')
      ? { verifications: readPage(variables.first ?? 20) }
      : { _entities: readUsers((variables.representations ?? []).map(({ id }) => id)) };
    const body = JSON.stringify({ data });
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
      .end(body);
  });
}).listen(port, '127.0.0.1');
