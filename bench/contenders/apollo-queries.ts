/** Apollo Server on Express, as its documentation starts it. */
import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import { attemptResolvers, attemptTypes, port } from './attempts.ts';

const apollo = new ApolloServer({ typeDefs: attemptTypes, resolvers: attemptResolvers });
await apollo.start();

const app = express();
app.use('/graphql', express.json(), expressMiddleware(apollo));
app.listen(port, '127.0.0.1');
