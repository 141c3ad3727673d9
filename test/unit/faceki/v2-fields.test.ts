/**
 * Every field of V2 that faceki-api.md documents (sections 7.1 and 7.2), and where it lives in the domain's record, which GraphQL shows
 * under the same names; or that it is left to `raw`, and why.
 */
import { describe, expect, test } from 'vitest';
import { toDirectAnswer, toV2Record } from '#faceki/v2-records.ts';
import { checkRow, type FieldRow, wireOf } from '#test/support/field-rows.ts';

const hex = 'f'.repeat(32);
const engineRows: readonly FieldRow[] = [
  ['verification.passed', true, 'documents.0.passed', true],
  ['verification.passed', true, 'decision', 'ACCEPTED'],
  ['verification.result.face', true, 'checks.faceMatch.passed', true],
  ['verification.result.notexpired', false, 'checks.documentNotExpired.passed', false],
  ['verification.result.name', true, 'checks.nameMatch.passed', true],
  ['verification.result.dob', true, 'checks.dateOfBirthMatch.passed', true],
  ['verification.result.postcode', true, 'checks.postcodeMatch.passed', true],
  ['verification.result.address', true, 'checks.addressMatch.passed', true],
  ['face.isIdentical', true, 'faceMatch.identical', true],
  ['face.isIdentical', true, 'documents.0.faceMatch.identical', true],
  ['face.confidence', '0.786', 'faceMatch.confidence', 0.786],
  ['face.confidence', '0.786', 'documents.0.faceMatch.confidence', 0.786],
  ['confidence.documentNumber', 0.994, 'documents.0.fields.documentNumber.confidence', 0.994],
  ['confidence.firstName', '0.5', 'documents.0.fields.firstName.confidence', 0.5],
  ['confidence.lastName', 190.11, 'documents.0.fields.lastName.confidence', null],
  ['authentication.score', 0.7, 'authenticityScore', 0.7],
  ['authentication.breakdown.data_visibility', { passed: true }, 'checks.dataVisibility.passed', true],
  [
    'authentication.breakdown.image_quality',
    { passed: false, code: 112, reason: 'Document image too small', severity: 'low' },
    'checks.imageQuality',
    { name: 'imageQuality', passed: false, code: 112, reason: 'Document image too small', severity: 'LOW' },
  ],
  ['authentication.breakdown.feature_referencing', { passed: true }, 'checks.featureReferencing.passed', true],
  ['authentication.breakdown.exif_check', { passed: true }, 'checks.exif.passed', true],
  ['authentication.breakdown.publicity_check', { passed: true }, 'checks.publicity.passed', true],
  ['authentication.breakdown.text_analysis', { passed: true }, 'checks.textAnalysis.passed', true],
  ['authentication.breakdown.biometric_analysis', { passed: true }, 'checks.biometricAnalysis.passed', true],
  ['authentication.breakdown.security_feature_check', { passed: true }, 'checks.securityFeature.passed', true],
  [
    'authentication.breakdown.recapture_check',
    { passed: false, code: '180', severity: 'MEDIUM' },
    'checks.recapture',
    { name: 'recapture', passed: false, code: 180, reason: null, severity: 'MEDIUM' },
  ],
  [
    'authentication.warning',
    ['Document image too small', { message: 'dark' }],
    'warnings',
    ['Document image too small', 'dark'],
  ],
  [
    'aml',
    [{ list_name: 'SAMPLE LIST', type: 'SANCTION', name: 'ALEX SAMPLE TESTER', fuzz: '91.25' }],
    'aml.0',
    {
      name: 'ALEX SAMPLE TESTER',
      listName: 'SAMPLE LIST',
      type: 'SANCTION',
      score: 0.9125,
      raw: { list_name: 'SAMPLE LIST', type: 'SANCTION', name: 'ALEX SAMPLE TESTER', fuzz: '91.25' },
    },
  ],
  ['responseID', hex, 'referenceId', hex],
  ['output', [], 'raw', 'empty in every sample'],
  ['outputface', null, 'raw', 'unused by the vendor'],
  ['matchrate', 1, 'raw', 'undocumented number of the engine'],
  ['executionTime', 8.75, 'raw', 'how long the engine worked; no client’s matter'],
  ['quota', 2537, 'raw', 'the vendor’s own allowance at its engine'],
  ['credit', 0, 'raw', 'the vendor’s own allowance at its engine'],
  ['vaultid', 'FAKEVAULTID', 'raw', 'a storage id inside the vendor’s engine'],
];

