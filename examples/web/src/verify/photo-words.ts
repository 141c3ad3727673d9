/** How a photo is called in front of the person. */
import type { Messages } from '../language/messages.ts';
import type { Draft, PhotoPath, SentDocumentType } from './draft.ts';

export function sideName(t: Messages, type: SentDocumentType, side: 'front' | 'back'): string {
  return type === 'PASSPORT' ? t.photo.passportPage : t.photo[side];
}

/** With the document that it is of: “Passport, page with your picture”. */
export function photoName(t: Messages, { documents }: Draft, path: PhotoPath): string {
  if (path === 'input.selfie') return t.photo.selfie;
  const [, , position, side] = path.split('.');
  const type = documents[Number(position)]?.type ?? 'ID_CARD';
  return t.photo.of(sideName(t, type, side === 'back' ? 'back' : 'front'), t.document.types[type]);
}
