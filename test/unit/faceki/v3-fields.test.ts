/**
 * Every field of V3 that faceki-api.md documents (sections 7.3 to 7.5), and where it lives in the domain's record, which GraphQL shows under
 * the same names; or that it is left to `raw`, and why.
 */
import { describe, expect, test } from 'vitest';
import { toV3Record } from '#faceki/v3-records.ts';
import { checkRow, type FieldRow, wireOf } from '#test/support/field-rows.ts';
import { sample } from '#test/support/scripted-faceki.ts';

const url = (name: string) => `https://images.example.test/${name}.jpg`;

/** Section 7.3. */
const recordRows: readonly FieldRow[] = [
  ['link', 'link-1', 'link', 'link-1'],
  ['record_identifier', 'ver_1', 'recordIdentifier', 'ver_1'],
  ['requestId', 'req-1', 'requestId', 'req-1'],
  ['requestId', 'req-1', 'id', 'req-1'],
  ['requestId', 'req-1', 'referenceId', null],
  ['selfie_data.liveness_pass', 'true', 'liveness.passed', true],
  ['verification_summary.face_verified', true, 'checks.faceMatch.passed', true],
  ['verification_summary.face_verified', true, 'faceMatch.identical', true],
  ['verification_summary.selfie_liveness_verified', true, 'checks.selfieLiveness.passed', true],
  ['verification_summary.document_verified', false, 'checks.document.passed', false],
  ['verification_summary.verification_rules_passed', 'false', 'checks.verificationRules.passed', false],
  ['verification_summary.document_liveness_verified', true, 'checks.documentLiveness.passed', true],
  ['verification_summary.image_quality', true, 'checks.imageQuality.passed', true],
  ['warnings', ['Selfie is dark', { message: 'Glare' }], 'warnings', ['Selfie is dark', 'Glare']],
  ['notes', [{ reason: 'called back' }, 7], 'notes', ['called back', '7']],
  [
    'aml',
    [{ list_name: 'SAMPLE LIST', type: 'SANCTION', name: 'ALEX SAMPLE TESTER', fuzz: 91.25 }],
    'aml.0',
    {
      name: 'ALEX SAMPLE TESTER',
      listName: 'SAMPLE LIST',
      type: 'SANCTION',
      score: 0.9125,
      raw: { list_name: 'SAMPLE LIST', type: 'SANCTION', name: 'ALEX SAMPLE TESTER', fuzz: 91.25 },
    },
  ],
  ['decision', 'Declined', 'decision', 'DECLINED'],
  [
    'errorCodes',
    [5004, '5010', { code: 8006 }, 'DOCUMENT_LIVENESS_FAILED', { message: 'EXPIRY_NOT_FOUND' }, 5008, 5004, 4711],
    'failures',
    [
      'SELFIE_NOT_LIVE',
      'DOCUMENT_EXPIRED',
      'FACE_NOT_FOUND',
      'DOCUMENT_NOT_LIVE',
      'DOCUMENT_EXPIRY_UNREADABLE',
      'PROVIDER_NONSENSE',
    ],
  ],
  ['deviceDetails.useragent', 'Postman/7', 'device.userAgent', 'Postman/7'],
  ['deviceDetails.detectResult.client.name', 'Postman Desktop', 'device.browser', 'Postman Desktop 7.36.1'],
  ['deviceDetails.detectResult.client.version', '7.36.1', 'device.browser', 'Postman Desktop 7.36.1'],
  ['deviceDetails.detectResult.client.type', 'library', 'raw', 'the detector’s own classes'],
  ['deviceDetails.detectResult.device', { id: '', brand: 'Acme' }, 'raw', 'make and model are nobody’s question'],
  [
    'images.0',
    { documentName: 'Selfie', side: 'Selfie', key: url('selfie') },
    'images.SELFIE',
    { kind: 'SELFIE', document: null, sourceUrl: url('selfie') },
  ],
  ...(
    [
      ['front', 'DOCUMENT_FRONT'],
      ['back', 'DOCUMENT_BACK'],
      ['cropped_front', 'CROPPED_FRONT'],
      ['cropped_back', 'CROPPED_BACK'],
      ['cropped_portrait', 'PORTRAIT'],
      ['cropped_signature', 'SIGNATURE'],
      ['hologram', 'OTHER'],
    ] as const
  ).map(
    ([side, kind], index): FieldRow => [
      `images.${index + 1}`,
      { documentName: 'ID_Card', side, key: url(side) },
      `images.${kind}`,
      { kind, document: 'ID_CARD', sourceUrl: url(side) },
    ],
  ),
  ['face_id', 'face-1', 'faceIds', ['face-1']],
  ['updateBy', 'clerk', 'changedByHand', true],
  ['createdAt', '2024-01-22T21:17:41.556Z', 'createdAtMs', 1_705_958_261_556],
  ['updatedAt', '2024-01-22T21:18:09.137Z', 'updatedAtMs', 1_705_958_289_137],
  ['__v', 0, 'raw', 'the vendor’s storage version'],
];

