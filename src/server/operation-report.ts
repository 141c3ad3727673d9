/** Tells of each GraphQL request, once, when its answer has left or its client has: what it was, how it went, never what was in it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type DocumentNode, getOperationAST, Kind } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import { type Caller, hasScope, type Scope } from '#domain/caller.ts';
import type { GraphQLContext } from '#schema/context.ts';
import type { OperationSeen } from '#telemetry/observations.ts';
import { inRequest } from '#telemetry/request-scope.ts';
import type { ServerContext } from './yoga.ts';

export interface OperationReportOptions {
  readonly onOperation: (seen: OperationSeen, request: IncomingMessage) => void;
}

interface Described {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly contextValue: GraphQLContext & ServerContext;
}

/** What is known so far. */
interface Draft {
  name: string | null;
  type: OperationSeen['type'];
  fields: readonly string[];
  caller: OperationSeen['caller'];
  isAnswered: boolean;
  readonly failures: { type: string; code: string }[];
  readonly errorCodes: string[];
}

/** A client's name for its operation is kept this far. */
const maxNameLength = 64;

export function useOperationReport({
  onOperation,
}: OperationReportOptions): Plugin<GraphQLContext & ServerContext, ServerContext> {
  const drafts = new WeakMap<IncomingMessage, Draft>();

  function begin({ req, res, requestId }: ServerContext): void {
    const begunAt = performance.now();
    const draft: Draft = {
      name: null,
      type: null,
      fields: [],
      caller: 'unknown',
      isAnswered: false,
      failures: [],
      errorCodes: [],
    };
    drafts.set(req, draft);
    res.once('close', () => {
      const { isAnswered, ...known } = draft;
      const durationMs = performance.now() - begunAt;
      const seen = { ...known, durationMs, status: res.statusCode, outcome: outcomeOf(draft, res) };
      inRequest(requestId, () => onOperation(seen, req));
    });
  }

  function describe(args: Described): void {
    const draft = drafts.get(args.contextValue.req);
    const operation = getOperationAST(args.document, args.operationName);
    if (draft === undefined || operation == null) return;
    draft.name = operation.name?.value.slice(0, maxNameLength) ?? null;
    draft.type = operation.operation;
    draft.caller = kindOf(args.contextValue.caller);
    const fields = operation.selectionSet.selections.flatMap((selection) =>
      selection.kind === Kind.FIELD ? [selection.name.value] : ['(fragment)'],
    );
    draft.fields = [...new Set(fields)].sort();
  }

  return {
    onRequest: ({ serverContext }) => begin(serverContext),

    onContextBuilding({ context, extendContext }) {
      const failures = drafts.get(context.req)?.failures;
      extendContext({ noteFailure: ({ name, code }) => void failures?.push({ type: name, code }) });
    },

    onExecute: ({ args }) => describe(args),
    onSubscribe: ({ args }) => describe(args),

    onResultProcess({ result, serverContext }) {
      const draft = drafts.get(serverContext.req);
      if (draft === undefined) return;
      draft.isAnswered = true;
      if (isAsyncIterable(result) || Array.isArray(result)) return;
      for (const { extensions } of result.errors ?? []) {
        draft.errorCodes.push(typeof extensions?.code === 'string' ? extensions.code : 'GRAPHQL_INVALID');
      }
    },
  };
}

function outcomeOf(
  { isAnswered, errorCodes, failures, type }: Draft,
  response: ServerResponse,
): OperationSeen['outcome'] {
  // A subscription is left by its client, sooner or later.
  if (!isAnswered || (!response.writableFinished && type !== 'subscription')) return 'left';
  if (errorCodes.length > 0) return 'error';
  return failures.length > 0 ? 'failure' : 'ok';
}

const overOthers: readonly Scope[] = ['kyc:act', 'kyc:link', 'kyc:status', 'kyc:read', 'kyc:admin'];

/** Who asks, as a kind: whose id it is belongs into the ledger's audit trail, which can be erased. */
function kindOf(caller: Caller): OperationSeen['caller'] {
  if (caller.userId === null) return 'none';
  if (caller.isFaceSession) return 'face-session';
  return overOthers.some((scope) => hasScope(caller, scope)) ? 'backend' : 'user';
}
