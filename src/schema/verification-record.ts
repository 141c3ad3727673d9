/** VerificationRecord: Faceki's record of a verified person, one shape for both generations, and the query by its keys. */
import { VerificationError } from '#domain/errors.ts';
import type { RecordKey, RecordKeyKind } from '#domain/ports.ts';
import type { VerificationRecord } from '#domain/record.ts';
import { AmlHitRef } from './aml-hit.ts';
import { AuthenticityCheckRef } from './authenticity-check.ts';
import { builder, nullWithout } from './builder.ts';
import { CaptureDeviceRef } from './capture-device.ts';
import type { GraphQLContext } from './context.ts';
import { usualListLength, vendorRequestCost } from './cost.ts';
import { FaceMatchRef, LivenessRef } from './face-match.ts';
import { FailureCodeEnum } from './failure-code.ts';
import { IdentityDocumentRef } from './identity-document.ts';
import { badInput } from './input-rules.ts';
import { KycDecisionEnum } from './kyc-decision.ts';
import { loadersOf } from './loaders.ts';
import { RecordImageRef } from './record-image.ts';
import { toFloat, toMoment } from './scalars.ts';
import { VerifiedPersonRef } from './verified-person.ts';

export const VerificationRecordRef = builder.objectRef<VerificationRecord>('VerificationRecord');

/** V2's direct answer lacks some fields; whoever selects one of them has the record read again, once. */
function fullRecordOf(record: VerificationRecord, context: GraphQLContext): Promise<VerificationRecord> {
  return loadersOf(context).fullRecord(record);
}

builder.objectType(VerificationRecordRef, {
  description:
    'Faceki’s record of one verification: what was read, compared and decided. Personal data: read on demand, never kept by the gateway.',
  fields: (t) => ({
    id: t.exposeID('id', {
      description: 'V2: the referenceId, which each V2 answer and record carries. V3: the requestId.',
    }),
    requestId: t.exposeID('requestId', { nullable: true, description: 'Faceki’s id of the request.' }),
    referenceId: t.exposeID('referenceId', { nullable: true, description: 'Faceki’s id of its engine’s answer (V2).' }),
    recordIdentifier: t.exposeString('recordIdentifier', {
      nullable: true,
      description:
        'The correlation that was sent along (V3): the id of the gateway’s attempt, or whatever another client sent.',
    }),
    link: t.exposeID('link', {
      nullable: true,
      description: 'The id of the link by which the person verified, if any.',
    }),
    faceIds: t.idList({
      description: 'The faces that Faceki keeps of this verification. Empty while none are known.',
      // Not null by contract, so a failure here would take the whole record, and with it a paid answer, along.
      resolve: async (record, _args, context) => {
        try {
          return (await fullRecordOf(record, context)).faceIds;
        } catch (error) {
          if (error instanceof VerificationError) return record.faceIds;
          throw error;
        }
      },
    }),
    decision: t.expose('decision', {
      type: KycDecisionEnum,
      nullable: true,
      description: 'What Faceki decided. Null when Faceki says something we do not know, which is not a yes.',
    }),
    changedByHand: t.exposeBoolean('changedByHand', {
      description: 'A person at the vendor’s portal changed the decision.',
    }),
    person: t.expose('person', {
      type: VerifiedPersonRef,
      nullable: true,
      description: 'Who the documents say this is.',
    }),
    documents: t.expose('documents', { type: [IdentityDocumentRef], description: 'The documents, as they were read.' }),
    faceMatch: t.expose('faceMatch', {
      type: FaceMatchRef,
      nullable: true,
      description: 'How the selfie compares to the portrait in the documents.',
    }),
    liveness: t.field({
      type: LivenessRef,
      nullable: true,
      description: 'Whether the selfie shows a live person.',
      resolve: async (record, _args, context) => (await fullRecordOf(record, context)).liveness,
    }),
    authenticityScore: t.float({
      nullable: true,
      description: 'How genuine the documents look, 0 to 1, where Faceki gives it.',
      resolve: ({ authenticityScore }) => toFloat(authenticityScore),
    }),
    checks: t.field({
      ...nullWithout('kyc:read'),
      type: [AuthenticityCheckRef],
      description:
        'The single checks under canonical names. The decision never follows from them. Null without kyc:read.',
      resolve: ({ checks }) => checks,
    }),
    warnings: t.stringList({
      ...nullWithout('kyc:read'),
      description: 'What Faceki warns of, in its words. Null without kyc:read.',
      resolve: ({ warnings }) => warnings,
    }),
    notes: t.stringList({
      ...nullWithout('kyc:read'),
      description: 'What people at the vendor’s portal have noted. Null without kyc:read.',
      resolve: ({ notes }) => notes,
    }),
    aml: t.field({
      ...nullWithout('kyc:read'),
      type: [AmlHitRef],
      description: 'Hits on watch lists. Null without kyc:read: an owner must not be tipped off.',
      resolve: ({ aml }) => aml,
    }),
    images: t.field({
      type: [RecordImageRef],
      description: 'The photos that Faceki keeps.',
      resolve: (record) => record.images.map((image) => ({ image, record })),
    }),
    device: t.field({
      ...nullWithout('kyc:read'),
      type: CaptureDeviceRef,
      description: 'What the photos were taken with, where Faceki knows. Null without kyc:read.',
      resolve: async (record, _args, context) => (await fullRecordOf(record, context)).device,
    }),
    failures: t.expose('failures', {
      type: [FailureCodeEnum],
      description: 'What Faceki found wrong, in the codes of this API.',
    }),
    createdAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When Faceki made the record.',
      resolve: async (record, _args, context) => toMoment((await fullRecordOf(record, context)).createdAtMs),
    }),
    updatedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the record was last changed.',
      resolve: async (record, _args, context) => toMoment((await fullRecordOf(record, context)).updatedAtMs),
    }),
    raw: t.field({
      ...nullWithout('kyc:admin'),
      type: 'JSON',
      description: 'Faceki’s JSON as received. Null without kyc:admin.',
      resolve: ({ raw }) => raw,
    }),
  }),
});

