/** A workflow's rules as V3 sends them (faceki-api.md section 5.2), with a token or, leaner, through a link. */
import type { Account, SandboxRules } from '#sandbox/account.ts';

/** The `result` of the rules with a token. */
export function v3Rules(workflowId: string, rules: SandboxRules, account: Account) {
  const lean = v3RulesByLink(workflowId, rules, account);
  return {
    _id: '5a9db0c50000000000000090',
    branchId: account.branchId,
    ...lean,
    nationality: rules.nationalities,
    countries: rules.countries,
    liveness_type: 'MODERATE',
    custom_internal_engine: null,
    store_data_expiry: null,
    callbackURL: account.webhook?.url ?? '',
  };
}

/** The `result` of the rules by link. */
export function v3RulesByLink(workflowId: string, rules: SandboxRules, account: Account) {
  return {
    workflowId,
    companyId: account.companyId,
    documents: rules.documents,
    ocr_only: false,
    user_verify_once: false,
    document_optional: rules.oneDocumentIsEnough,
    store_data: true,
    recaptured_allow: false,
    geolocation_enforce: false,
    auto_capture: false,
    sms_verification: false,
    email_verification: false,
    face_match_score: 95,
    minAge: rules.minAge,
    maxAge: rules.maxAge,
    theme,
    amlType: '',
    region: '',
    require_contact_details: false,
    additional_document_rules: [],
    additional_document_required: false,
    __v: 0,
  };
}

const theme = {
  backgroundColor: '#31334e',
  cardBackgroundColor: '#ffffff',
  iconColorDesktop: '#000000',
  buttonColor: '#f8b427',
  headingColor: '#333333',
  textColor: '#777777',
  iconColor: '#000000',
  selfieImage: '',
  logoImage: '',
  skipEmailScreen: true,
  skipResult: false,
  successText: '',
  declineText: '',
  imageUrls: [],
  language: 'en',
} as const;
