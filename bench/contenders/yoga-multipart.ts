/** Yoga with its own multipart reading, which gives resolvers whole files. Its body limit is lifted: it would refuse 3 x 10 MB. */
import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';
import { port, sendForm, verificationResolvers, verificationTypes } from './verification.ts';

const yoga = createYoga({
  schema: createSchema({
    typeDefs: verificationTypes,
    resolvers: verificationResolvers<File>(async (files) =>
      // Its files are of a class of its own, which undici's forms do not take.
      sendForm(await Promise.all(files.map(async (file) => new Blob([await file.arrayBuffer()], { type: file.type })))),
    ),
  }),
  maxRequestBodySize: false,
  graphiql: false,
  logging: false,
});
createServer(yoga).listen(port, '127.0.0.1');
