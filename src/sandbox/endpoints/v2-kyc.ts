/** V2 verifications, with a token or through a link, of one document or of several. faceki-api.md sections 3.3, 3.4 and 3.11. */
import { v2 } from '#sandbox/envelopes.ts';
import type { Exchange, Form, Reply } from '#sandbox/exchange.ts';
import { judge, type SubmittedDocument, vendorNameOf } from '#sandbox/judge.ts';
import type { Outcome } from '#sandbox/outcomes.ts';
import { type DocumentKind, documentKinds } from '#sandbox/people.ts';
import type { Route } from '#sandbox/router.ts';
import type { StoredVerification } from '#sandbox/store.ts';
import { v2Answer } from '#sandbox/wire/v2-answer.ts';
import type { World } from '#sandbox/world.ts';
import { openLink } from './open-link.ts';
import { rememberVerification } from './remember.ts';

const kycverify = '/kycverify/api/kycverify';

/** How several documents are told apart: the prefix of the fields, the key and the code of the answer. */
const parts = {
  'id-card': { field: 'id', key: 'idKycData', failed: 8010, missing: 8020 },
  'driving-licence': { field: 'dl', key: 'dlKycData', failed: 8011, missing: 8022 },
  passport: { field: 'pp', key: 'ppKycData', failed: 8012, missing: 8021 },
} as const satisfies Record<DocumentKind, unknown>;

/** The four routes that verify a person. */
export function v2KycRoutes(world: World): Route[] {
  const route = (name: Route['name'], path: string, needsToken: boolean, several: boolean): Route => ({
    name,
    method: 'POST',
    path: `${kycverify}/${path}`,
    manners: 'v2',
    needsToken,
    answer: (exchange) => verify(world, exchange, name, several, !needsToken),
  });
  return [
    route('kyc', 'kyc-verification', true, false),
    route('multi-kyc', 'multi-kyc-verification', true, true),
    route('kyc-by-link', 'request-kyc', false, false),
    // Mind the spelling: multi- with a token, multiple- with a link (Q25).
    route('multi-kyc-by-link', 'multiple-kyc-verification', false, true),
  ];
}

function verify(world: World, exchange: Exchange, name: Route['name'], several: boolean, byLink: boolean): Reply {
  const { form } = exchange;
  const next = world.nextOutcomes.take(name);
  const link = byLink ? openLink(world, form?.text('link') ?? null) : null;
  if (typeof link === 'number') return v2(link);
  const { rules, quota } = world.account;
  if (rules === null) return v2(7001);
  if (quota === 0) return v2(8017);
  // What stops a request before its pictures are looked at.
  if (typeof next?.v2 === 'number' && next.about !== 'document') return v2(next.v2);

  const selfie = form?.file('selfie_image') ?? null;
  const documents = form === null ? null : several ? severalDocuments(form) : oneDocument(form);
  if (selfie === null || documents === null || documents.length === 0) return v2(8001);
  const oneIsEnough = link?.documentOptional ?? rules.oneDocumentIsEnough;
  const missing = oneIsEnough ? null : missingDocument(rules.documents, documents);
  if (missing !== null) return v2(missing);

  const judgement = judge({ selfie, documents }, rules, world.clock(), next);
  const { outcome } = judgement;
  if (typeof outcome.v2 === 'number' && outcome.about !== 'document') return v2(outcome.v2);
  const stored = rememberVerification(world, {
    generation: 'v2',
    images: { selfie, documents },
    judgement,
    link,
    userAgent: exchange.headers['user-agent'] ?? '',
    workflowId: null,
    recordIdentifier: '',
  });
  return several ? severalAnswer(world, stored) : singleAnswer(world, stored);
}

function oneDocument(form: Form): SubmittedDocument[] | null {
  const front = form.file('doc_front_image');
  // A back is needed even of a passport, whose front is then sent twice (Q12).
  const back = form.file('doc_back_image');
  if (front === null || back === null) return null;
  const named = documentKinds.find(
    (kind) => normalised(vendorNameOf(kind)) === normalised(form.text('selectedDoc') ?? ''),
  );
  const shown = documentKinds.find((kind) => kind === front.marker?.shows);
  return [{ kind: named ?? shown ?? 'id-card', front, back }];
}

function severalDocuments(form: Form): SubmittedDocument[] | null {
  const documents: SubmittedDocument[] = [];
  for (const kind of ['id-card', 'driving-licence', 'passport'] as const) {
    const front = form.file(`${parts[kind].field}_front_image`);
    const back = form.file(`${parts[kind].field}_back_image`);
    if (front === null && back === null) continue;
    if (front === null || back === null) return null;
    documents.push({ kind, front, back });
  }
  return documents;
}

function missingDocument(allowed: readonly string[], documents: readonly SubmittedDocument[]): number | null {
  const kind = documentKinds.find(
    (wanted) => allowed.includes(vendorNameOf(wanted)) && !documents.some((document) => document.kind === wanted),
  );
  return kind === undefined ? null : parts[kind].missing;
}

function singleAnswer(world: World, stored: StoredVerification): Reply {
  const [document] = stored.documents;
  if (document === undefined) return v2(8001);
  const { requestId } = stored;
  const answer = v2Answer(stored, document, world.account.variants, world.publicUrl());
  // A document that could not be read leaves only the engine's error; one that was read leaves everything (both are sampled).
  const code = codeOf(document.outcome);
  if (code !== 0 && !wasRead(document.outcome)) {
    const { responseID, images } = answer;
    return v2(code, { error: { message: 'Document could not be verified', code: 0 }, responseID, images });
  }
  return v2(code, { ...answer, requestId });
}

function severalAnswer(world: World, stored: StoredVerification): Reply {
  let outer = 0;
  const data: Record<string, unknown> = { requestId: stored.requestId };
  for (const document of stored.documents) {
    const part = parts[document.kind];
    const inner = codeOf(document.outcome) === 0 ? 0 : part.failed;
    outer ||= inner;
    // The samples have both: a failed card with all that was read, a failed licence or passport with nothing.
    const isEmpty = /^(DL_VERIFY_FAIL|PASSPORT_VERIFY_FAIL|DOCUMENT_VERIFY_FAILED)$/.test(document.outcome.name);
    const answer = isEmpty ? {} : v2Answer(stored, document, world.account.variants, world.publicUrl());
    data[part.key] = { responseCode: inner, data: answer };
  }
  return v2(outer, data);
}

function codeOf(outcome: Outcome): number {
  return typeof outcome.v2 === 'number' ? outcome.v2 : 0;
}

function wasRead(failure: Outcome): boolean {
  return failure.name === 'DOCUMENT_FACE_MATCH_FAILED' || failure.name === 'DOCUMENT_LIVENESS_FAILED';
}

function normalised(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace('driver', 'driving');
}
