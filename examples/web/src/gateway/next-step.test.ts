import { describe, expect, test } from 'vitest';
import { nextStep } from './next-step.ts';

type Failure = Parameters<typeof nextStep>[0];
const words = { advice: 'Please do this.' };

describe('another photo can help', () => {
  const retry = 'NEW_IMAGE';

  test('a selfie that was refused is marked', () => {
    const failure: Failure = {
      __typename: 'SelfieRejectedError',
      code: 'FACE_BLURRED',
      retry,
      ...words,
      attempt: null,
    };
    expect(nextStep(failure, ['ID_CARD'])).toEqual({ do: 'retake', photos: ['input.selfie'], add: [] });
  });

  test('of several documents the one that was refused is marked, on both sides', () => {
    const failure: Failure = {
      __typename: 'DocumentRejectedError',
      code: 'DRIVING_LICENCE_REJECTED',
      documentType: 'DRIVING_LICENCE',
      retry,
      ...words,
      attempt: null,
    };
    expect(nextStep(failure, ['PASSPORT', 'DRIVING_LICENCE'])).toEqual({
      do: 'retake',
      photos: ['input.documents.1.front', 'input.documents.1.back'],
      add: [],
    });
  });

  test('where nobody says which document, all are marked', () => {
    const failure: Failure = {
      __typename: 'DocumentRejectedError',
      code: 'DOCUMENT_REJECTED',
      documentType: null,
      retry,
      ...words,
      attempt: null,
    };
    expect(nextStep(failure, ['PASSPORT', 'ID_CARD'])).toMatchObject({
      photos: ['input.documents.0.front', 'input.documents.1.front', 'input.documents.1.back'],
    });
  });

  test('where selfie and document differ, both are marked', () => {
    const failure: Failure = {
      __typename: 'DocumentRejectedError',
      code: 'DOCUMENT_FACE_MISMATCH',
      documentType: 'PASSPORT',
      retry,
      ...words,
      attempt: null,
    };
    expect(nextStep(failure, ['PASSPORT'])).toMatchObject({ photos: ['input.selfie', 'input.documents.0.front'] });
  });

  test('a picture that was no good is marked by its own path', () => {
    const failure: Failure = {
      __typename: 'InvalidImageError',
      code: 'IMAGE_CORRUPT',
      path: 'input.documents.1.back',
      retry,
      ...words,
    };
    expect(nextStep(failure, ['PASSPORT', 'ID_CARD'])).toMatchObject({ photos: ['input.documents.1.back'] });
    // As face login names it, and as nobody should.
    for (const path of ['input.selfie', 'input.selfie; drop', 'input.documents.x.front']) {
      expect(nextStep({ ...failure, path }, [])).toMatchObject({ photos: ['input.selfie'] });
    }
  });

  test('a document that the rules ask for is added', () => {
    const failure: Failure = {
      __typename: 'MissingDocumentError',
      code: 'MISSING_PASSPORT',
      documentTypes: ['PASSPORT'],
      retry,
      ...words,
    };
    expect(nextStep(failure, ['ID_CARD'])).toEqual({ do: 'retake', photos: [], add: ['PASSPORT'] });
    expect(nextStep({ ...failure, documentTypes: [] }, ['PASSPORT'])).toMatchObject({
      photos: ['input.documents.0.front'],
      add: [],
    });
  });

  test('a face that was not recognised is shown again', () => {
    const failure: Failure = { __typename: 'FaceNotRecognizedError', code: 'FACE_NOT_RECOGNIZED', retry, ...words };
    expect(nextStep(failure, [])).toMatchObject({ do: 'retake', photos: ['input.selfie'] });
  });
});

describe('another photo cannot help', () => {
  const unavailable = { __typename: 'ProviderUnavailableError', ...words, attempt: null } as const;

  test('the same request may go again at once, or after as long as was asked for', () => {
    const failure: Failure = {
      ...unavailable,
      code: 'PROVIDER_TRY_AGAIN',
      retry: 'SAME_REQUEST',
      retryAfterSeconds: null,
    };
    expect(nextStep(failure, [])).toEqual({ do: 'again' });
    expect(nextStep({ ...failure, retryAfterSeconds: 5 }, [])).toEqual({ do: 'wait', seconds: 5 });
  });

  test('later means after a while, also where nobody says how long', () => {
    const failure: Failure = { ...unavailable, code: 'PROVIDER_FAULT', retry: 'LATER', retryAfterSeconds: 7 };
    expect(nextStep(failure, [])).toEqual({ do: 'wait', seconds: 7 });
    expect(nextStep({ ...failure, retryAfterSeconds: null }, [])).toEqual({ do: 'wait', seconds: 30 });
  });

  test('never means never, and so does advice that this app does not know yet', () => {
    const failure: Failure = { ...unavailable, code: 'OUTCOME_UNKNOWN', retry: 'NEVER', retryAfterSeconds: null };
    expect(nextStep(failure, [])).toEqual({ do: 'stop' });
    const newer = { ...failure, retry: 'ON_TUESDAYS' } as unknown as Failure;
    expect(nextStep(newer, [])).toEqual({ do: 'stop' });
  });
});
