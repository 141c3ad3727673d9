/** The mutation searchByFace: whose face is this, among all that were verified? */
import type { RecognisedFaces } from '#services/services.ts';
import { builder } from './builder.ts';
import { vendorRequestCost } from './cost.ts';
import { FaceAccountRef } from './face-account.ts';
import { toIncomingImage } from './incoming-image.ts';
import { UserRef } from './refs.ts';
import { resultUnion } from './result-union.ts';
import { toFloat } from './scalars.ts';
import { VerificationRecordRef } from './verification-record.ts';

const SearchByFaceInput = builder.inputType('SearchByFaceInput', {
  description: 'The face to look for.',
  fields: (t) => ({
    selfie: t.field({ type: 'Upload', required: true, description: 'One face: JPEG or PNG.' }),
  }),
});

const SearchByFaceMatchesRef = builder.objectRef<RecognisedFaces>('SearchByFaceMatches');

builder.objectType(SearchByFaceMatchesRef, {
  description: 'Faceki’s face match as it is. Empty lists: nobody known.',
  fields: (t) => ({
    faceIds: t.exposeIDList('faceIds', { description: 'The faces that Faceki found alike.' }),
    records: t.expose('records', { type: [VerificationRecordRef], description: 'The records of these faces.' }),
    users: t.field({
      type: [UserRef],
      description: 'The users of this gateway whose accepted attempts these are.',
      resolve: ({ userIds }) => userIds.map((id) => ({ id })),
    }),
    account: t.expose('account', {
      type: FaceAccountRef,
      nullable: true,
      description: 'The biometric service’s account, where it did the matching.',
    }),
    confidence: t.float({
      nullable: true,
      description: '0 to 1, where Faceki gives one.',
      resolve: ({ confidence }) => toFloat(confidence),
    }),
  }),
});

const { errors, answer } = resultUnion(
  'searchByFace',
  'SearchByFaceResult',
  'The matches, or why none could be looked for.',
);

builder.mutationField('searchByFace', (t) =>
  t.field({
    type: SearchByFaceMatchesRef,
    nullable: true,
    description: 'Whose face is this, among all that were verified? Faceki’s face match as it is. Needs kyc:read.',
    errors,
    complexity: vendorRequestCost,
    authScopes: { 'kyc:read': true },
    args: { input: t.arg({ type: SearchByFaceInput, required: true, description: 'The face to look for.' }) },
    resolve: (_root, { input: { selfie } }, context) =>
      answer(context, async () => {
        const search = { selfie: toIncomingImage(selfie) };
        return context.services.searchByFace(context.caller, search, context.signal);
      }),
  }),
);
