/** Turns a judged submission into what the store keeps, uses up the allowance and the link, and tells the webhook. */
import type { Judgement, SubmittedImages } from '#sandbox/judge.ts';
import { accepted, decisionOf } from '#sandbox/outcomes.ts';
import type { SandboxGeneration, StoredLink, StoredVerification } from '#sandbox/store.ts';
import type { World } from '#sandbox/world.ts';

/** Under this many bytes a document's picture counts as small (check code 112). */
const smallImageBytes = 20_000;

export interface JudgedSubmission {
  readonly generation: SandboxGeneration;
  readonly images: SubmittedImages;
  readonly judgement: Judgement;
  readonly link: StoredLink | null;
  readonly userAgent: string;
  readonly workflowId: string | null;
  readonly recordIdentifier: string;
}

/** Stores the verification under new ids and returns it. */
export function rememberVerification(world: World, submission: JudgedSubmission): StoredVerification {
  const { images, judgement, link } = submission;
  const now = world.clock();
  const stored: StoredVerification = {
    generation: submission.generation,
    requestId: world.ids.uuid(),
    storageId: world.ids.hex(12),
    recordIdentifier: submission.recordIdentifier,
    workflowId: submission.workflowId,
    linkId: link?.id ?? null,
    person: judgement.person,
    face: world.store.faceOf(images.selfie),
    imageId: world.ids.uuid(),
    documents: images.documents.map(({ kind, front, back }, index) => ({
      kind,
      hasBack: back !== null && back.sha256 !== front.sha256,
      isSmall: front.byteLength < smallImageBytes,
      storageId: world.ids.hex(12),
      responseId: world.ids.hex(16),
      outcome: judgement.documentIndex === null || judgement.documentIndex === index ? judgement.outcome : accepted,
    })),
    outcome: judgement.outcome,
    decision: decisionOf(judgement.outcome, submission.generation),
    changedBy: null,
    isDeleted: false,
    userAgent: submission.userAgent,
    createdAtMs: now,
    updatedAtMs: now,
  };
  world.store.addVerification(stored);
  if (world.account.quota !== null) world.account.quota -= 1;
  if (link !== null) world.store.markLinkUsed(link.id);
  world.announce(stored);
  return stored;
}
