/** Yoga with graphql-upload-ts as shipped: files go to the temporary folder, and are passed on while they arrive. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type FileUpload, GraphQLUpload, processRequest } from 'graphql-upload-ts';
import { createSchema, createYoga } from 'graphql-yoga';
import { limits, port, sendStreams, verificationResolvers, verificationTypes } from './verification.ts';

interface NodeMessages {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
}

const resolvers = verificationResolvers<Promise<FileUpload>>(async (files) => {
  const arrived = await Promise.all(files);
  return sendStreams(arrived.map((file) => () => file.createReadStream()));
});

const yoga = createYoga<NodeMessages>({
  schema: createSchema({ typeDefs: verificationTypes, resolvers: { ...resolvers, Upload: GraphQLUpload } }),
  multipart: false,
  maxRequestBodySize: false,
  graphiql: false,
  logging: false,
  plugins: [
    {
      onRequestParse({ request, setRequestParser, serverContext }) {
        const { req, res } = serverContext as unknown as NodeMessages;
        if (!request.headers.get('content-type')?.startsWith('multipart/form-data')) return;
        setRequestParser(async () => (await processRequest(req, res, limits)) as { query: string });
      },
    },
  ],
});
createServer((req, res) => void yoga(req, res, { req, res })).listen(port, '127.0.0.1');
