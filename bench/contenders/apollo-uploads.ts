/** Apollo Server on Express with graphql-upload: files go to the temporary folder; whole ones are passed on. */
import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import GraphQLUpload from 'graphql-upload/GraphQLUpload.mjs';
import graphqlUploadExpress from 'graphql-upload/graphqlUploadExpress.mjs';
import { limits, port, sendForm, toBlob, verificationResolvers, verificationTypes } from './verification.ts';

interface FileUpload {
  createReadStream(): AsyncIterable<Buffer>;
}

const resolvers = verificationResolvers<Promise<FileUpload>>(async (files) =>
  sendForm(await Promise.all(files.map(async (file) => toBlob((await file).createReadStream())))),
);
const apollo = new ApolloServer({
  typeDefs: verificationTypes,
  resolvers: { ...resolvers, Upload: GraphQLUpload },
  includeStacktraceInErrorResponses: false,
});
await apollo.start();

const app = express();
app.use('/graphql', graphqlUploadExpress(limits), express.json(), expressMiddleware(apollo));
app.listen(port, '127.0.0.1');