/** `result.<key>`: each is also in `documents.0.fields`, under its name in camelCase. */
const resultRows: readonly FieldRow[] = [
  ['result.documentNumber', '000000001', 'documents.0.number', '000000001'],
  ['result.documentName', 'Identity Card', 'documents.0.typeName', 'Identity Card'],
  ['result.documentSide', 'DUAL', 'documents.0.side', 'DUAL'],
  ['result.documentType', 'I', 'documents.0.type', 'ID_CARD'],
  ['result.internalId', '437', 'documents.0.fields.internalId.value', '437'],
  ['result.backSideId', '8886', 'documents.0.fields.backSideId.value', '8886'],
  ['result.reverseId', '8887', 'documents.0.fields.reverseId.value', '8887'],
  ['result.document', '', 'raw', 'a picture field; always empty text'],
  ['result.face', '', 'raw', 'a picture field; always empty text'],
  ['result.face0', '', 'raw', 'a picture field; always empty text'],
  ['result.signature', '', 'raw', 'a picture field; always empty text'],
  ['result.signature0', '', 'raw', 'a picture field; always empty text'],
  ['result.firstName', 'ALEX', 'person.firstName', 'ALEX'],
  ['result.middleName', 'SAMPLE', 'person.middleName', 'SAMPLE'],
  ['result.lastName', 'TESTER', 'person.lastName', 'TESTER'],
  ['result.fullName', 'ALEX SAMPLE TESTER', 'person.fullName', 'ALEX SAMPLE TESTER'],
  ['result.fullName_local', 'اسم تجريبي', 'person.localName', 'اسم تجريبي'],
  ['result.sex', 'F', 'person.sex', 'FEMALE'],
  ['result.age', 32, 'person.age', 32],
  ['result.dob', '1990/05/17', 'person.dateOfBirth', '1990-05-17'],
  ['result.dob_day', 17, 'documents.0.fields.dobDay.value', '17'],
  ['result.dob_month', 5, 'documents.0.fields.dobMonth.value', '5'],
  ['result.dob_year', 1990, 'documents.0.fields.dobYear.value', '1990'],
  ['result.expiry', '2030/01/31', 'documents.0.expiresOn', '2030-01-31'],
  ['result.expiry_day', 31, 'documents.0.fields.expiryDay.value', '31'],
  ['result.expiry_month', 1, 'documents.0.fields.expiryMonth.value', '1'],
  ['result.expiry_year', 2030, 'documents.0.fields.expiryYear.value', '2030'],
  ['result.daysToExpiry', '-3', 'documents.0.daysToExpiry', -3],
  ['result.issuerOrg_full', 'Bahrain', 'documents.0.issuer.name', 'Bahrain'],
  ['result.issuerOrg_iso2', 'BH', 'documents.0.issuer.iso2', 'BH'],
  ['result.issuerOrg_iso3', 'BHR', 'documents.0.issuer.iso3', 'BHR'],
  ['result.nationality_full', 'Utopia', 'person.nationality.name', 'Utopia'],
  ['result.nationality_iso2', 'UT', 'person.nationality.iso2', 'UT'],
  ['result.nationality_iso3', 'UTO', 'person.nationality.iso3', 'UTO'],
  ['result.personalNumber', '42', 'documents.0.fields.personalNumber.value', '42'],
  ['result.issued', '2020/02/29', 'documents.0.issuedOn', '2020-02-29'],
  ['result.issued_day', 29, 'documents.0.fields.issuedDay.value', '29'],
  ['result.issued_month', 2, 'documents.0.fields.issuedMonth.value', '2'],
  ['result.issued_year', 2020, 'documents.0.fields.issuedYear.value', '2020'],
  ...[
    ...[
      'daysFromIssue',
      'address1',
      'address2',
      'postcode',
      'placeOfBirth',
      'height',
      'weight',
      'hairColor',
      'eyeColor',
    ],
    ...['vehicleClass', 'restrictions', 'endorsement', 'issueAuthority', 'optionalData'],
  ].map((key): FieldRow => [`result.${key}`, `a ${key}`, `documents.0.fields.${key}.value`, `a ${key}`]),
  ['result.issuerOrg_region_full', 'Region', 'documents.0.fields.issuerOrgRegionFull.value', 'Region'],
  ['result.issuerOrg_region_abbr', 'RG', 'documents.0.fields.issuerOrgRegionAbbr.value', 'RG'],
  ['result.firstName_local', 'اسم', 'documents.0.fields.firstNameLocal.value', 'اسم'],
  ['result.middleName_local', 'وسط', 'documents.0.fields.middleNameLocal.value', 'وسط'],
  ['result.lastName_local', 'آخر', 'documents.0.fields.lastNameLocal.value', 'آخر'],
];

