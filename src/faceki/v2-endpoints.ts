/** The routes of V2 that this gateway uses (faceki-api.md section 1.1). */
import type { Endpoint } from './call.ts';

const kycverify = (route: string) => ['kycverify', 'api', 'kycverify', route];

export const v2Endpoints = {
  verifyOne: {
    name: 'v2.kyc-verification',
    method: 'POST',
    path: kycverify('kyc-verification'),
    operation: 'verify',
    patience: 'verification',
  },
  // `multi-…` takes a token; its twin `multiple-…` takes a link (Q25).
  verifySeveral: {
    name: 'v2.multi-kyc-verification',
    method: 'POST',
    path: kycverify('multi-kyc-verification'),
    operation: 'verify',
    patience: 'verification',
  },
  checkFace: {
    name: 'v2.face-check',
    method: 'POST',
    path: ['facelink', 'api', 'face-check'],
    operation: 'matchFace',
    patience: 'verification',
  },
  createLink: {
    name: 'v2.kyc-verify-link',
    method: 'POST',
    path: kycverify('kyc-verify-link'),
    operation: 'createLink',
    patience: 'read',
  },
  recordsByRequest: {
    name: 'v2.records',
    method: 'GET',
    path: kycverify('records'),
    operation: 'readRecords',
    patience: 'read',
  },
  recordsByReference: {
    name: 'v2.reference',
    method: 'GET',
    path: kycverify('reference'),
    operation: 'readRecords',
    patience: 'read',
  },
  recordsByLink: {
    name: 'v2.link',
    method: 'GET',
    path: kycverify('link'),
    operation: 'readRecords',
    patience: 'read',
  },
  rules: {
    name: 'v2.kycrules',
    method: 'GET',
    path: ['kycrules', 'api', 'kycrules'],
    operation: 'readRules',
    patience: 'read',
  },
  summary: {
    name: 'v2.kyc-verify-summary',
    method: 'GET',
    path: kycverify('kyc-verify-summary'),
    operation: 'readSummary',
    patience: 'read',
  },
} as const satisfies Record<string, Endpoint>;
