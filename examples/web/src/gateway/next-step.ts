/** From a failure to what the person can do about it. Follows the gateway's `retry`; the union member says which photo is meant. */
import type { FailureFragment } from '../__generated__/graphql.ts';
import type { PhotoPath, SentDocumentType } from '../verify/draft.ts';

export type NextStep =
  /** Mark these photos and show the advice there; documents of these types are asked for besides. A new photo is a new key. */
  | { readonly do: 'retake'; readonly photos: readonly PhotoPath[]; readonly add: readonly SentDocumentType[] }
  /** The same photos under the same key, at once. */
  | { readonly do: 'again' }
  /** The same photos under the same key, after so long. */
  | { readonly do: 'wait'; readonly seconds: number }
  /** Nothing that this page can do. */
  | { readonly do: 'stop' };

/** Where the gateway does not say how long. */
const waitSeconds = 30;

/** @param sent the types of the documents that were sent, in their order */
export function nextStep(failure: FailureFragment, sent: readonly SentDocumentType[]): NextStep {
  const seconds = 'retryAfterSeconds' in failure ? failure.retryAfterSeconds : null;
  switch (failure.retry) {
    case 'NEW_IMAGE':
      return retake(failure, sent);
    case 'SAME_REQUEST':
      return seconds === null || seconds <= 0 ? { do: 'again' } : { do: 'wait', seconds };
    case 'LATER':
      return { do: 'wait', seconds: Math.max(1, seconds ?? waitSeconds) };
    default:
      // NEVER, and what a later version of the gateway may say: nothing is sent again on a guess.
      return { do: 'stop' };
  }
}

function retake(failure: FailureFragment, sent: readonly SentDocumentType[]): NextStep {
  switch (failure.__typename) {
    case 'DocumentRejectedError': {
      const named = sent.flatMap((type, position) => (type === failure.documentType ? sidesOf(type, position) : []));
      const photos = named.length > 0 ? named : allSides(sent);
      // The two pictures differ: either may be the bad one.
      const selfie = failure.code === 'DOCUMENT_FACE_MISMATCH' ? (['input.selfie'] as const) : [];
      return { do: 'retake', photos: [...selfie, ...photos], add: [] };
    }
    case 'MissingDocumentError': {
      const add = failure.documentTypes.filter((type) => type !== 'OTHER').filter((type) => !sent.includes(type));
      return { do: 'retake', photos: add.length > 0 ? [] : allSides(sent), add };
    }
    case 'InvalidImageError':
      return { do: 'retake', photos: [isPhotoPath(failure.path) ? failure.path : 'input.selfie'], add: [] };
    default:
      return { do: 'retake', photos: ['input.selfie'], add: [] };
  }
}

function allSides(types: readonly SentDocumentType[]): readonly PhotoPath[] {
  return types.flatMap(sidesOf);
}

function sidesOf(type: SentDocumentType, position: number): readonly PhotoPath[] {
  const front = `input.documents.${position}.front` as const;
  return type === 'PASSPORT' ? [front] : [front, `input.documents.${position}.back`];
}

function isPhotoPath(path: string): path is PhotoPath {
  return /^input\.(selfie|documents\.\d+\.(front|back))$/.test(path);
}
