/** A V3 record (faceki-api.md sections 7.3 and 7.4): one per verification, with all its documents, key for key as in the samples. */
import { vendorNameOf } from '#sandbox/judge.ts';
import { mrzOf } from '#sandbox/mrz.ts';
import { ageOf, fullNameOf, utopia } from '#sandbox/people.ts';
import type { StoredDocument, StoredVerification } from '#sandbox/store.ts';
import { imageUrl } from './image-url.ts';
import { amlOf, documentLetter, documentTitle } from './v2-answer.ts';

/** The record as fetch, search and webhook carry it. `updateBy` is there once somebody changed it by hand. */
export function v3Record(stored: StoredVerification, publicUrl: string) {
  const { outcome } = stored;
  const summary = summaryOf(stored);
  return {
    link: stored.linkId ?? '',
    record_identifier: stored.recordIdentifier,
    requestId: stored.requestId,
    document_data: stored.documents.map((document) => documentData(stored, document)),
    selfie_data: { liveness_pass: summary.selfie_liveness_verified },
    warnings: typeof outcome.v3 === 'number' ? [outcome.meaning] : [],
    notes: [],
    aml: amlOf(stored),
    verification_summary: summary,
    document_data_confidence: stored.documents.map((document) => ({
      reference: stored.person.numbers[document.kind],
      ...certainties,
    })),
    decision: stored.decision,
    errorCodes: typeof outcome.v3 === 'number' ? [outcome.v3] : [],
    deviceDetails: {
      useragent: stored.userAgent,
      detectResult: {
        client: { type: 'library', name: 'sandbox', version: '' },
        device: { id: '', type: '', brand: '', model: '' },
      },
    },
    createdAt: new Date(stored.createdAtMs).toISOString(),
    updatedAt: new Date(stored.updatedAtMs).toISOString(),
    __v: 0,
    images: [
      ...stored.documents.flatMap((document) => documentImages(stored, document, publicUrl)),
      selfie(stored, publicUrl),
    ],
    face_id: stored.face.id,
    ...(stored.changedBy === null ? {} : { updateBy: stored.changedBy }),
  };
}

/** The six flags. They follow the outcome and not a decision changed by hand, so that all may be green and the person declined. */
function summaryOf(stored: StoredVerification) {
  const { name, about, v3 } = stored.outcome;
  const failed = typeof v3 === 'number';
  return {
    face_verified: !['DOCUMENT_FACE_MATCH_FAILED', 'SELFIE_LIVENESS_FAILED', 'DECLINED'].includes(name),
    selfie_liveness_verified: name !== 'SELFIE_LIVENESS_FAILED',
    document_verified: !(
      failed &&
      about === 'document' &&
      !['MISMATCH_AS_PER_RULES', 'DOCUMENT_FACE_MATCH_FAILED'].includes(name)
    ),
    verification_rules_passed: !(failed || name === 'DECLINED'),
    document_liveness_verified: name !== 'DOCUMENT_LIVENESS_FAILED',
    image_quality: true,
  };
}

function documentData(stored: StoredVerification, document: StoredDocument) {
  const { person } = stored;
  const isExpired = document.outcome.name === 'EXPIRED_DOCUMENT';
  const expiry = document.outcome.name === 'EXPIRY_NOT_FOUND' ? '' : isExpired ? '2019-01-31' : person.expiresOn;
  const number = person.numbers[document.kind];
  const isSame = document.outcome.name !== 'DOCUMENT_FACE_MATCH_FAILED' && stored.outcome.name !== 'DECLINED';
  return {
    reference: number,
    full_name: fullNameOf(person),
    first_name: [person.firstName, person.middleName].filter(Boolean).join(' '),
    local_name: person.localName,
    last_name: person.lastName,
    middle_name: '',
    nationality: utopia.name,
    // The key that says two letters holds three (Q17).
    nationality_iso: utopia.iso2,
    nationality_iso2: utopia.iso3,
    issuer: utopia.name,
    issuer_iso: utopia.iso2,
    issuer_iso2: utopia.iso3,
    gender: person.sex,
    dob: person.bornOn.slice(5, 7),
    age: String(ageOf(person, stored.createdAtMs)),
    expiry,
    expiryDay: expiry.slice(8, 10),
    expiryMonth: expiry.slice(5, 7),
    expiryYear: expiry.slice(0, 4),
    issued: '',
    issuedDay: '',
    issuedMonth: '',
    issuedYear: '',
    documentAdditionalNumber: '',
    document_number: number,
    document_type: documentLetter(document),
    document_type_full: documentTitle(document),
    mrz: mrzOf({ ...person, expiresOn: isExpired ? expiry : person.expiresOn }, document.kind).join('^'),
    document_face_match: isSame
      ? { similarity: 99.98751831054688, confidence: 99.99876403808594 }
      : { similarity: 12.5, confidence: 99.9 },
    passed: typeof document.outcome.v3 !== 'number' && document.outcome.name !== 'DECLINED',
    date_of_birth: person.bornOn.slice(2),
    date_of_birth_day: person.bornOn.slice(8, 10),
    date_of_birth_month: person.bornOn.slice(5, 7),
    date_of_birth_year: person.bornOn.slice(2, 4),
  };
}

function documentImages(stored: StoredVerification, document: StoredDocument, publicUrl: string) {
  const documentName = vendorNameOf(document.kind).replaceAll(' ', '_');
  const back = document.hasBack ? ['back', 'cropped_back'] : [];
  return ['cropped_signature', 'cropped_portrait', 'cropped_front', 'front', ...back].map((side) => ({
    documentName,
    side,
    key: imageUrl(publicUrl, stored, `${document.kind}-${side}`),
  }));
}

function selfie(stored: StoredVerification, publicUrl: string) {
  return { documentName: 'Selfie', side: 'Selfie', key: imageUrl(publicUrl, stored, 'selfie') };
}

const certainties = {
  full_name: 0.9,
  first_name: 0,
  local_name: 0.9,
  last_name: 0,
  middle_name: 0,
  nationality: 0.97,
  nationality_iso: 0.97,
  nationality_iso2: 0.97,
  issuer: 0,
  issuer_iso: 0,
  issuer_iso2: 0,
  gender: 0.99,
  dob: 0.9,
  age: 0,
  expiry: 1,
  expiryDay: 1,
  expiryMonth: 1,
  expiryYear: 1,
  issued: 0,
  issuedDay: 0,
  issuedMonth: 0,
  issuedYear: 0,
  documentAdditionalNumber: 0,
  placeOfBirth: 0,
  document_number: 1,
  personal_number: 0,
  document_type: 0.8977721333503723,
  document_type_full: 0.8977721333503723,
  mrz: 0.44,
  date_of_birth: 0.9,
  date_of_birth_day: 0.9,
  date_of_birth_month: 0.9,
  date_of_birth_year: 0.9,
} as const;
