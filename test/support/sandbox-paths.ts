/** The vendor's paths and the usual forms, spelt out a second time for the sandbox's tests, from faceki-api.md and not from the code. */
import { type Fields, photo } from './sandbox-caller.ts';

export const paths = {
  token: '/auth/api/access-token',
  generateToken: '/auth/api/generate-token',
  rules: '/kycrules/api/kycrules',
  single: '/kycverify/api/kycverify/kyc-verification',
  multi: '/kycverify/api/kycverify/multi-kyc-verification',
  summary: '/kycverify/api/kycverify/kyc-verify-summary',
  createLink: '/kycverify/api/kycverify/kyc-verify-link',
  byLink: '/kycverify/api/kycverify/link',
  byReference: '/kycverify/api/kycverify/reference',
  byRequest: '/kycverify/api/kycverify/records',
  faceCheck: '/facelink/api/face-check',
  validateLink: '/kycverify/api/kycverify/validate-kyc-verify-link',
  singleByLink: '/kycverify/api/kycverify/request-kyc',
  multiByLink: '/kycverify/api/kycverify/multiple-kyc-verification',
  v3Rules: '/api/v3/workflows/rules',
  v3RulesByLink: '/api/v3/workflows/rulesbylink',
  v3Kyc: '/api/v3/kyc_verification',
  v3KycByLink: '/api/v3/kyc_verification/requestbylink',
  v3Search: '/api/v3/kyc_verification/search-by-face',
  v3Analyze: '/api/v3/kyc_verification/analyzeFace',
  signup: '/facelink/api/signup',
  login: '/facelink/api/login',
  loginRequest: '/facelink/request/login-request',
  bioVerify: '/verify',
  bioEnroll: '/enroll',
} as const;

/** A V2 form with one document, of Alex unless told otherwise. */
export function singleForm(change: Fields = {}): Fields {
  return {
    selfie_image: photo('alex-selfie.jpg'),
    doc_front_image: photo('alex-id-card-front.jpg'),
    doc_back_image: photo('alex-id-card-back.jpg'),
    ...change,
  };
}

/** A V2 form with all three documents. */
export function multiForm(change: Fields = {}): Fields {
  return {
    selfie_image: photo('alex-selfie.jpg'),
    id_front_image: photo('alex-id-card-front.jpg'),
    id_back_image: photo('alex-id-card-back.jpg'),
    dl_front_image: photo('alex-licence-front.jpg'),
    dl_back_image: photo('alex-licence-back.jpg'),
    pp_front_image: photo('alex-passport.jpg'),
    pp_back_image: photo('alex-passport.jpg'),
    ...change,
  };
}

/** A V3 form with one document. */
export function v3Form(workflowId: string, change: Fields = {}): Fields {
  return {
    workflowId,
    selfie: photo('alex-selfie.jpg'),
    document_1_front: photo('alex-id-card-front.jpg'),
    document_1_back: photo('alex-id-card-back.jpg'),
    ...change,
  };
}
