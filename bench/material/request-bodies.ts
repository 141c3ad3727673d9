/** Request bodies, built once and sent as they are: the client costs next to nothing, so that servers are measured. */
import type { Photo } from './photo.ts';

export interface RequestBody {
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** The vendor's own field names: what reaches the upstream from whoever stands in front of it. */
export const vendorFields = ['selfie_image', 'doc_front_image', 'doc_back_image'] as const;

const boundary = '------------------------bench-a1b2c3d4e5f60718293a4b5c';

/** The form that the vendor takes: for the direct cell, and for a pass-through that reads nothing. */
export function vendorForm(photos: readonly Photo[]): RequestBody {
  return form(vendorFields.map((name, index) => ({ name, photo: photos[index] })));
}

const outcome = `{
    __typename
    ... on VerifyKycCompleted { accepted verification { id state decision } }
    ... on VerificationError { code message }
  }`;

const verifyDocument = `mutation Verify($selfie: Upload!, $front: Upload!, $back: Upload) {
  verifyKyc(input: { selfie: $selfie, documents: [{ type: ID_CARD, front: $front, back: $back }] }) ${outcome}
}`;

/** The same verification for every GraphQL server: the multipart request specification, fields in its order. */
export function verifyRequest(photos: readonly Photo[]): RequestBody {
  return multipartRequest(verifyDocument, ['selfie', 'front', 'back'], photos);
}

const keyedDocument = `mutation Verify($selfie: Upload!, $front: Upload!, $back: Upload, $key: String) {
  verifyKyc(input: { selfie: $selfie, documents: [{ type: ID_CARD, front: $front, back: $back }], idempotencyKey: $key }) ${outcome}
}`;

/** With an idempotency key, as clients should send it: the gateway alone knows that. */
export function keyedVerifyRequest(photos: readonly Photo[], key: string): RequestBody {
  return multipartRequest(keyedDocument, ['selfie', 'front', 'back'], photos, { key });
}

const loginDocument = `mutation LogIn($selfie: Upload!) {
  faceLogin(input: { selfie: $selfie }) { __typename ... on VerificationError { code message } }
}`;

/** A login by face. */
export function faceLoginRequest(selfie: Photo): RequestBody {
  return multipartRequest(loginDocument, ['selfie'], [selfie]);
}

function multipartRequest(query: string, names: readonly string[], photos: readonly Photo[], others = {}): RequestBody {
  const variables = { ...Object.fromEntries(names.map((name) => [name, null])), ...others };
  const map = Object.fromEntries(names.map((name, index) => [index, [`variables.${name}`]]));
  return form([
    { name: 'operations', text: JSON.stringify({ query, variables }) },
    { name: 'map', text: JSON.stringify(map) },
    ...photos.map((photo, index) => ({ name: String(index), photo })),
  ]);
}

interface Part {
  readonly name: string;
  readonly text?: string;
  readonly photo?: Photo | undefined;
}

function form(parts: readonly Part[]): RequestBody {
  const pieces: Buffer[] = [];
  for (const { name, text, photo } of parts) {
    const file = photo === undefined ? '' : `; filename="${name}.jpg"\r\nContent-Type: image/jpeg`;
    pieces.push(Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`));
    pieces.push(photo?.bytes ?? Buffer.from(text ?? ''), Buffer.from('\r\n'));
  }
  pieces.push(Buffer.from(`--${boundary}--\r\n`));
  return { contentType: `multipart/form-data; boundary=${boundary}`, bytes: Buffer.concat(pieces) };
}

/** An operation as JSON. */
export function jsonRequest(query: string, variables: unknown = {}): RequestBody {
  return { contentType: 'application/json', bytes: Buffer.from(JSON.stringify({ query, variables })) };
}
