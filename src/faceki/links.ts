/** Hosted links, which V2 and V3 make by the same route and answer in the same envelope (faceki-api.md section 3.6, Q23). */
import { toVerificationError } from '#domain/errors.ts';
import type { CallOptions, Clock, LinkRequest } from '#domain/ports.ts';
import type { KycLink } from '#domain/verification.ts';
import { jsonBody } from '#http/body.ts';
import { answerOf, type Call } from './call.ts';
import { nonsense } from './codes.ts';
import type { Envelope } from './envelope.ts';
import { readId, readUrl } from './lenient.ts';
import { v2Endpoints } from './v2-endpoints.ts';

type Form = Readonly<Record<string, string | number | boolean>>;

export interface LinkMaker {
  readonly call: Call;
  readonly clock: Clock;
}

/**
 * Makes one link.
 * @param own what this generation's form has beside the shared fields
 * @throws {VerificationError}
 */
export async function makeLink(
  { call, clock }: LinkMaker,
  request: LinkRequest,
  own: Form,
  { signal, onSending }: CallOptions,
): Promise<KycLink> {
  const body = jsonBody({ ...toLinkForm(request), ...own });
  const outcome = await call({ endpoint: v2Endpoints.createLink, body, signal, onSending });
  return toLink(answerOf(outcome), request, clock());
}

function toLinkForm({ attemptId, expiresInMinutes: minutes, redirectUrl }: LinkRequest): Form {
  return {
    applicationId: attemptId,
    // A number of minutes; what 0 means is not documented (Q24), so it is left to the account's default.
    ...(minutes !== null && minutes > 0 ? { expiryTime: minutes } : {}),
    ...(redirectUrl === null ? {} : { redirect_url: redirectUrl }),
  };
}

/** The id is `data` itself, a bare string; the page's address stands beside it. */
function toLink({ content, body }: Envelope, { expiresInMinutes: minutes }: LinkRequest, nowMs: number): KycLink {
  const id = typeof content === 'string' ? readId(content) : null;
  const url = readUrl(body.url);
  if (id === null || url === null) throw toVerificationError(nonsense());
  return { id, url, expiresAtMs: minutes !== null && minutes > 0 ? nowMs + minutes * 60_000 : null };
}
