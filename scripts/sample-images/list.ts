/** Every sample image: its file name, what it shows, the marker that it carries. The generator draws from it, the README is made of it. */
import type { Canvas } from '@napi-rs/canvas';
import type { Marker } from '../../src/sandbox/marker.ts';
import { type DocumentKind, samplePeople } from '../../src/sandbox/people.ts';
import { type DocumentOptions, drawDocument } from './document.ts';
import type { Look } from './face.ts';
import { looks } from './looks.ts';
import type { JpegOptions } from './photo.ts';
import { drawSelfie, type SelfieOptions } from './selfie.ts';

export interface SampleImage {
  readonly file: string;
  readonly group: string;
  readonly shows: string;
  readonly marker: Marker;
  readonly draw: () => Canvas;
  readonly jpeg: JpegOptions;
}

type Name = keyof typeof samplePeople;

const alexAtHome: SelfieOptions = { look: looks.alex, pose: { shirt: '#3c5a86' }, room: 'window' };

function selfie(
  file: string,
  group: string,
  shows: string,
  marker: Marker,
  change: Partial<SelfieOptions> = {},
): SampleImage {
  const options = { ...alexAtHome, ...change };
  return {
    file: `${file}.jpg`,
    group,
    shows,
    marker: { person: 'alex', shows: 'selfie', ...marker },
    draw: () => drawSelfie(options),
    jpeg: options.caption ? { grain: 1, maxBytes: 36_000 } : { grain: 2, maxBytes: 42_000 },
  };
}

function document(
  file: string,
  group: string,
  shows: string,
  name: Name,
  kind: DocumentKind,
  side: 'front' | 'back',
  change: Partial<DocumentOptions> & { outcome?: string; portrait?: Look } = {},
): SampleImage {
  const { outcome, portrait, ...drawing } = change;
  const marker: Marker = { person: name, shows: kind, side, ...(outcome === undefined ? {} : { outcome }) };
  const options = { person: samplePeople[name], look: portrait ?? looks[name], kind, side, ...drawing };
  return {
    file: `${file}.jpg`,
    group,
    shows,
    marker,
    draw: () => drawDocument(options),
    jpeg: { grain: 1, maxBytes: 54_000 },
  };
}

function papersOf(name: Name): SampleImage[] {
  const whose = `${name[0]?.toUpperCase()}${name.slice(1)}’s`;
  const group = 'People who are accepted';
  return [
    document(`${name}-id-card-front`, group, `${whose} identity card, front`, name, 'id-card', 'front'),
    document(`${name}-id-card-back`, group, `${whose} identity card, back`, name, 'id-card', 'back'),
    document(`${name}-passport`, group, `${whose} passport`, name, 'passport', 'front'),
    document(`${name}-licence-front`, group, `${whose} driving licence, front`, name, 'driving-licence', 'front'),
    document(`${name}-licence-back`, group, `${whose} driving licence, back`, name, 'driving-licence', 'back'),
  ];
}

const good = 'People who are accepted';
const others = 'Other people';
const retake = 'Selfies to take again';
const papers = 'Documents with something wrong (use with alex-selfie.jpg)';
const verdicts = 'Verdicts and accounts (use with Alex’s documents)';
const service = 'The account, the link or the service (use with Alex’s documents)';

const people: SampleImage[] = [
  selfie('alex-selfie', good, 'Alex', {}),
  selfie(
    'alex-selfie-2',
    good,
    'Alex again, on another day',
    {},
    { pose: { shirt: '#7c4a3a', smile: 'open', tilt: 0.07 }, room: 'garden', at: [0.47, 0.45], zoom: 0.95 },
  ),
  ...papersOf('alex'),
  selfie(
    'mariam-selfie',
    good,
    'Mariam',
    { person: 'mariam' },
    { look: looks.mariam, pose: { shirt: '#7a5c86', smile: 'open' }, room: 'shelf' },
  ),
  selfie(
    'mariam-selfie-2',
    good,
    'Mariam again, on another day',
    { person: 'mariam' },
    {
      look: { ...looks.mariam, scarf: '#b4566b' },
      pose: { shirt: '#39506b', tilt: -0.06 },
      room: 'window',
      zoom: 0.96,
    },
  ),
  ...papersOf('mariam'),
  selfie(
    'stranger-selfie',
    others,
    'Sam, whom nobody has verified: a search finds no one until he is',
    { person: 'stranger' },
    { look: looks.stranger, pose: { shirt: '#5c6b4a' }, room: 'plain' },
  ),
  selfie(
    'twin-selfie',
    others,
    'Andy, who looks like Alex: a search finds both once both are verified',
    { person: 'andy', looksLike: 'alex' },
    { look: { ...looks.alex, glasses: true }, pose: { shirt: '#2f6f5e', smile: 'open' }, room: 'shelf' },
  ),
  selfie(
    'toni-selfie',
    others,
    'Toni, who is under age',
    { person: 'toni' },
    { look: looks.toni, pose: { shirt: '#c9763a', smile: 'open' }, room: 'garden' },
  ),
  document(
    'toni-passport',
    others,
    'Toni’s passport: against the rules until `minAge` is lowered',
    'toni',
    'passport',
    'front',
  ),
];

