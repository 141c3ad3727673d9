/** V3 verifications of one to three documents, with a token or through a link. faceki-api.md section 5.4. */
import type { SandboxRules } from '#sandbox/account.ts';
import { v3 } from '#sandbox/envelopes.ts';
import type { Exchange, Form, Reply } from '#sandbox/exchange.ts';
import { judge, type SubmittedDocument, vendorNameOf } from '#sandbox/judge.ts';
import type { Outcome } from '#sandbox/outcomes.ts';
import { type DocumentKind, documentKinds } from '#sandbox/people.ts';
import type { Route } from '#sandbox/router.ts';
import type { StoredLink, StoredVerification } from '#sandbox/store.ts';
import { v3Record } from '#sandbox/wire/v3-record.ts';
import type { World } from '#sandbox/world.ts';
import { openLink } from './open-link.ts';
import { rememberVerification } from './remember.ts';

/** Perform KYC, and its twin by link. */
export function v3KycRoutes(world: World): Route[] {
  return [
    {
      name: 'v3-kyc',
      method: 'POST',
      path: '/api/v3/kyc_verification',
      manners: 'v3',
      needsToken: true,
      answer: (exchange) => verify(world, exchange, 'v3-kyc', null),
    },
    {
      name: 'v3-kyc-by-link',
      method: 'POST',
      path: '/api/v3/kyc_verification/requestbylink',
      manners: 'v3',
      needsToken: false,
      answer: (exchange) => {
        const link = openLink(world, exchange.form?.text('link') ?? null);
        // V3 has a number of its own for a link that is used up.
        if (typeof link === 'number') return v3(link === 8017 ? 5009 : link);
        return verify(world, exchange, 'v3-kyc-by-link', link);
      },
    },
  ];
}

function verify(world: World, { form, headers }: Exchange, name: Route['name'], link: StoredLink | null): Reply {
  const next = world.nextOutcomes.take(name);
  if (next !== null && !isVerdict(next)) return refuse(next);
  if (form === null) return v3(400);
  const workflowId = form.text('workflowId') ?? link?.workflowId ?? null;
  const selfie = form.file('selfie');
  if (workflowId === null || selfie === null) return v3(5002);
  const workflow = world.account.workflows.get(workflowId);
  if (workflow === undefined) return v3(5001);
  if (world.account.quota === 0) return v3(5003);
  const rules = { ...workflow, oneDocumentIsEnough: link?.documentOptional ?? workflow.oneDocumentIsEnough };

  const documents = documentsOf(form, rules);
  if (documents === null || documents.length === 0) return v3(5002);
  const isForeign = documents.some(({ kind }) => !rules.documents.includes(vendorNameOf(kind)));
  if (isForeign || (!rules.oneDocumentIsEnough && lacksDocument(rules, documents))) return v3(5006);
  // "Absent or invalid" is one code in V3; a selfie that is no picture has a code of its own.
  if (documents.some(({ front, back }) => front.format === null || back?.format === null)) return v3(5002);

  const judgement = judge({ selfie, documents }, rules, world.clock(), next);
  if (!isVerdict(judgement.outcome)) return refuse(judgement.outcome);
  const stored = rememberVerification(world, {
    generation: 'v3',
    images: { selfie, documents },
    judgement,
    link,
    userAgent: headers['user-agent'] ?? '',
    workflowId,
    recordIdentifier: form.text('record_identifier') ?? '',
  });
  return answer(world, stored);
}

/** True for what is said about a person or a document and leaves a record; a poor selfie or a wrong request leaves none. */
function isVerdict(outcome: Outcome): boolean {
  if (typeof outcome.v3 !== 'number') return true;
  return outcome.about === 'person' || outcome.about === 'document' || outcome.v3 === 5004;
}

function refuse(outcome: Outcome): Reply {
  return v3(typeof outcome.v3 === 'number' ? outcome.v3 : 500);
}

/** The documents in the order of their numbers; null when one is incomplete. The server recognises their kinds itself. */
function documentsOf(form: Form, rules: SandboxRules): SubmittedDocument[] | null {
  const documents: SubmittedDocument[] = [];
  for (const number of [1, 2, 3]) {
    const front = form.file(`document_${number}_front`);
    const back = form.file(`document_${number}_back`);
    if (front === null && back === null) continue;
    if (front === null) return null;
    const shown = documentKinds.find((kind) => kind === front.marker?.shows);
    const kind =
      shown ?? (back === null && rules.documents.includes('Passport') ? 'passport' : nextCard(rules, documents));
    if (back === null && kind !== 'passport') return null;
    documents.push({ kind, front, back });
  }
  return documents;
}

/** An unmarked picture with a back is taken for the first card of the workflow that was not sent yet. */
function nextCard(rules: SandboxRules, sent: readonly SubmittedDocument[]): DocumentKind {
  const cards = documentKinds.filter((kind) => kind !== 'passport' && rules.documents.includes(vendorNameOf(kind)));
  return cards.find((kind) => !sent.some((document) => document.kind === kind)) ?? 'id-card';
}

function lacksDocument(rules: SandboxRules, documents: readonly SubmittedDocument[]): boolean {
  const sent = new Set(documents.map(({ kind }) => vendorNameOf(kind)));
  return rules.documents.some((name) => !sent.has(name));
}

function answer(world: World, stored: StoredVerification): Reply {
  const { account } = world;
  const ids = {
    requestId: stored.requestId,
    decision: stored.decision,
    companyId: account.companyId,
    workflowId: stored.workflowId,
    branchId: account.branchId,
  };
  const code = stored.outcome.v3;
  // Only the overall "no" is sampled with a result beside its code.
  if (typeof code === 'number')
    return v3(code, code === 5008 && account.variants.v3Failure === 'with-result' ? ids : null);
  const shape = account.variants.v3Perform;
  if (shape === 'record') return v3(200, { ...v3Record(stored, world.publicUrl()), ...ids });
  return v3(200, shape === 'list' ? [ids] : ids);
}