const VerificationRecordsBy = builder.inputType('VerificationRecordsBy', {
  isOneOf: true,
  description: 'The key of a record: exactly one.',
  fields: (t) => ({
    requestId: t.id({ description: 'Faceki’s id of the request.' }),
    referenceId: t.id({ description: 'Faceki’s id of its engine’s answer (V2).' }),
    link: t.id({ description: 'The id of the link by which the person verified.' }),
    recordIdentifier: t.string({ description: 'The correlation that was sent along (V3), e.g. the id of an attempt.' }),
    faceId: t.id({ description: 'One of the faces that Faceki keeps (V3).' }),
  }),
});

builder.queryField('verificationRecords', (t) =>
  t.field({
    type: [VerificationRecordRef],
    nullable: true,
    description:
      'Faceki’s records, whoever created them (this gateway, a link, the mobile SDK), by exactly one key. An empty list when there are none. Needs kyc:read.',
    authScopes: { 'kyc:read': true },
    args: { by: t.arg({ type: VerificationRecordsBy, required: true, description: 'Exactly one key.' }) },
    complexity: { field: vendorRequestCost, multiplier: usualListLength },
    resolve: (_root, { by }, { records }) => records.byKey(toRecordKey(by)),
  }),
);

function toRecordKey(by: Partial<Record<RecordKeyKind, string | null>>): RecordKey {
  const kinds = ['requestId', 'referenceId', 'link', 'recordIdentifier', 'faceId'] as const;
  const keys = kinds.flatMap((kind) => (typeof by[kind] === 'string' ? [{ kind, value: by[kind] }] : []));
  const [key] = keys;
  if (key === undefined || keys.length > 1) throw badInput('by', 'must hold exactly one key.');
  if (key.value === '') throw badInput(`by.${key.kind}`, 'must not be empty.');
  return key;
}
