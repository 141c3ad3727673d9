/** Whatever JSON the vendor sends, reading it ends in a record, a decision or nothing; never in an exception or a value of another type. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kycDecisions } from '#domain/verification.ts';
import { isProcessed, readEnvelope, statusOf } from '#faceki/envelope.ts';
import { toDirectAnswer, toV2Record } from '#faceki/v2-records.ts';
import { sample } from '#test/support/scripted-faceki.ts';
import { inherited, spoilt } from '#test/support/spoilt-json.ts';

const decisions: readonly unknown[] = [...kycDecisions, null];
test('no spoilt verification breaks the reading of it, and none turns into a decision of another kind', () => {
  const { data } = JSON.parse(sample('v2-kyc-single-declined-8002-with-data.json'));
  fc.assert(
    fc.property(spoilt(data), (wire) => {
      const answer = toDirectAnswer(wire, { requestId: null, documentType: null });
      expect(decisions).toContain(answer?.decision ?? null);
      for (const { name, value, confidence } of answer?.record?.documents.flatMap(({ fields }) => fields) ?? []) {
        expect([typeof name, typeof value]).toEqual(['string', 'string']);
        expect(confidence === null || (confidence >= 0 && confidence <= 1)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test('no spoilt record breaks the reading of it', () => {
  const [record] = JSON.parse(sample('v2-records-by-request-id-ok.json')).data;
  fc.assert(
    fc.property(spoilt(record), (wire) => {
      const read = toV2Record(wire);
      if (read === null) return;
      expect(decisions).toContain(read.decision);
      expect(typeof read.id).toBe('string');
      for (const { sourceUrl } of read.images) expect(sourceUrl).toMatch(/^https?:/);
      for (const check of read.checks) expect([typeof check.name, typeof check.passed]).toEqual(['string', 'boolean']);
    }),
    { numRuns: 300 },
  );
});

test.each(inherited)('a word like %s is a word that we do not know, not something that every object has', (word) => {
  const [record] = JSON.parse(sample('v2-records-by-request-id-ok.json')).data;
  record.status = word;
  record.kycResponse.result = { ...record.kycResponse.result, documentType: word, sex: word };
  record.kycResponse.authentication.breakdown = { [word]: { passed: false, severity: word } };
  record.livenessResponse.decision = word;
  expect(toV2Record(record)).toMatchObject({
    decision: null,
    person: { sex: null },
    documents: [{ type: 'OTHER' }],
    liveness: { decision: null, passed: null },
  });
  for (const check of toV2Record(record)?.checks ?? []) expect(check.name).toMatch(/^\w+$/);
});

test('any text is an envelope or none', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), fc.integer({ min: 100, max: 599 }), (text, status) => {
      const envelope = readEnvelope(text);
      if (envelope !== null) isProcessed(envelope);
      expect(statusOf(status, envelope)).toBeTypeOf('number');
    }),
  );
});

test.for([
  ['{"responseCode":"0","data":{}}', 'v2', true],
  ['{"status":true,"code":200,"appVersion":"v3.0.0","result":null}', 'v3', true],
  ['{"status":"true","code":"200","result":{}}', 'v3', true],
  ['{"status":false,"code":200,"result":null}', 'v3', false],
  ['{"status":"false","code":200,"result":null}', 'v3', false],
  ['{"status":false,"message":"","statusCode":422,"data":{}}', 'validation', false],
  ['{"response":"FACE_NOT_FOUND"}', 'bio', false],
  ['{"clientSecret":""}', 'bare', false],
  ['\uFEFF{"responseCode":0}', 'v2', true],
] as const)('tells the wrappers apart by their keys: %s', ([text, kind, processed]) => {
  const envelope = readEnvelope(text);
  expect(envelope?.kind).toBe(kind);
  expect(envelope !== null && isProcessed(envelope)).toBe(processed);
});
