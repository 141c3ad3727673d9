/** Decides what becomes of a verification: by the control API, by what the pictures are and say, by the account's rules. Pure. */
import type { SandboxRules } from './account.ts';
import type { SandboxImage } from './exchange.ts';
import type { Marker } from './marker.ts';
import { accepted, type Outcome, outcomeNamed } from './outcomes.ts';
import { ageOf, type DocumentKind, type Person, personOf, utopia } from './people.ts';
import { faceKeyOf } from './store.ts';

export interface SubmittedDocument {
  readonly kind: DocumentKind;
  readonly front: SandboxImage;
  readonly back: SandboxImage | null;
}

export interface SubmittedImages {
  readonly selfie: SandboxImage;
  readonly documents: readonly SubmittedDocument[];
}

export interface Judgement {
  readonly outcome: Outcome;
  /** Which of the documents is at fault; null when none in particular is. */
  readonly documentIndex: number | null;
  /** Whose identity the documents show. */
  readonly person: Person;
}

/** The verdict on these images at this moment under these rules. `next` is the outcome that was asked for beforehand. */
export function judge(images: SubmittedImages, rules: SandboxRules, nowMs: number, next: Outcome | null): Judgement {
  const person = personOf(personKeyOf(images));
  const [outcome, documentIndex] =
    next === null ? fault(images, person, rules, nowMs) : [next, indexFor(next, images.documents)];
  return { outcome, documentIndex, person };
}

/** The outcome that the selfie alone leads to; null when it is good. */
export function selfieFault(selfie: SandboxImage): Outcome | null {
  if (selfie.format === null) return outcomeNamed('FACE_NOT_FOUND');
  if (selfie.marker?.outcome !== undefined) return outcomeNamed(selfie.marker.outcome);
  // The back of a card has no face on it.
  return selfie.marker?.side === 'back' ? outcomeNamed('FACE_NOT_FOUND') : null;
}

function fault(images: SubmittedImages, person: Person, rules: SandboxRules, nowMs: number): [Outcome, number | null] {
  const selfie = selfieFault(images.selfie);
  if (selfie !== null) return [selfie, null];
  for (const [index, document] of images.documents.entries()) {
    const found = documentFault(document, rules) ?? mismatch(images.selfie.marker, document);
    if (found !== null) return [found, index];
  }
  return [ruleFault(person, rules, nowMs) ?? accepted, null];
}

function documentFault(document: SubmittedDocument, rules: SandboxRules): Outcome | null {
  for (const image of [document.front, document.back]) {
    if (image === null) continue;
    if (image.format === null) return outcomeNamed('DOCUMENT_VERIFY_FAILED');
    if (image.marker?.outcome !== undefined) return outcomeNamed(image.marker.outcome);
    // Another kind of document than the field says, or no document at all.
    if (image.marker?.shows !== undefined && image.marker.shows !== document.kind) {
      return outcomeNamed('DOCUMENT_VERIFY_FAILED');
    }
  }
  return rules.documents.includes(vendorNameOf(document.kind)) ? null : outcomeNamed('DOCUMENT_VERIFY_FAILED');
}

/** The document of one person with the selfie of another. */
function mismatch(selfie: Marker | null, document: SubmittedDocument): Outcome | null {
  const onDocument = document.front.marker?.person;
  const differs = selfie?.person !== undefined && onDocument !== undefined && selfie.person !== onDocument;
  return differs ? outcomeNamed('DOCUMENT_FACE_MATCH_FAILED') : null;
}

function ruleFault(person: Person, rules: SandboxRules, nowMs: number): Outcome | null {
  const age = ageOf(person, nowMs);
  const isOutside = (list: readonly string[]) => list.length > 0 && !list.includes(utopia.iso2);
  const breaks =
    age < rules.minAge || age > rules.maxAge || isOutside(rules.countries) || isOutside(rules.nationalities);
  return breaks ? outcomeNamed('MISMATCH_AS_PER_RULES') : null;
}

/** Whom an outcome that was asked for is blamed on: the kind of document that it names, else the first. */
function indexFor(outcome: Outcome, documents: readonly SubmittedDocument[]): number | null {
  if (outcome.about !== 'document') return null;
  const kind = { ID_VERIFY_FAIL: 'id-card', DL_VERIFY_FAIL: 'driving-licence', PASSPORT_VERIFY_FAIL: 'passport' }[
    outcome.name
  ];
  return Math.max(
    0,
    documents.findIndex((document) => document.kind === kind),
  );
}

function personKeyOf(images: SubmittedImages): string {
  const marked = images.documents.map(({ front }) => front.marker?.person).find((person) => person !== undefined);
  return marked ?? images.selfie.marker?.person ?? faceKeyOf(images.selfie);
}

/** What the vendor calls this kind of document in rules and answers. */
export function vendorNameOf(kind: DocumentKind): string {
  return { 'id-card': 'ID Card', passport: 'Passport', 'driving-licence': 'Driving License' }[kind];
}
