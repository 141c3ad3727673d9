/** The example's way from a result to a screen: each member of the union leads somewhere, also one that the app does not know yet. */
import { expect, test } from 'vitest';
import { toScreen, type VerifyResult } from '#examples/clients/result-screen.ts';

const failure = { code: 'FACE_BLURRED', message: 'for developers', advice: 'for people', retry: 'NEW_IMAGE' } as const;
const completed = { __typename: 'VerifyKycCompleted', accepted: false } as const;

const results: readonly (readonly [string, VerifyResult, object])[] = [
  [
    'accepted',
    { ...completed, accepted: true, verification: { id: 'ver_1', decision: 'ACCEPTED' } },
    { show: 'welcome' },
  ],
  ['declined', { ...completed, verification: { id: 'ver_1', decision: 'DECLINED' } }, { show: 'declined' }],
  ['looked at by a person', { ...completed, verification: { id: 'ver_1', decision: 'REVIEW' } }, { show: 'in review' }],
  [
    'told to take the selfie again',
    { __typename: 'SelfieRejectedError', ...failure },
    { show: 'retake', which: 'selfie', advice: 'for people' },
  ],
  [
    'told to take the document again',
    { __typename: 'DocumentRejectedError', ...failure, documentType: 'PASSPORT' },
    { show: 'retake', which: 'document' },
  ],
  [
    'asked for another document',
    { __typename: 'MissingDocumentError', ...failure, documentTypes: ['PASSPORT'] },
    { which: 'document' },
  ],
  [
    'told which photo is no photo',
    { __typename: 'InvalidImageError', ...failure, path: 'input.selfie', detectedFormat: 'image/heic', maxBytes: null },
    { show: 'retake', which: 'selfie' },
  ],
  ['known already', { __typename: 'AlreadyVerifiedError', ...failure, retry: 'NEVER' }, { show: 'welcome' }],
  [
    'asked to wait',
    { __typename: 'VerificationInProgressError', ...failure, attempt: { id: 'ver_1' } },
    { show: 'wait', attemptId: 'ver_1' },
  ],
  [
    'let try again later',
    { __typename: 'RateLimitedError', ...failure, retry: 'LATER', retryAfterSeconds: 5 },
    { show: 'sorry', canRetry: true },
  ],
  [
    'sent to the support',
    { __typename: 'ConfigurationError', ...failure, retry: 'NEVER' },
    { show: 'sorry', canRetry: false },
  ],
];

test.each(results)('a person may be %s', (_, result, screen) => {
  expect(toScreen(result)).toMatchObject(screen);
});

test('a failure that came after the app was built still tells the person what to do', () => {
  const unknown: unknown = { __typename: 'MoonPhaseError', ...failure, retry: 'LATER' };
  expect(toScreen(unknown as VerifyResult)).toEqual({ show: 'sorry', advice: 'for people', canRetry: true });
});
