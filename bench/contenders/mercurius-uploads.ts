/** Mercurius on Fastify with mercurius-upload and its just-in-time compiler: files are held as streams; whole ones are passed on. */
import fastify from 'fastify';
import { GraphQLUpload } from 'graphql-upload-minimal';
import mercurius from 'mercurius';
import { mercuriusUpload } from 'mercurius-upload';
import { limits, port, sendForm, toBlob, verificationResolvers, verificationTypes } from './verification.ts';

interface FileUpload {
  createReadStream(): AsyncIterable<Buffer>;
}

const resolvers = verificationResolvers<Promise<FileUpload>>(async (files) =>
  sendForm(await Promise.all(files.map(async (file) => toBlob((await file).createReadStream())))),
);
const app = fastify({ bodyLimit: 100_000_000 });
await app.register(mercuriusUpload, limits);
await app.register(mercurius, {
  schema: verificationTypes,
  resolvers: { ...resolvers, Upload: GraphQLUpload },
  jit: 1,
});
await app.listen({ port, host: '127.0.0.1' });
