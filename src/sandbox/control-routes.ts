/**
 * The control API over HTTP, the same things as control.ts, for tests in other languages and for curl. JSON in, JSON out.
 *
 * | method and path under `/__sandbox` | body | does |
 * | --- | --- | --- |
 * | GET `` | | says what is here |
 * | GET `/outcomes` | | lists every outcome |
 * | POST `/outcomes` | `{endpoint?, outcome, times?}` | sets the next outcome |
 * | POST `/faults` | `{endpoint?, kind, …, times?, takesEffect?}` | sets the next fault |
 * | DELETE `/faults` | | nothing goes wrong any more |
 * | PUT `/latency` | `{latencyMs}` | slows every answer down |
 * | POST `/tokens/expire` | | expires all tokens |
 * | PUT `/variants` | any of variants.ts | chooses documented variants |
 * | PUT `/rules` | rules of account.ts, or null | sets the account's rules |
 * | PUT `/workflows/:id` | likewise | sets a workflow |
 * | PUT `/quota` | `{remaining}` | sets the allowance |
 * | PUT `/webhook` | `{url, copies?, alsoForV2?}` or null | sets the webhook's target |
 * | GET, DELETE `/received` | | lists or forgets what was received |
 * | GET `/verifications` | | lists what is stored |
 * | PATCH, DELETE `/verifications/:requestId` | `{decision, portalUser?}` | changes or deletes by hand |
 * | GET `/accounts`, PATCH `/accounts/:userId` | `{status?, blockStatus?}` | face accounts |
 * | POST `/reset` | | forgets everything |
 */
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { SandboxControl } from './control.ts';
import { json, refusal } from './envelopes.ts';
import { endpointNames, type Reply } from './exchange.ts';
import { matchPath } from './router.ts';
import type { AnswerControl } from './server.ts';

const target = z.enum(['*', ...endpointNames]).default('*');
const times = z.int().min(1).max(10_000).default(1);
const outcomeBody = z.strictObject({ endpoint: target, outcome: z.union([z.string(), z.number()]), times });
const status = z.int().min(200).max(599);
const planned = { endpoint: target, times, takesEffect: z.boolean().exactOptional() };
const faultBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('slow-headers'), delayMs: z.number().min(0), ...planned }),
  z.strictObject({ kind: z.literal('stalled-body'), ...planned }),
  z.strictObject({ kind: z.literal('cut-body'), ...planned }),
  z.strictObject({
    kind: z.literal('reset'),
    when: z.enum(['before-body', 'instead-of-answer']).exactOptional(),
    ...planned,
  }),
  z.strictObject({ kind: z.literal('status'), status, retryAfterSeconds: z.number().exactOptional(), ...planned }),
  z.strictObject({ kind: z.literal('html'), status: status.exactOptional(), ...planned }),
  z.strictObject({ kind: z.literal('empty'), ...planned }),
  z.strictObject({
    kind: z.literal('answer'),
    status: status.exactOptional(),
    contentType: z.string().exactOptional(),
    body: z.string(),
    ...planned,
  }),
]);
const variantsBody = z
  .strictObject({
    faceConfidence: z.enum(['as-sampled', 'number', 'string']),
    authenticationScore: z.enum(['as-sampled', 'absent', 'present']),
    noMatch: z.enum(['empty', '8013']),
    linkStatus: z.union([z.literal(200), z.literal(201)]),
    bioFailureCarrier: z.enum(['as-sampled', 'response', 'message', 'error', 'errorCode', 'code', 'data']),
    rulesKeys: z.enum(['documented', 'extended']),
    generateToken: z.enum(['present', '404', '405']),
    v2Records: z.enum(['list', 'object']),
    v3Perform: z.enum(['ids', 'list', 'record']),
    v3Failure: z.enum(['with-result', 'null']),
    webhookData: z.enum(['record', 'empty']),
  })
  .exactPartial();
const rulesBody = z
  .strictObject({
    documents: z.array(z.string()),
    oneDocumentIsEnough: z.boolean(),
    minAge: z.int(),
    maxAge: z.int(),
    countries: z.array(z.string()),
    nationalities: z.array(z.string()),
  })
  .exactPartial()
  .nullable();
const decisionBody = z.strictObject({
  decision: z.enum(['ACCEPTED', 'DECLINED', 'REVIEW']),
  portalUser: z.string().exactOptional(),
});
const accountBody = z.strictObject({ status: z.string(), blockStatus: z.string() }).exactPartial();
const webhookBody = z
  .strictObject({
    url: z.url({ protocol: /^https?$/ }),
    copies: z.int().min(1).max(20).exactOptional(),
    alsoForV2: z.boolean().exactOptional(),
  })
  .nullable();