const mrz = 'IDBHR0000000011<<<<<<<<<<<<<<<^9005178M3001318BHR<<<<<<<<<<<0^TESTER<<ALEX<SAMPLE<<<<<<<<<<<';

/** Section 7.4: each text is also in `documents.0.fields`, under its name in camelCase. */
const documentRows: readonly FieldRow[] = (
  [
    ['reference', '000000001', 'documents.0.fields.reference.value', '000000001'],
    ['full_name', 'ALEX SAMPLE TESTER', 'person.fullName', 'ALEX SAMPLE TESTER'],
    ['first_name', 'ALEX SAMPLE', 'person.firstName', 'ALEX SAMPLE'],
    ['middle_name', 'MIDDLE', 'person.middleName', 'MIDDLE'],
    ['last_name', 'TESTER', 'person.lastName', 'TESTER'],
    ['local_name', 'اسم تجريبي', 'person.localName', 'اسم تجريبي'],
    ['nationality', 'Bahrain', 'person.nationality.name', 'Bahrain'],
    ['nationality_iso', 'BH', 'person.nationality.iso2', 'BH'],
    ['nationality_iso', 'BH', 'documents.0.fields.nationalityIso2.value', 'BH'],
    ['nationality_iso2', 'BHR', 'person.nationality.iso3', 'BHR'],
    ['nationality_iso2', 'BHR', 'documents.0.fields.nationalityIso3.value', 'BHR'],
    ['issuer', 'Bahrain', 'documents.0.issuer.name', 'Bahrain'],
    ['issuer_iso', 'BH', 'documents.0.issuer.iso2', 'BH'],
    ['issuer_iso2', 'BHR', 'documents.0.issuer.iso3', 'BHR'],
    ['issuer_iso2', 'BHR', 'documents.0.fields.issuerIso3.value', 'BHR'],
    ['gender', 'M', 'person.sex', 'MALE'],
    ['dob', '05', 'documents.0.fields.dob.value', '05'],
    ['age', '33', 'person.age', 33],
    ['expiry', '2030-01-31', 'documents.0.expiresOn', '2030-01-31'],
    ['expiryDay', '31', 'documents.0.fields.expiryDay.value', '31'],
    ['expiryMonth', '01', 'documents.0.fields.expiryMonth.value', '01'],
    ['expiryYear', '2030', 'documents.0.fields.expiryYear.value', '2030'],
    ['issued', '2020-02-29', 'documents.0.issuedOn', '2020-02-29'],
    ['issuedDay', '29', 'documents.0.fields.issuedDay.value', '29'],
    ['issuedMonth', '02', 'documents.0.fields.issuedMonth.value', '02'],
    ['issuedYear', '2020', 'documents.0.fields.issuedYear.value', '2020'],
    ['documentAdditionalNumber', 'X1', 'documents.0.fields.documentAdditionalNumber.value', 'X1'],
    ['document_number', '000000001', 'documents.0.number', '000000001'],
    ['document_type', 'I', 'documents.0.type', 'ID_CARD'],
    ['document_type_full', 'Identity Card', 'documents.0.typeName', 'Identity Card'],
    ['mrz', mrz, 'documents.0.mrz', mrz.split('^')],
    ['document_face_match.similarity', 99.5, 'documents.0.faceMatch.similarity', 0.995],
    ['document_face_match.similarity', 99.5, 'faceMatch.similarity', 0.995],
    ['document_face_match.confidence', '99.9', 'documents.0.faceMatch.confidence', 0.999],
    ['document_face_match.confidence', '99.9', 'faceMatch.confidence', 0.999],
    ['passed', 'true', 'documents.0.passed', true],
    ['date_of_birth', '90-05-17', 'person.dateOfBirth', '1990-05-17'],
    ['date_of_birth_day', '17', 'documents.0.fields.dateOfBirthDay.value', '17'],
    ['date_of_birth_month', '05', 'documents.0.fields.dateOfBirthMonth.value', '05'],
    ['date_of_birth_year', '90', 'documents.0.fields.dateOfBirthYear.value', '90'],
  ] satisfies FieldRow[]
).map(([path, value, place, expected]): FieldRow => [`document_data.0.${path}`, value, place, expected]);

