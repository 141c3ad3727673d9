/** The GraphQL server: Yoga with our own body parsing, context and rule for errors. Knows GraphQL over HTTP; has never heard of identity. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga';
import type { GraphQLContext } from '#schema/context.ts';
import type { Authentication } from '#server/authentication/authentication.ts';
import type { Services } from '#services/services.ts';
import type { ImageViewing } from '#services/view-image.ts';
import type { Log } from '#telemetry/log.ts';
import { createDocumentCache, keepNothing } from './document-cache.ts';
import { createMaskError, useExpectedErrors, useValidationWithoutValues } from './errors.ts';
import type { ImageLinks } from './image-links.ts';
import { imagesPath } from './images.ts';
import { readLanguage } from './language.ts';
import { useOperationLimits } from './operation-limits.ts';
import { type OperationReportOptions, useOperationReport } from './operation-report.ts';
import { type PreflightOptions, useRequirePreflight } from './preflight.ts';

/** What the listener hands to Yoga with each request. */
export interface ServerContext {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly requestId: string;
}

export interface YogaOptions {
  readonly schema: GraphQLSchema;
  readonly services: Services;
  readonly authentication: Authentication;
  readonly images: { readonly viewing: ImageViewing; readonly links: ImageLinks };
  /** Where the client reaches this gateway; null when it did not say. */
  readonly originOf: (request: IncomingMessage) => string | null;
  readonly preflight: PreflightOptions;
  /** Whether clients may ask for the schema. */
  readonly introspection: boolean;
  readonly log: Log;
  readonly onOperation: OperationReportOptions['onOperation'];
  readonly plugins: readonly Plugin[];
}

export function createGraphQLServer(options: YogaOptions): YogaServerInstance<ServerContext, GraphQLContext> {
  const { schema, services, authentication, images, log } = options;
  return createYoga<ServerContext, GraphQLContext>({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    graphiql: false,
    batching: false,
    cors: false,
    // Both are done by server/uploads/uploads.ts, which keeps received bytes by reference and has limits of its own.
    multipart: false,
    maxRequestBodySize: false,
    logging: false,
    // Yoga's own keeps a thousand documents of any length, which is a gigabyte for whoever sends them.
    parserAndValidationCache: {
      documentCache: createDocumentCache({ maxDocuments: 500, maxLength: 16_000 }),
      errorCache: keepNothing,
    },
    maskedErrors: { maskError: createMaskError({ log }) },
    context({ request, req }) {
      const caller = authentication.callerOf(req);
      const { signal } = request;
      const origin = options.originOf(req);
      return {
        caller,
        language: readLanguage(request.headers.get('accept-language')),
        signal,
        services,
        records: services.recordReader(caller, signal),
        async signImageUrl(image, record) {
          const grant = origin === null ? null : images.viewing.grant(caller, image, record);
          return grant === null ? null : `${origin}${imagesPath}${await images.links.seal(grant)}`;
        },
      };
    },
    plugins: [
      useOperationReport({ onOperation: options.onOperation }),
      useRequirePreflight(options.preflight),
      authentication.plugin,
      useOperationLimits({ introspection: options.introspection }),
      useValidationWithoutValues(),
      useExpectedErrors(),
      ...options.plugins,
    ],
  });
}