const poorSelfies: SampleImage[] = [
  selfie('selfie-no-face', retake, 'an empty room', { outcome: 'FACE_NOT_FOUND' }, { isEmpty: true }),
  selfie('selfie-cropped', retake, 'half a face', { outcome: 'FACE_CROPPED' }, { at: [0.02, 0.44], zoom: 1.15 }),
  selfie(
    'selfie-too-close',
    retake,
    'a face that fills the picture',
    { outcome: 'FACE_TOO_CLOSED' },
    { zoom: 1.9, at: [0.5, 0.5] },
  ),
  selfie(
    'selfie-close-to-border',
    retake,
    'a face at the edge',
    { outcome: 'FACE_CLOSED_TO_BORDER' },
    { at: [0.75, 0.22], zoom: 0.85 },
  ),
  selfie('selfie-too-small', retake, 'a face far away', { outcome: 'FACE_TOO_SMALL' }, { zoom: 0.22, at: [0.5, 0.62] }),
  selfie(
    'selfie-poor-light',
    retake,
    'a face in the dark',
    { outcome: 'POOR_LIGHT' },
    { effect: 'dark', room: 'evening' },
  ),
  selfie(
    'selfie-multiple-faces',
    retake,
    'two people',
    { outcome: 'SELFIE_MULTIPLE_FACES' },
    {
      beside: { look: looks.mariam, pose: { shirt: '#7a5c86', smile: 'open' } },
      pose: { shirt: '#3c5a86', smile: 'open' },
    },
  ),
  selfie('selfie-blurred', retake, 'a blurred face', { outcome: 'FACE_BLURR' }, { effect: 'blurred' }),
  selfie(
    'selfie-not-live',
    retake,
    'a phone that shows a selfie',
    { outcome: 'SELFIE_LIVENESS_FAILED' },
    { effect: 'screen' },
  ),
  selfie(
    'selfie-turned-away',
    retake,
    'a head turned to the side',
    { outcome: 'FACE_ANGLE_TOO_LARGE' },
    { pose: { shirt: '#3c5a86', turn: 0.95, tilt: 0.1, smile: 'none' } },
  ),
  selfie(
    'selfie-landmarks-failed',
    retake,
    'a face washed out by the light',
    { outcome: 'FAILED_TO_PREDICT_LANDMARKS' },
    { effect: 'backlight' },
  ),
  selfie(
    'selfie-detection-failed',
    retake,
    'a picture torn into stripes',
    { outcome: 'FAILED_TO_PREPROCESS_IMAGE_WHILE_DETECT' },
    { effect: 'torn' },
  ),
  selfie(
    'selfie-prediction-failed',
    retake,
    'a printed photo',
    { outcome: 'FAILED_TO_PREPROCESS_IMAGE_WHILE_PREDICT' },
    { effect: 'printout' },
  ),
  selfie(
    'selfie-unreadable',
    retake,
    'a picture that the engine cannot read',
    { outcome: 'FAILED_TO_READ_IMAGE' },
    { effect: 'torn', room: 'evening' },
  ),
];