const confidenceRows: readonly FieldRow[] = [
  ['reference', '000000001', 'documents.0.fields.reference.confidence', null],
  ['full_name', 0.9, 'documents.0.fields.fullName.confidence', 0.9],
  ['first_name', 0, 'documents.0.fields.firstName.confidence', 0],
  ['nationality_iso2', '0.97', 'documents.0.fields.nationalityIso3.confidence', 0.97],
  ['gender', 190.11, 'documents.0.fields.gender.confidence', null],
  ['placeOfBirth', 0, 'raw', 'a certainty of what was not read'],
  ['personal_number', 0, 'raw', 'a certainty of what was not read'],
].map(
  ([path, value, place, expected]): FieldRow => [`document_data_confidence.0.${path}`, value, String(place), expected],
);

const rows = [...recordRows, ...documentRows, ...confidenceRows];

describe('a record (sections 7.3 to 7.5)', () => {
  const record = toV3Record(wireOf(rows));
  test.each(rows)('%s (%j) is %s: %j', (...row) => checkRow(record, row));

  test('everything that was read and is not empty is in `fields`, in the vendor’s order, and nothing else', () => {
    const texts = [...new Map(documentRows.map(([path, value]) => [path, value]))].filter(
      ([path, value]) => typeof value === 'string' && !/passed|document_face_match/.test(path),
    );
    expect(record?.documents[0]?.fields.map(({ value }) => value)).toEqual(texts.map(([, value]) => value));
  });

  test('is whole: nothing of it has to be read again', () => {
    expect(record).toMatchObject({ isPartial: false, isActive: true, authenticityScore: null });
  });
});

test('no field of the documented record is without a row', () => {
  const [documented] = JSON.parse(sample('v3-search-by-face-declined-override.json')).result;
  const paths = (value: object, prefix = ''): string[] =>
    Object.entries(value).flatMap(([key, inner]) =>
      typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0 && !/^images/.test(key)
        ? paths(inner, `${prefix}${key}.`)
        : [`${prefix}${key}`],
    );
  const covered = rows.map(([path]) => path);
  const uncovered = paths(documented).filter(
    (path) =>
      !covered.some((row) => row === path || row.startsWith(`${path}.`) || path.startsWith(`${row}.`)) &&
      // Certainties are all alike; their rows stand for them.
      !path.startsWith('document_data_confidence.0.'),
  );
  expect(uncovered).toEqual([]);
});

test('of several documents each is there with its own certainties, and the person is one document’s, not a mixture', () => {
  const record = toV3Record({
    requestId: 'r',
    document_data: [
      { document_type_full: 'Driving License', document_face_match: { similarity: 80, confidence: 99 } },
      { document_type: 'P', last_name: 'TESTER', document_face_match: { similarity: 70, confidence: 98 } },
      { document_type: 'I', first_name: 'ROBIN' },
    ],
    document_data_confidence: [{}, { last_name: 0.5 }],
  });
  expect(record).toMatchObject({
    documents: [{ type: 'DRIVING_LICENCE' }, { type: 'PASSPORT' }, { type: 'ID_CARD' }],
    person: { lastName: 'TESTER', firstName: null },
    faceMatch: { identical: null, similarity: 0.7, confidence: 0.98 },
  });
  expect(record?.documents[1]?.fields.find(({ name }) => name === 'lastName')?.confidence).toBe(0.5);
});

test('a number and a type that were not read elsewhere are taken from the machine-readable zone, if its check digits are right', () => {
  const read = (lines: string) => toV3Record({ requestId: 'r', document_data: [{ mrz: lines }] })?.documents[0];
  expect(read(mrz)).toMatchObject({ number: '000000001', type: 'ID_CARD' });
  expect(read(mrz.replace('IDBHR0000000011', 'IDBHR0000000012'))).toMatchObject({ number: null, mrz: { length: 3 } });
  expect(
    read('P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<^L898902C36UTO7408122F1204159ZE184226B<<<<<10'),
  ).toMatchObject({
    number: 'L898902C3',
    type: 'PASSPORT',
  });
  expect(read('no zone at all')).toMatchObject({ number: null, type: 'OTHER', mrz: ['no zone at all'] });
});

test('a birthday that the zone contradicts is none; a zone whose own check digit is wrong contradicts nothing', () => {
  const born = (zone: string) =>
    toV3Record({
      requestId: 'r',
      createdAt: '2024-01-22T21:17:41.556Z',
      document_data: [{ mrz: zone, date_of_birth: '90-05-17', age: '33' }],
    })?.person?.dateOfBirth;
  expect(born(mrz)).toBe('1990-05-17');
  // The check digit of 900518 is 9.
  expect(born(mrz.replace('9005178', '9005189'))).toBeNull();
  expect(born(mrz.replace('9005178', '9005187'))).toBe('1990-05-17');
});
