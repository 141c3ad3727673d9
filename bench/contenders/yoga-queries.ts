/** Yoga as its documentation starts it; with JIT=on and its just-in-time compiler. */
import { createServer } from 'node:http';
import { useGraphQlJit } from '@envelop/graphql-jit';
import { createSchema, createYoga } from 'graphql-yoga';
import { attemptResolvers, attemptTypes, port } from './attempts.ts';

const yoga = createYoga({
  schema: createSchema({ typeDefs: attemptTypes, resolvers: attemptResolvers }),
  graphiql: false,
  logging: false,
  plugins: process.env.JIT === 'on' ? [useGraphQlJit()] : [],
});
createServer(yoga).listen(port, '127.0.0.1');
