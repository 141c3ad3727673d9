import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { expectedErrors } from '#domain/expected-errors.ts';
import { type FailureCode, failureCodes, failures } from '#domain/failure.ts';
import { codeRows, type Operation, operations, readCode } from '#faceki/codes.ts';

/** `8006, FACE_NOT_FOUND` of each line of the contract's `FailureCode`; prose such as "HTTP 429" is another file's matter. */
function contractCodes(): ReadonlyMap<string, readonly string[]> {
  const contract = readFileSync('test/fixtures/contract.graphql', 'utf8');
  const [, body = ''] = /enum FailureCode \{\n([\s\S]*?)\n\}/.exec(contract) ?? [];
  return new Map(
    body.split('\n').map((line) => {
      const [, code = '', comment = ''] = /^\s*(\w+)\s+#(.*)$/.exec(line) ?? [];
      return [
        code,
        comment.match(/\b\d{4}\b|\b[A-Z]+(?:_[A-Z]+)+\b|\bNULLPTR\b|\bUNKNOWN\b/g)?.filter(isWireCode) ?? [],
      ];
    }),
  );
}
const isWireCode = (word: string) => !['NEW_IMAGE', 'SAME_REQUEST'].includes(word);

/** An operation on which a failure may occur at all. */
function anOperationFor(code: FailureCode): Operation {
  const byCode: Partial<Record<FailureCode, Operation>> = {
    RECORD_NOT_FOUND: 'readRecords',
    FACE_NOT_RECOGNIZED: 'matchFace',
    ALREADY_ENROLLED: 'enrollFace',
  };
  return byCode[code] ?? (failures[code].error === 'LinkError' ? 'createLink' : 'verify');
}

test('says what the contract says of every code of Faceki’s, line by line', () => {
  const lines = [...contractCodes()].filter(([, wire]) => wire.length > 0);
  expect(lines.length).toBeGreaterThan(35);
  for (const [failure, wire] of lines) {
    const code = failureCodes.find((known) => known === failure);
    if (code === undefined) throw new Error(`unknown in the domain: ${failure}`);
    for (const word of wire) {
      expect(readCode(word, anOperationFor(code), 'v2'), `${word} means ${failure}`).toMatchObject({
        failure: { code, providerCode: word },
      });
    }
  }
});

test('knows no code that the contract does not know, but for spellings and names of the vendor’s', () => {
  const inContract = new Set([...contractCodes().values()].flat());
  const numbers = codeRows.flatMap(({ wire }) => wire).filter((word) => /^\d{4}$/.test(word));
  // 5008 is a decision, which the contract says in its own sentence.
  expect(numbers.filter((number) => !inContract.has(number))).toEqual(['5008']);
});

test('8013 and 8016 mean what they mean where they are said', () => {
  const meaning = (code: string, operation: Operation) => {
    const found = readCode(code, operation, 'v2');
    return found !== null && 'failure' in found ? found.failure.code : null;
  };
  expect(operations.map((operation) => [operation, meaning('8013', operation), meaning('8016', operation)])).toEqual([
    ['getToken', null, null],
    ['verify', null, null],
    ['matchFace', 'FACE_NOT_RECOGNIZED', null],
    ['logInByFace', 'FACE_NOT_RECOGNIZED', null],
    ['enrollFace', null, 'ALREADY_ENROLLED'],
    ['analyzeFace', null, null],
    ['createLink', null, 'LINK_NOT_CREATED'],
    ['readRecords', 'RECORD_NOT_FOUND', null],
    ['readRules', null, null],
    ['readSummary', null, null],
  ]);
});

test('an operation never ends in an error that is no member of its union', () => {
  const unions = {
    verify: expectedErrors.verifyKyc,
    createLink: expectedErrors.createKycLink,
    enrollFace: expectedErrors.enrollFace,
  };
  for (const [operation, union] of Object.entries(unions)) {
    for (const wire of codeRows.flatMap((row) => row.wire)) {
      for (const envelope of ['v2', 'v3', 'bio'] as const) {
        const found = readCode(wire, operation as keyof typeof unions, envelope);
        if (found !== null && 'failure' in found) expect(union).toContain(failures[found.failure.code].error);
      }
    }
  }
});

test('takes the vendor’s spellings and the right ones, in any case', () => {
  for (const [wrong, right] of [
    ['FACE_TOO_CLOSED', 'FACE_TOO_CLOSE'],
    ['FACE_CLOSED_TO_BORDER', 'FACE_CLOSE_TO_BORDER'],
    ['FACE_BLURR', 'FACE_BLUR'],
    ['SELFIE_MULTIPLE_FACES', 'TOO_MANY_FACES'],
  ] as const) {
    const meaning = (word: string) => readCode(word, 'verify', 'v2');
    expect(meaning(wrong)).not.toBeNull();
    expect(meaning(wrong.toLowerCase())).toMatchObject({ failure: { providerCode: wrong.toLowerCase() } });
    const code = (word: string) =>
      JSON.stringify(meaning(word), (key, value) => (key === 'providerCode' ? undefined : value));
    expect(code(wrong)).toBe(code(right));
  }
  expect(readCode('Already Registered', 'enrollFace', 'bio')).toMatchObject({ failure: { code: 'ALREADY_ENROLLED' } });
  expect(readCode('link_limit_reach', 'createLink', 'v3')).toMatchObject({ failure: { code: 'LINK_LIMIT_REACHED' } });
});

test('V3’s overall no is a decision, and its small numbers are its alone', () => {
  expect(readCode('5008', 'verify', 'v3')).toEqual({ decision: 'DECLINED' });
  for (const [code, failure] of [
    ['1', 'CREDENTIALS_REJECTED'],
    ['400', 'REQUEST_REJECTED'],
    ['500', 'PROVIDER_FAULT'],
  ] as const) {
    expect(readCode(code, 'verify', 'v3')).toMatchObject({ failure: { code: failure } });
    expect(readCode(code, 'verify', 'v2')).toBeNull();
  }
});

test('names the document that a code speaks of', () => {
  expect(readCode('8011', 'verify', 'v2')).toMatchObject({ failure: { documentType: 'DRIVING_LICENCE' } });
  expect(readCode('8021', 'verify', 'v2')).toMatchObject({ failure: { documentTypes: ['PASSPORT'] } });
});