const url = (name: string) => `https://images.example.test/${name}.jpg`;
const livenessRows: readonly FieldRow[] = [
  ['livenessResponse.decision', 'accept', 'liveness.decision', 'ACCEPTED'],
  ['livenessResponse.decision', 'accept', 'liveness.passed', true],
  ['livenessResponse.reviewScore', 12, 'liveness.reviewScore', 12],
  ['livenessResponse.rejectScore', '3', 'liveness.rejectScore', 3],
  ['livenessResponse.success', true, 'raw', 'says that the check ran, not how it ended'],
  ['livenessResponse.transactionId', hex, 'raw', 'an id inside the vendor’s engine'],
  ['livenessResponse.profileId', hex, 'raw', 'an id inside the vendor’s engine'],
  ['livenessResponse.quota', 1, 'raw', 'the vendor’s own allowance at its engine'],
  ['livenessResponse.credit', 0, 'raw', 'the vendor’s own allowance at its engine'],
  ['livenessResponse.executionTime', 0.65, 'raw', 'how long the engine worked; no client’s matter'],
];

/** Only in the direct answer. */
const directRows: readonly FieldRow[] = [
  ...engineRows,
  ...resultRows,
  ...livenessRows,
  ['requestId', 'req-1', 'requestId', 'req-1'],
  ['responseID', hex, 'id', hex],
  [
    'images.doc_front_image',
    url('front'),
    'images.DOCUMENT_FRONT',
    { kind: 'DOCUMENT_FRONT', document: 'ID_CARD', sourceUrl: url('front') },
  ],
  [
    'images.doc_back_image',
    url('back'),
    'images.DOCUMENT_BACK',
    { kind: 'DOCUMENT_BACK', document: 'ID_CARD', sourceUrl: url('back') },
  ],
  ['images.selfie_image', url('selfie'), 'images.SELFIE', { kind: 'SELFIE', document: null, sourceUrl: url('selfie') }],
  ['link', 'link-1', 'link', 'link-1'],
];