const poorDocuments: SampleImage[] = [
  document('document-rejected', papers, 'an identity card under a lamp', 'alex', 'id-card', 'front', {
    outcome: 'DOCUMENT_VERIFY_FAILED',
    flaw: 'glare',
  }),
  document('id-card-rejected', papers, 'a torn identity card', 'alex', 'id-card', 'front', {
    outcome: 'ID_VERIFY_FAIL',
    flaw: 'torn',
  }),
  document('licence-rejected', papers, 'a blurred driving licence', 'alex', 'driving-licence', 'front', {
    outcome: 'DL_VERIFY_FAIL',
    flaw: 'blurred',
  }),
  document('passport-rejected', papers, 'a passport under a lamp', 'alex', 'passport', 'front', {
    outcome: 'PASSPORT_VERIFY_FAIL',
    flaw: 'glare',
  }),
  document('document-face-mismatch', papers, 'Alex’s card with another face', 'alex', 'id-card', 'front', {
    outcome: 'DOCUMENT_FACE_MATCH_FAILED',
    portrait: looks.stranger,
  }),
  document('document-expired', papers, 'a card that ended in 2019', 'alex', 'id-card', 'front', {
    outcome: 'EXPIRED_DOCUMENT',
    flaw: 'expired',
    stamp: 'EXPIRED',
  }),
  document('document-expiry-unreadable', papers, 'a card with a smudge on its last date', 'alex', 'id-card', 'front', {
    outcome: 'EXPIRY_NOT_FOUND',
    flaw: 'no-expiry',
  }),
  document('document-not-live', papers, 'a card on a screen', 'alex', 'id-card', 'front', {
    outcome: 'DOCUMENT_LIVENESS_FAILED',
    flaw: 'screen',
  }),
  document('document-against-rules', papers, 'a card that is not valid here', 'alex', 'id-card', 'front', {
    outcome: 'MISMATCH_AS_PER_RULES',
    stamp: 'NOT VALID HERE',
  }),
];

const decided: SampleImage[] = [
  captioned('person-declined', verdicts, 'DECLINED'),
  captioned('person-review', verdicts, 'REVIEW'),
  captioned('person-on-watch-list', verdicts, 'AML_HIT', 'ON A WATCH LIST'),
  captioned('person-failed', verdicts, 'KYC_FAILED'),
  captioned('account-blocked', verdicts, 'ACCOUNT_BLOCKED'),
  captioned('account-inactive', verdicts, 'ACCOUNT_INACTIVE'),
];

const services: SampleImage[] = [
  captioned('account-without-rules', service, 'NO_RULES_FOR_COMPANY', 'NO RULES'),
  captioned('account-limit-reached', service, 'KYC_VERIFICATION_LIMIT_REACHED', 'LIMIT REACHED'),
  captioned('request-images-missing', service, 'NEED_REQUIRED_IMAGES', 'IMAGES MISSING'),
  captioned('request-id-card-missing', service, 'MISSING_ID_CARD_DOCUMENT_WITH_RULES', 'ID CARD MISSING'),
  captioned('request-passport-missing', service, 'MISSING_PASSPORT_DOCUMENT_WITH_RULES', 'PASSPORT MISSING'),
  captioned('request-licence-missing', service, 'MISSING_DL_DOCUMENT_WITH_RULES', 'LICENCE MISSING'),
  captioned('request-bad', service, 'BAD_REQUEST', 'BAD REQUEST'),
  captioned('request-unauthorized', service, 'UNAUTHORIZED', 'UNAUTHORIZED'),
  captioned('record-not-found', service, 'DATA_NOT_FOUND', 'DATA NOT FOUND'),
  captioned('link-invalid', service, 'INVALID_VERIFICATION_LINK', 'INVALID LINK'),
  captioned('link-expired', service, 'VERIFICATION_LINK_EXPIRED', 'LINK EXPIRED'),
  captioned('link-not-created', service, 'FAIL_TO_GENERATE_LINK', 'LINK NOT CREATED'),
  captioned('link-used-up', service, 'LINK_LIMIT_REACH', 'LINK LIMIT REACHED'),
  captioned('service-internal-error', service, 'INTERNAL_SYSTEM_ERROR', 'INTERNAL ERROR'),
  captioned('service-try-again', service, 'PLEASE_TRY_AGAIN', 'TRY AGAIN'),
  captioned('service-model-unreadable', service, 'FAILED_TO_READ_MODEL'),
  captioned('service-image-unwritable', service, 'FAILED_TO_WRITE_IMAGE'),
  captioned('service-invalid-config', service, 'INVALID_CONFIG'),
  captioned('service-invalid-fuse-mode', service, 'INVALID_FUSE_MODE'),
  captioned('service-part-missing', service, 'NO_SUCH_OBJECT_IN_BUILD'),
  captioned('service-null-pointer', service, 'NULLPTR'),
];

/** What no picture can show is written under a good selfie of Alex. */
function captioned(file: string, group: string, outcome: string, words = outcome.replaceAll('_', ' ')): SampleImage {
  return selfie(
    file,
    group,
    `Alex, captioned “${words.toLowerCase()}”`,
    { outcome },
    { caption: ['SANDBOX ANSWERS', words], room: 'plain' },
  );
}

/** All of them, in the order of the README. */
export const sampleImages: readonly SampleImage[] = [
  ...people,
  ...poorSelfies,
  ...poorDocuments,
  ...decided,
  ...services,
];