interface ControlRoute {
  readonly method: string;
  readonly path: string;
  readonly run: (body: unknown, params: Readonly<Record<string, string>>) => unknown;
}

/** Answers the control API. Bad input is 400 and says what is wrong with it. */
export function createAnswerControl(control: SandboxControl, publicUrl: () => string): AnswerControl {
  const routes = routesOf(control, publicUrl);
  return (request, url, body) => {
    if (isForeignPage(request, publicUrl()))
      return refusal(403, 'The sandbox takes no orders from other sites’ pages.');
    const path = url.pathname.slice('/__sandbox'.length).replace(/\/$/, '');
    for (const route of routes) {
      const params = route.method === request.method ? matchPath(route.path, path) : null;
      if (params !== null) return run(route, body, params);
    }
    return null;
  };
}

function run(route: ControlRoute, body: Buffer, params: Record<string, string>): Reply {
  try {
    const given: unknown = body.length === 0 ? undefined : JSON.parse(body.toString('utf8'));
    const answer = route.run(given, params);
    return answer === false ? refusal(404, 'There is nothing under this id.') : json(answer ?? { ok: true });
  } catch (problem) {
    const message = problem instanceof z.ZodError ? z.prettifyError(problem) : String(problem);
    return refusal(400, message);
  }
}

function routesOf(control: SandboxControl, publicUrl: () => string): ControlRoute[] {
  const route = (method: string, path: string, act: ControlRoute['run']): ControlRoute => ({ method, path, run: act });
  return [
    route('GET', '', () => ({ sandbox: publicUrl(), endpoints: endpointNames, documentation: 'docs/sandbox.md' })),
    route('GET', '/outcomes', () => control.outcomes),
    route('POST', '/outcomes', (body) => {
      const wish = outcomeBody.parse(body);
      control.setNextOutcome(wish.endpoint, wish.outcome, wish.times);
    }),
    route('POST', '/faults', (body) => {
      const { endpoint, times: count, ...fault } = faultBody.parse(body);
      control.addFault(endpoint, fault, count);
    }),
    route('DELETE', '/faults', () => control.clearFaults()),
    route('PUT', '/latency', (body) =>
      control.setLatency(z.strictObject({ latencyMs: z.number().min(0) }).parse(body).latencyMs),
    ),
    route('POST', '/tokens/expire', () => control.expireTokens()),
    route('PUT', '/variants', (body) => control.setVariants(variantsBody.parse(body))),
    route('PUT', '/rules', (body) => control.setRules(rulesBody.parse(body))),
    route('PUT', '/workflows/:id', (body, { id = '' }) => control.setWorkflow(id, rulesBody.parse(body))),
    route('PUT', '/quota', (body) =>
      control.setQuota(z.strictObject({ remaining: z.int().min(0).nullable() }).parse(body).remaining),
    ),
    route('PUT', '/webhook', (body) => control.setWebhook(webhookBody.parse(body))),
    route('GET', '/received', () => control.received()),
    route('DELETE', '/received', () => control.clearReceived()),
    route('GET', '/verifications', () => control.verifications()),
    route('PATCH', '/verifications/:id', (body, { id = '' }) => {
      const { decision, portalUser } = decisionBody.parse(body);
      return control.changeDecision(id, decision, portalUser);
    }),
    route('DELETE', '/verifications/:id', (_body, { id = '' }) => control.deleteRecord(id)),
    route('GET', '/accounts', () => control.accounts()),
    route('PATCH', '/accounts/:id', (body, { id = '' }) => control.changeAccount(id, accountBody.parse(body))),
    route('POST', '/reset', () => control.reset()),
  ];
}

/**
 * A browser names the page that sends a request: another site's may not command a sandbox that runs on this machine. Nor may one that has
 * had its own name pointed at this machine (DNS rebinding), so the name has to be one of ours.
 */
function isForeignPage({ headers: { origin, host = '' } }: IncomingMessage, publicUrl: string): boolean {
  if (origin === undefined) return false;
  const { hostname = '' } = URL.parse(origin) ?? {};
  const isOurs = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname) || hostname === new URL(publicUrl).hostname;
  return !isOurs || (origin !== `http://${host}` && origin !== `https://${host}`);
}