const recordRows: readonly FieldRow[] = [
  ...[...engineRows, ...resultRows]
    // A record has its own word for the verdict, and its own copies of these.
    .filter(([, , place]) => !['decision'].includes(place))
    .map(([wire, value, place, expected]): FieldRow => [`kycResponse.${wire}`, value, place, expected]),
  ...livenessRows,
  ['_id', 'a'.repeat(24), 'raw', 'the vendor’s storage id; no endpoint takes it'],
  ['fullName', 'ALEX SAMPLE TESTER', 'person.fullName', 'ALEX SAMPLE TESTER'],
  ['localName', 'اسم تجريبي', 'person.localName', 'اسم تجريبي'],
  ['documentId', '000000001', 'documents.0.number', '000000001'],
  ['DOB', '1990/05/17', 'person.dateOfBirth', '1990-05-17'],
  ['country', 'Bahrain', 'documents.0.issuer.name', 'Bahrain'],
  ['countryCode', 'BH', 'documents.0.issuer.iso2', 'BH'],
  ['countryCodeISO3', 'BHR', 'documents.0.issuer.iso3', 'BHR'],
  ['referenceId', hex, 'referenceId', hex],
  ['referenceId', hex, 'id', hex],
  ['requestId', 'req-1', 'requestId', 'req-1'],
  ['idFrontImage', url('front'), 'images.DOCUMENT_FRONT.sourceUrl', url('front')],
  ['idBackImage', url('back'), 'images.DOCUMENT_BACK.sourceUrl', url('back')],
  ['selfieImage', url('selfie'), 'images.SELFIE.sourceUrl', url('selfie')],
  ['documentCropFaceImageUrl', url('crop'), 'images.PORTRAIT.sourceUrl', url('crop')],
  ['status', 'DECLINED', 'decision', 'DECLINED'],
  ['deleteStatus', 'DELETED', 'isActive', false],
  ['companyId', 'company', 'raw', 'the account itself; every record of it has the same'],
  ['faceID', 'face-1', 'faceIds.0', 'face-1'],
  ['imageID', 'image-1', 'raw', 'no endpoint takes it'],
  ['difcCode', 'x', 'raw', 'undocumented and empty in every sample'],
  ['link', 'link-1', 'link', 'link-1'],
  ['deviceDetails.ipAddress', '203.0.113.10', 'device.ipAddress', '203.0.113.10'],
  ['deviceDetails.browserName', 'Firefox', 'device.browser', 'Firefox'],
  ['deviceDetails.osName', 'Linux', 'device.os', 'Linux'],
  ['modifiedBy', 'clerk', 'changedByHand', true],
  ['createdAt', '2023-04-28T07:59:59.799Z', 'createdAtMs', 1_682_668_799_799],
  ['updatedAt', '2023-04-28T08:00:00.799Z', 'updatedAtMs', 1_682_668_800_799],
  ['__v', 0, 'raw', 'the vendor’s storage version'],
];

describe('a direct answer (section 7.1)', () => {
  const record = toDirectAnswer(wireOf(directRows), { requestId: null, documentType: null })?.record ?? null;
  test.each(directRows)('%s (%j) is %s: %j', (...row) => checkRow(record, row));

  test('says that face ids, device and times are still to be read', () => {
    expect(record).toMatchObject({ isPartial: true, faceIds: [], device: null, createdAtMs: null, updatedAtMs: null });
  });
});

describe('a record (section 7.2)', () => {
  const record = toV2Record(wireOf(recordRows));
  test.each(recordRows)('%s (%j) is %s: %j', (...row) => checkRow(record, row));
});

test('everything that was read and is not empty is in `fields`, in the vendor’s order, and nothing else', () => {
  const record = toDirectAnswer(wireOf(directRows), { requestId: null, documentType: null })?.record;
  const filled = resultRows.filter(([, value]) => value !== '');
  expect(record?.documents[0]?.fields.map(({ value }) => value)).toEqual(filled.map(([, value]) => String(value)));
  expect(record?.documents[0]?.fields.map(({ name }) => name)).toContain('issuerOrgIso2');
});

test('a record without the engine’s answer still says who, what and when', () => {
  const { kycResponse: _, ...wire } = wireOf(recordRows);
  expect(toV2Record(wire)).toMatchObject({
    person: { fullName: 'ALEX SAMPLE TESTER', dateOfBirth: '1990-05-17', firstName: null },
    documents: [{ type: 'OTHER', number: '000000001', issuer: { iso3: 'BHR' }, passed: null, fields: [] }],
    faceMatch: null,
    checks: [],
  });
});

test('birth and expiry are put together from their parts where the whole is missing', () => {
  const wire = wireOf(directRows.filter(([path]) => !['result.dob', 'result.expiry', 'result.issued'].includes(path)));
  expect(toDirectAnswer(wire, { requestId: null, documentType: null })?.record).toMatchObject({
    person: { dateOfBirth: '1990-05-17' },
    documents: [{ expiresOn: '2030-01-31', issuedOn: '2020-02-29' }],
  });
});
