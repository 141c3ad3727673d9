/** IdentityDocument: one document as it was read, with its DocumentType and the fields that were found on it. */
import type { ExtractedField, IdentityDocument } from '#domain/record.ts';
import type { DocumentType } from '#domain/verification.ts';
import { builder } from './builder.ts';
import { FaceMatchRef } from './face-match.ts';
import { toDay, toFloat, toInt } from './scalars.ts';
import { KycCountryRef } from './verified-person.ts';

export const DocumentTypeEnum = builder.enumType('DocumentType', {
  description: 'The kinds of identity documents.',
  values: {
    ID_CARD: { description: 'A national identity card or residence permit: front and back.' },
    PASSPORT: { description: 'A passport: the page with the picture alone.' },
    DRIVING_LICENCE: { description: 'A driving licence: front and back.' },
    OTHER: { description: 'Another document, or one that Faceki did not name.' },
  } satisfies Record<DocumentType, { description: string }>,
});

export const IdentityDocumentRef = builder.objectRef<IdentityDocument>('IdentityDocument');

builder.objectType(IdentityDocumentRef, {
  description: 'One document, as Faceki read it.',
  fields: (t) => ({
    type: t.expose('type', { type: DocumentTypeEnum, description: 'What Faceki says it is.' }),
    typeName: t.exposeString('typeName', {
      nullable: true,
      description: 'Its name in Faceki’s words, e.g. `Bahrain - Id Card (2017)`.',
    }),
    number: t.exposeString('number', { nullable: true, description: 'The document’s number.' }),
    issuer: t.expose('issuer', { type: KycCountryRef, nullable: true, description: 'The country that issued it.' }),
    issuedOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'The day of issue.',
      resolve: ({ issuedOn }) => toDay(issuedOn),
    }),
    expiresOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'The last day of validity.',
      resolve: ({ expiresOn }) => toDay(expiresOn),
    }),
    daysToExpiry: t.int({
      nullable: true,
      description: 'How many days were left at the time of the verification; negative when it had expired.',
      resolve: ({ daysToExpiry }) => toInt(daysToExpiry),
    }),
    mrz: t.exposeStringList('mrz', {
      nullable: true,
      description: 'The lines of the machine-readable zone; null when there is none.',
    }),
    side: t.exposeString('side', { nullable: true, description: 'Which side this was read from, in Faceki’s words.' }),
    passed: t.exposeBoolean('passed', {
      nullable: true,
      description:
        'Whether this document passed Faceki’s checks; null when Faceki does not say. The decision is the record’s.',
    }),
    faceMatch: t.expose('faceMatch', {
      type: FaceMatchRef,
      nullable: true,
      description: 'How the portrait on it compares to the selfie.',
    }),
    fields: t.expose('fields', {
      type: [ExtractedFieldRef],
      description:
        'All that was read and is not empty, in Faceki’s order, with names in camelCase for both generations.',
    }),
  }),
});

const ExtractedFieldRef = builder.objectRef<ExtractedField>('ExtractedField');

builder.objectType(ExtractedFieldRef, {
  description: 'One thing that was read from a document.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it is, in camelCase, e.g. `placeOfBirth`.' }),
    value: t.exposeString('value', { description: 'What was read, as it was read.' }),
    confidence: t.float({
      nullable: true,
      description: 'How certain the reading is, 0 to 1; null when Faceki gives none.',
      resolve: ({ confidence }) => toFloat(confidence),
    }),
  }),
});
