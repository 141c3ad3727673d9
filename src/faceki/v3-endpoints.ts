/** The routes of V3 ("Blaze 3.0") that this gateway uses (faceki-api.md section 1.1). Links are made by V2's route. */
import type { Endpoint } from './call.ts';

const kycVerification = (...route: readonly string[]) => ['api', 'v3', 'kyc_verification', ...route];

export const v3Endpoints = {
  verify: {
    name: 'v3.kyc_verification',
    method: 'POST',
    path: kycVerification(),
    operation: 'verify',
    patience: 'verification',
  },
  // The vendor's page prints a V2 address in its table by mistake (Q9).
  records: {
    name: 'v3.records',
    method: 'GET',
    path: kycVerification(),
    operation: 'readRecords',
    patience: 'read',
  },
  searchByFace: {
    name: 'v3.search-by-face',
    method: 'POST',
    path: kycVerification('search-by-face'),
    operation: 'matchFace',
    patience: 'verification',
  },
  analyzeFace: {
    name: 'v3.analyzeFace',
    method: 'POST',
    path: kycVerification('analyzeFace'),
    operation: 'analyzeFace',
    patience: 'verification',
  },
  rules: {
    name: 'v3.workflow-rules',
    method: 'GET',
    path: ['api', 'v3', 'workflows', 'rules'],
    operation: 'readRules',
    patience: 'read',
  },
} as const satisfies Record<string, Endpoint>;
