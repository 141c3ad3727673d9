/** A V2 record (faceki-api.md section 7.2), one per document, key for key as in the samples of face-check and the record reads. */
import type { Account } from '#sandbox/account.ts';
import { decisionOf } from '#sandbox/outcomes.ts';
import { ageOf, fullNameOf, utopia } from '#sandbox/people.ts';
import type { StoredDocument, StoredVerification } from '#sandbox/store.ts';
import { imageUrl } from './image-url.ts';
import { amlOf, documentLetter } from './v2-answer.ts';
import { authenticationOf, verdictOf } from './v2-verdict.ts';

export interface RecordContext {
  readonly account: Account;
  readonly publicUrl: string;
  readonly nowMs: number;
}

/** The records of a verification, one per document. */
export function v2Records(stored: StoredVerification, context: RecordContext) {
  return stored.documents.map((document) => v2Record(stored, document, context));
}

function v2Record(stored: StoredVerification, document: StoredDocument, context: RecordContext) {
  const { person } = stored;
  const image = (picture: string) => imageUrl(context.publicUrl, stored, picture);
  return {
    _id: document.storageId,
    kycResponse: kycResponse(stored, document, context),
    livenessResponse: liveness(document),
    fullName: fullNameOf(person),
    referenceId: document.responseId,
    documentId: person.numbers[document.kind],
    DOB: slashed(person.bornOn),
    localName: person.localName,
    country: utopia.name,
    countryCode: utopia.iso2,
    countryCodeISO3: utopia.iso3,
    idFrontImage: image(`${document.kind}-front`),
    idBackImage: image(`${document.kind}-back`),
    // Of several documents, one that is good has a good record of its own, until somebody changes all by hand.
    status: stored.changedBy === null ? decisionOf(document.outcome, 'v2') : stored.decision,
    deleteStatus: stored.isDeleted ? 'DELETED' : 'ACTIVE',
    companyId: context.account.companyId,
    selfieImage: image('selfie'),
    documentCropFaceImageUrl: image(`${document.kind}-portrait`),
    faceID: stored.face.id,
    imageID: stored.imageId,
    difcCode: '',
    link: stored.linkId ?? 'client',
    deviceDetails: { ipAddress: '203.0.113.10', browserName: stored.userAgent, osName: '' },
    modifiedBy: stored.changedBy ?? '',
    createdAt: new Date(stored.createdAtMs).toISOString(),
    updatedAt: new Date(stored.updatedAtMs).toISOString(),
    __v: 0,
  };
}

function kycResponse(stored: StoredVerification, document: StoredDocument, context: RecordContext) {
  const { variants } = context.account;
  const verdict = verdictOf(document);
  const confidence = verdict.identical ? 0.786 : 0.091;
  const result = extracted(stored, document, context.nowMs);
  return {
    result,
    confidence: { ...certainties },
    face: {
      isIdentical: verdict.identical,
      confidence: variants.faceConfidence === 'number' ? confidence : String(confidence),
    },
    verification: { passed: verdict.passed, result: { face: verdict.face, notexpired: verdict.notExpired } },
    output: [],
    outputface: null,
    authentication: authenticationOf(document, variants.authenticationScore !== 'absent'),
    matchrate: 1,
    executionTime: 8.750682830810547,
    responseID: document.responseId,
    quota: 2537,
    credit: 0,
    aml: amlOf(stored),
    vaultid: 'FAKEVAULTID000000000000000000000',
  };
}

function liveness(document: StoredDocument) {
  const { live } = verdictOf(document);
  return {
    success: true,
    transactionId: document.responseId.replace(/^.{4}/, '11fe'),
    profileId: 'ffffffff000000000000000000007777',
    reviewScore: live ? 0 : 40,
    rejectScore: live ? 0 : 90,
    decision: live ? 'accept' : 'reject',
    quota: 2538,
    credit: 0,
    executionTime: 0.653205889,
  };
}

function extracted(stored: StoredVerification, document: StoredDocument, nowMs: number) {
  const { person } = stored;
  const expiresOn = verdictOf(document).notExpired ? person.expiresOn : '2019-01-31';
  const [bornYear, bornMonth, bornDay] = parts(person.bornOn);
  const [endYear, endMonth, endDay] = parts(expiresOn);
  return {
    documentNumber: person.numbers[document.kind],
    firstName: person.firstName,
    middleName: person.middleName,
    lastName: person.lastName,
    fullName: fullNameOf(person),
    fullName_local: person.localName,
    sex: person.sex,
    age: ageOf(person, nowMs),
    dob: slashed(person.bornOn),
    dob_day: bornDay,
    dob_month: bornMonth,
    dob_year: bornYear,
    expiry: slashed(expiresOn),
    expiry_day: endDay,
    expiry_month: endMonth,
    expiry_year: endYear,
    daysToExpiry: Math.floor((Date.parse(expiresOn) - nowMs) / 86_400_000),
    documentType: documentLetter(document),
    documentSide: document.hasBack ? 'DUAL' : 'FRONT',
    issuerOrg_full: utopia.name,
    issuerOrg_iso2: utopia.iso2,
    issuerOrg_iso3: utopia.iso3,
    nationality_full: utopia.name,
    nationality_iso2: utopia.iso2,
    nationality_iso3: utopia.iso3,
    internalId: 'MRZ',
  };
}

function slashed(date: string): string {
  return date.replaceAll('-', '/');
}

function parts(date: string): [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

const certainties = {
  documentNumber: 0.994,
  firstName: 1,
  middleName: 1,
  lastName: 1,
  fullName: 1,
  fullName_local: 0.962,
  sex: 1,
  age: 1,
  dob: 1,
  dob_day: 1,
  dob_month: 1,
  dob_year: 1,
  expiry: 1,
  expiry_day: 1,
  expiry_month: 1,
  expiry_year: 1,
  daysToExpiry: 1,
  documentType: 1,
  documentSide: 1,
  issuerOrg_full: 1,
  issuerOrg_iso2: 1,
  issuerOrg_iso3: 1,
  nationality_full: 1,
  nationality_iso2: 1,
  nationality_iso3: 1,
  internalId: 1,
} as const;
