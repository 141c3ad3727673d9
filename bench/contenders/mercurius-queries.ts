/** Mercurius on Fastify, with its just-in-time compiler. */
import fastify from 'fastify';
import mercurius from 'mercurius';
import { attemptResolvers, attemptTypes, port } from './attempts.ts';

const app = fastify();
await app.register(mercurius, { schema: attemptTypes, resolvers: attemptResolvers, jit: 1 });
await app.listen({ port, host: '127.0.0.1' });
