/** Whatever JSON V3, the biometric services or a webhook send, reading it ends in something of the right kind; never in an exception. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { failureCodes } from '#domain/failure.ts';
import { kycDecisions } from '#domain/verification.ts';
import { isBiometric, readMeaning } from '#faceki/code-search.ts';
import { operations } from '#faceki/codes.ts';
import { isProcessed, readEnvelope } from '#faceki/envelope.ts';
import { readHints } from '#faceki/hints.ts';
import { toV3Record } from '#faceki/v3-records.ts';
import { startFaceki, submission } from '#test/support/faceki-under-test.ts';
import { heldImage } from '#test/support/held-image.ts';
import { sample } from '#test/support/scripted-faceki.ts';
import { inherited, junk, spoilt } from '#test/support/spoilt-json.ts';

const decisions: readonly unknown[] = [...kycDecisions, null];

test('no spoilt record breaks the reading of it', () => {
  const [record] = JSON.parse(sample('v3-fetch-records-aml-hit.json')).result;
  fc.assert(
    fc.property(spoilt(record), (wire) => {
      const read = toV3Record(wire);
      if (read === null) return;
      expect(decisions).toContain(read.decision);
      expect(typeof read.id).toBe('string');
      expect(read.person?.dateOfBirth ?? '1990-05-17').toMatch(/^\d{4}-\d{2}-\d{2}$/);
      for (const { sourceUrl } of read.images) expect(sourceUrl).toMatch(/^https?:/);
      for (const code of read.failures) expect(failureCodes).toContain(code);
      for (const check of read.checks) expect([typeof check.name, typeof check.passed]).toEqual(['string', 'boolean']);
      for (const { name, value, confidence } of read.documents.flatMap(({ fields }) => fields)) {
        expect([typeof name, typeof value]).toEqual(['string', 'string']);
        expect(confidence === null || (confidence >= 0 && confidence <= 1)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test('no spoilt answer means a failure that its operation cannot have, and none is a success by accident', () => {
  const bodies = [
    'bio-verify-ok.json',
    'facelink-login-poor-quality.json',
    'v3-perform-kyc-error-5008-with-result.json',
  ];
  for (const body of bodies) {
    fc.assert(
      fc.property(spoilt(JSON.parse(sample(body))), fc.constantFrom(...operations), (wire, operation) => {
        const envelope = readEnvelope(JSON.stringify(wire));
        if (envelope === null) return;
        const meaning = readMeaning(envelope, operation);
        if (meaning !== null && 'failure' in meaning) expect(failureCodes).toContain(meaning.failure.code);
        if (meaning !== null && 'decision' in meaning)
          expect([operation, meaning.decision]).toEqual(['verify', 'DECLINED']);
        if (isProcessed(envelope) && envelope.kind === 'v3') expect(String(envelope.body.code).trim()).toBe('200');
        expect(isBiometric(operation)).toBe(operation === 'logInByFace' || operation === 'enrollFace');
      }),
      { numRuns: 150 },
    );
  }
});

test('no hint breaks the reading of it, and none names anything but short ids', () => {
  const body = JSON.parse(sample('webhook-ekyc-accepted-with-kycdata.json'));
  fc.assert(
    fc.property(
      fc.oneof(
        spoilt(body).map((wire) => JSON.stringify(wire) ?? ''),
        fc.string(),
        junk.map((any) => JSON.stringify(any)),
      ),
      (text) => {
        for (const hint of readHints(text)) {
          for (const id of Object.values(hint)) expect(id === null || (id.length > 0 && id.length <= 255)).toBe(true);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test.each(inherited)('a word like %s is a word that we do not know, not something that every object has', (word) => {
  const [record] = JSON.parse(sample('v3-fetch-records-ok.json')).result;
  const [document] = record.document_data;
  Object.assign(document, { gender: word, document_type: word, document_type_full: word });
  const read = toV3Record({
    ...record,
    decision: word,
    images: [{ documentName: word, side: word, key: 'https://x.test/' }],
  });
  expect(read).toMatchObject({
    decision: null,
    person: { sex: null },
    images: [{ kind: 'OTHER' }],
  });
});

test('what is nested for thousands of levels breaks nothing', async () => {
  const deep = `${'{"data":['.repeat(3_000)}1${']}'.repeat(3_000)}`;
  await using stage = await startFaceki({ generation: 'v3', workflowId: 'w', faceLogin: 'bio-verify' });
  stage.server.on('POST /verify', { text: `{"responseCode":9,"data":${deep}}` });
  stage.server.on('POST /api/v3/kyc_verification', { text: `{"status":true,"code":200,"result":${deep}}` });
  await expect(stage.faceki.provider.matchFace(heldImage(), {})).rejects.toMatchObject({ code: 'PROVIDER_NONSENSE' });
  expect(await stage.faceki.provider.verify(submission(), {})).toMatchObject({ kind: 'lost' });
  expect(readHints(deep)).toEqual([]);
});

test.each([
  ['a list of hints', '[{"requestId":"a"},{"requestId":"b"}]', ['a', 'b']],
  ['a number', '{"requestId":17}', ['17']],
  ['an id with a line break', '{"requestId":"a\\nb"}', []],
  ['an id of a thousand characters', `{"requestId":"${'a'.repeat(1000)}"}`, []],
  ['no ids', '{"fullName":"ALEX","status":"ACCEPTED"}', []],
  ['no JSON', 'requestId=a', []],
  ['nothing', '', []],
  [
    'a thousand hints',
    JSON.stringify(Array.from({ length: 1000 }, (_, index) => ({ requestId: index }))),
    Array.from({ length: 20 }, (_, index) => String(index)),
  ],
])('a webhook that brings %s', (_case, body, ids) => {
  expect(readHints(body).map(({ requestId }) => requestId)).toEqual(ids);
});
