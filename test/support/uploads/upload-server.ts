/** A small GraphQL server of its own around the upload engine, on a real socket: what tests talk to instead of the whole gateway. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { GraphQLError } from 'graphql';
import { GraphQLUpload } from 'graphql-upload-ts';
import { createSchema, createYoga } from 'graphql-yoga';
import { RateLimitedError, RequestError } from '#domain/errors.ts';
import { type Image, ImageFault } from '#domain/image.ts';
import { toIncomingImage } from '#schema/incoming-image.ts';
import { type UploadOptions, useUploads } from '#server/uploads/uploads.ts';

const typeDefs = /* GraphQL */ `
  scalar Upload
  type Query { hello: String! }
  type ImageRead {
    format: String, byteLength: Int, sha256: String
    code: String, detectedFormat: String, maxBytes: Int, retryAfterSeconds: Int
  }
  type ReadTwice { isSame: Boolean!, chunksAfterRelease: Int! }
  input SideInput { front: Upload!, back: Upload }
  input PersonInput { selfie: Upload!, documents: [SideInput!] }
  type Mutation {
    read(image: Upload!): ImageRead
    readMany(images: [Upload!]!): [ImageRead]
    readPerson(input: PersonInput!): [ImageRead]
    readTwice(image: Upload!): ReadTwice
    "Reads the image, and holds it until the test lets go."
    hold(image: Upload!): ImageRead
    "Reads the first image alone."
    readFirst(images: [Upload!]!): ImageRead
    "Reads one image after the other, the last one first."
    readBackwards(images: [Upload!]!): [ImageRead]
    "Fails without reading."
    refuse(image: Upload!): Boolean
    "Answers without reading."
    ignore(image: Upload): Boolean
    greet(name: String!): String
  }
`;

export interface UploadServer {
  readonly url: string;
  readonly port: number;
  readonly server: Server;
  /** Memory reserved for files at present. */
  heldBytes(): number;
  /** The most that was ever reserved. */
  readonly peakHeldBytes: () => number;
  /** How many resolvers have run. */
  readonly executions: () => number;
  /** Images that `hold` has read. Its answer waits for `mayAnswer`. */
  readonly held: Image[];
  mayAnswer: Promise<void>;
  /** Errors that no client was meant to see. */
  readonly faults: unknown[];
  close(): Promise<void>;
}

type UploadArgument = Parameters<typeof toIncomingImage>[0];
interface SideArgument {
  readonly front: UploadArgument;
  readonly back?: UploadArgument;
}

export async function startUploadServer(options: UploadOptions = {}): Promise<UploadServer> {
  let heldBytes = 0;
  let peakHeldBytes = 0;
  let executions = 0;
  const held: Image[] = [];
  const faults: unknown[] = [];

  const yoga = createYoga({
    schema: createUploadSchema(held, () => uploadServer.mayAnswer),
    multipart: false,
    maxRequestBodySize: false,
    batching: false,
    graphiql: false,
    landingPage: false,
    logging: { debug() {}, info() {}, warn() {}, error: (error) => faults.push(error) },
    plugins: [
      useUploads({
        ...options,
        onHeldBytes(bytes) {
          heldBytes = bytes;
          peakHeldBytes = Math.max(peakHeldBytes, bytes);
        },
      }),
      {
        onExecute() {
          executions += 1;
        },
      },
    ],
  });

  const server = createServer(yoga);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server does not listen on a port.');
  const uploadServer: UploadServer = {
    url: `http://127.0.0.1:${address.port}/graphql`,
    port: address.port,
    server,
    heldBytes: () => heldBytes,
    peakHeldBytes: () => peakHeldBytes,
    executions: () => executions,
    held,
    mayAnswer: Promise.resolve(),
    faults,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return uploadServer;
}

function createUploadSchema(held: Image[], whenMayAnswer: () => Promise<void>) {
  async function read(upload: UploadArgument, onImage = (image: Image) => image.release()) {
    try {
      const image = await toIncomingImage(upload).read();
      const hash = createHash('sha256');
      for (const chunk of image.chunks) hash.update(chunk);
      const { format, byteLength } = image;
      onImage(image);
      return { format, byteLength, sha256: hash.digest('hex') };
    } catch (error) {
      if (error instanceof ImageFault) {
        const { code, detectedFormat, maxBytes } = error;
        return { code, detectedFormat, maxBytes };
      }
      if (error instanceof RateLimitedError) return { code: error.code, retryAfterSeconds: error.retryAfterSeconds };
      if (error instanceof RequestError) throw new GraphQLError(error.message, { extensions: { code: error.code } });
      throw error;
    }
  }
  const readAll = (uploads: readonly UploadArgument[]) => Promise.all(uploads.map((upload) => read(upload)));

  return createSchema({
    typeDefs,
    resolvers: {
      Upload: GraphQLUpload,
      Query: { hello: () => 'world' },
      Mutation: {
        read: (_, { image }: { image: UploadArgument }) => read(image),
        readMany: (_, { images }: { images: readonly UploadArgument[] }) => readAll(images),
        readPerson(_, { input }: { input: { selfie: UploadArgument; documents?: readonly SideArgument[] } }) {
          const sides = (input.documents ?? []).flatMap(({ front, back }) =>
            back === undefined ? [front] : [front, back],
          );
          return readAll([input.selfie, ...sides]);
        },
        readFirst: (_, { images: [first] }: { images: readonly UploadArgument[] }) => first && read(first),
        async readBackwards(_, { images }: { images: readonly UploadArgument[] }) {
          const results: unknown[] = [];
          for (const image of images.toReversed()) results.unshift(await read(image));
          return results;
        },
        async readTwice(_, { image }: { image: UploadArgument }) {
          const incoming = toIncomingImage(image);
          const [first, second] = await Promise.all([incoming.read(), incoming.read()]);
          const isSame = first === second;
          first.release();
          second.release();
          return { isSame, chunksAfterRelease: first.chunks.length };
        },
        async hold(_, { image }: { image: UploadArgument }) {
          const result = await read(image, (kept) => held.push(kept));
          await whenMayAnswer();
          return result;
        },
        refuse() {
          throw new GraphQLError('Not you.', { extensions: { code: 'FORBIDDEN' } });
        },
        ignore: () => true,
        greet: (_, { name }: { name: string }) => `Hello ${name}`,
      },
    },
  });
}
