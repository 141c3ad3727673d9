/** The `data` of V2's direct answer to a verification (faceki-api.md sections 3.3, 3.4, 7.1), key for key as in the samples. */
import { vendorNameOf } from '#sandbox/judge.ts';
import { fullNameOf, type Person, utopia } from '#sandbox/people.ts';
import type { StoredDocument, StoredVerification } from '#sandbox/store.ts';
import type { Variants } from '#sandbox/variants.ts';
import { imageUrl } from './image-url.ts';
import { authenticationOf, verdictOf } from './v2-verdict.ts';

/** What one document's verification answers; `requestId` stands outside of it in the multi-document flow. */
export function v2Answer(stored: StoredVerification, document: StoredDocument, variants: Variants, publicUrl: string) {
  const verdict = verdictOf(document);
  const asText =
    variants.faceConfidence === 'string' ||
    (variants.faceConfidence === 'as-sampled' && !(verdict.identical && verdict.genuine));
  const confidence = verdict.identical ? 0.9999 : 0.091;
  return {
    verification: { passed: verdict.passed, result: { face: verdict.face, notexpired: verdict.notExpired } },
    face: { isIdentical: verdict.identical, confidence: asText ? String(confidence) : confidence },
    confidence: certainties,
    result: extracted(stored.person, document),
    authentication: authenticationOf(document, variants.authenticationScore === 'present' || !verdict.genuine),
    aml: amlOf(stored),
    responseID: document.responseId,
    images: {
      doc_front_image: imageUrl(publicUrl, stored, `${document.kind}-front`),
      doc_back_image: imageUrl(publicUrl, stored, `${document.kind}-back`),
      selfie_image: imageUrl(publicUrl, stored, 'selfie'),
    },
    link: stored.linkId ?? 'client',
  };
}

/** Watch-list hits; the item's keys are those of section 7.5. */
export function amlOf(stored: StoredVerification) {
  if (stored.outcome.name !== 'AML_HIT') return [];
  return [{ list_name: 'SANDBOX LIST', type: 'SANCTION', name: fullNameOf(stored.person), fuzz: 91.25 }];
}

/** `documentType` of the engine: `I`, `P`, `D`. */
export function documentLetter(document: Pick<StoredDocument, 'kind'>): string {
  return { 'id-card': 'I', passport: 'P', 'driving-licence': 'D' }[document.kind];
}

/** The engine's own name of the document, which is not the rules' (`Identity Card`, not `ID Card`). */
export function documentTitle(document: Pick<StoredDocument, 'kind'>): string {
  return document.kind === 'id-card' ? 'Identity Card' : vendorNameOf(document.kind);
}

function extracted(person: Person, document: StoredDocument) {
  const number = person.numbers[document.kind];
  return {
    backSideId: number.slice(-4),
    issuerOrg_full: utopia.name,
    issuerOrg_iso2: utopia.iso2,
    issuerOrg_iso3: utopia.iso3,
    document: '',
    documentName: documentTitle(document),
    documentNumber: number,
    documentSide: 'FRONT',
    documentType: documentLetter(document),
    face: '',
    face0: '',
    firstName: person.firstName,
    fullName: fullNameOf(person),
    internalId: '437',
    lastName: person.lastName,
    middleName: person.middleName,
    nationality_full: utopia.name.toUpperCase(),
    reverseId: number.slice(-4),
    signature: '',
    signature0: '',
  };
}

/** As in the sample, the certainty above one included (Q10). */
const certainties = {
  backSideId: 1,
  issuerOrg_full: 1,
  issuerOrg_iso2: 1,
  issuerOrg_iso3: 1,
  document: 0.92,
  documentName: 1,
  documentNumber: 0.992,
  documentSide: 1,
  documentType: 1,
  face: 0.947,
  face0: 190.11,
  firstName: 0.959,
  fullName: 0.959,
  internalId: 1,
  lastName: 0.968,
  middleName: 0.985,
  nationality_full: 0.991,
  reverseId: 1,
  signature: 0.288,
  signature0: 0.288,
} as const;
