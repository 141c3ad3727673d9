/** Whatever goes wrong between the gateway and Faceki, clients are told in the terms of the contract, and it is over by itself. */
import { describe, expect, test } from 'vitest';
import { faults, lostAnswers } from '#test/support/faults.ts';
import { type FaultReport, playFault } from '#test/support/resilience.ts';

/** What the first request got: the code, the state of its attempt; and what its key is good for afterwards. */
type Expected = readonly [code: string, attempt: string, sameKey: string];

const notSent = (code: string): Expected => [code, 'FAILED', 'VerifyKycCompleted'];
const lost = (code: string): Expected => [code, 'INTERRUPTED', 'OUTCOME_UNKNOWN'];
const unharmed: Expected = ['VerifyKycCompleted', 'COMPLETED', 'VerifyKycCompleted'];

const expected: Readonly<Record<string, Expected>> = {
  'connections are refused': notSent('PROVIDER_UNREACHABLE'),
  'connections are reset': notSent('PROVIDER_UNREACHABLE'),
  'black hole: connections are taken, nothing comes back': lost('PROVIDER_TIMEOUT'),
  'answers are cut off on the way': lost('PROVIDER_NONSENSE'),
  'the name cannot be resolved': notSent('PROVIDER_UNREACHABLE'),
  'the certificate is a stranger’s': notSent('PROVIDER_UNREACHABLE'),
  'the TLS handshake is never finished': notSent('PROVIDER_UNREACHABLE'),
  'answers are slow, but come': ['VERIFICATION_IN_PROGRESS', 'PENDING', 'VerifyKycCompleted'],
  'answers come too late': lost('PROVIDER_TIMEOUT'),
  'answers stall': lost('PROVIDER_TIMEOUT'),
  'answers are cut off': lost('PROVIDER_NONSENSE'),
  'the connection is reset before the body is read': lost('PROVIDER_UNREACHABLE'),
  'the connection is reset instead of an answer': lost('PROVIDER_UNREACHABLE'),
  'HTTP 500': lost('PROVIDER_FAULT'),
  'HTTP 503, come back in 7 s': lost('PROVIDER_FAULT'),
  'HTTP 429, come back in 7 s': notSent('PROVIDER_TRY_AGAIN'),
  'a proxy’s page, 502': lost('PROVIDER_FAULT'),
  'empty answers': lost('PROVIDER_NONSENSE'),
  'the token endpoint answers 500': notSent('PROVIDER_FAULT'),
  'the token endpoint stalls': notSent('PROVIDER_TIMEOUT'),
  'the token endpoint answers 429': notSent('PROVIDER_TRY_AGAIN'),
  'the clock jumps two hours ahead': unharmed,
  'the clock jumps two hours back': unharmed,
};
/** Answers, though of no use: the host is there. And a token that nobody gets is asked for once, however many wait for it. */
const staysClosed = /^(answers are slow, but come|HTTP 429.*|empty answers|the token endpoint .*|the clock .*)$/;

/** In production a host is left alone for 5 s. */
const openForMs = 400;

function summary({ verify, sameKey }: FaultReport): Expected {
  return [verify.code ?? verify.type, verify.attempt ?? '', sameKey.code ?? sameKey.type];
}

describe('under V2, where a lost answer stays unknown', () => {
  test.concurrent.for(faults)('$name: a typed answer, and over by itself', { timeout: 40_000 }, async (fault) => {
    const report = await playFault({ fault, openForMs });
    expect(summary(report)).toEqual(expected[fault.name]);
    if (staysClosed.test(fault.name)) {
      expect(report.early).toBeNull();
    } else {
      expect(report.read).toMatchObject({ type: 'errors', code: expect.stringMatching(/^PROVIDER_/) });
      // Nothing was sent: the key is free, and the client knows when to come back.
      expect(report.early).toMatchObject({ code: 'PROVIDER_UNREACHABLE', attempt: 'FAILED', retryAfterSeconds: 1 });
    }
  });

  test('a client hears from a service that says when it wants to be asked again', async () => {
    const fault = faults.find(({ name }) => name.startsWith('HTTP 503'));
    if (fault === undefined) throw new Error('there is no such fault');
    const { verify, read } = await playFault({ fault, openForMs });
    expect([verify.retryAfterSeconds, read.retryAfterSeconds]).toEqual([7, 7]);
  });
});

describe('under V3, where a lost answer can be looked up', () => {
  test.concurrent.for(lostAnswers)('$name: the same key brings the result', { timeout: 40_000 }, async (fault) => {
    const { verify, sameKey } = await playFault({ fault, generation: 'v3', openForMs });
    expect(verify.attempt).toBe('INTERRUPTED');
    expect(sameKey).toMatchObject({ type: 'VerifyKycCompleted', attempt: 'COMPLETED' });
  });
});
