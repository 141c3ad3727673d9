/**
 * The photos that a person has chosen so far, and the key that they will be sent under. Any change of a photo makes a new key: the
 * gateway verifies a key once, so that sending the same photos again is never paid for twice, and other photos are another try.
 */
export const documentTypes = ['ID_CARD', 'PASSPORT', 'DRIVING_LICENCE'] as const;
export type SentDocumentType = (typeof documentTypes)[number];

/** A photo's place, by the same path that the gateway names it with in `InvalidImageError.path`. */
export type PhotoPath = 'input.selfie' | `input.documents.${number}.${'front' | 'back'}`;

export interface DocumentDraft {
  /** Tells documents apart while their types and positions change. */
  readonly id: number;
  readonly type: SentDocumentType;
  readonly front: File | null;
  readonly back: File | null;
}

export interface Draft {
  readonly selfie: File | null;
  readonly documents: readonly DocumentDraft[];
  readonly key: string;
}

export const maxDocuments = documentTypes.length;

export function emptyDraft(): Draft {
  return { selfie: null, documents: [emptyDocument(0, 'ID_CARD')], key: newKey() };
}

export function withPhoto(draft: Draft, path: PhotoPath, photo: File | null): Draft {
  if (path === 'input.selfie') return { ...draft, selfie: photo, key: newKey() };
  const [, , position, side] = path.split('.');
  return withDocument(draft, Number(position), side === 'front' ? { front: photo } : { back: photo });
}

/** A passport has no back that matters. */
export function withType(draft: Draft, position: number, type: SentDocumentType): Draft {
  return withDocument(draft, position, hasBack(type) ? { type } : { type, back: null });
}

/** Adds an empty one of this type, or of the first type that is not there yet: each can be sent once. */
export function withAnotherDocument(draft: Draft, type = freeTypes(draft)[0]): Draft {
  if (type === undefined || !freeTypes(draft).includes(type)) return draft;
  const id = Math.max(-1, ...draft.documents.map((document) => document.id)) + 1;
  return { ...draft, documents: [...draft.documents, emptyDocument(id, type)], key: newKey() };
}

export function withoutDocument(draft: Draft, position: number): Draft {
  return { ...draft, documents: draft.documents.filter((_, index) => index !== position), key: newKey() };
}

/** The types that no document has yet. */
export function freeTypes({ documents }: Draft): readonly SentDocumentType[] {
  return documentTypes.filter((type) => documents.every((document) => document.type !== type));
}

export function hasBack(type: SentDocumentType): boolean {
  return type !== 'PASSPORT';
}

export function missingPhotos({ selfie, documents }: Draft): readonly PhotoPath[] {
  const missing: PhotoPath[] = selfie === null ? ['input.selfie'] : [];
  for (const [position, { type, front, back }] of documents.entries()) {
    if (front === null) missing.push(`input.documents.${position}.front`);
    if (back === null && hasBack(type)) missing.push(`input.documents.${position}.back`);
  }
  return missing;
}

function withDocument(draft: Draft, position: number, change: Partial<DocumentDraft>): Draft {
  const documents = draft.documents.map((document, index) =>
    index === position ? { ...document, ...change } : document,
  );
  return { ...draft, documents, key: newKey() };
}

function emptyDocument(id: number, type: SentDocumentType): DocumentDraft {
  return { id, type, front: null, back: null };
}

function newKey(): string {
  return crypto.randomUUID();
}
