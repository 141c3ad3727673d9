/** The KYC rules of an account as V2 sends them (faceki-api.md section 3.2). */
import type { SandboxRules } from '#sandbox/account.ts';
import type { Variants } from '#sandbox/variants.ts';

/** The `data` of the rules and of a validated link. */
export function v2Rules(rules: SandboxRules, companyId: string, keys: Variants['rulesKeys']) {
  const documented = {
    _id: '5a9db0c50000000000000010',
    companyId,
    __v: 0,
    allowedCountries: rules.countries,
    allowedKycDocuments: rules.documents,
    allowedNationalities: rules.nationalities,
    createdAt: '2023-06-08T06:50:21.354Z',
    dataStorageTime: 'FOREVER',
    declined: { redirect_url: 'https://client.example.test/declined', message: 'Declined!' },
    invalid: { redirect_url: 'https://client.example.test/invalid', message: 'Invalid!' },
    invalidDocuments: [],
    isRecapturedDocumentInvalid: false,
    link: '',
    livenessCheckType: 'MODERATE',
    multiKYCEnabled: true,
    status: 'ACTIVE',
    storedData: true,
    success: { redirect_url: 'https://client.example.test/success', message: 'Success!' },
    updatedAt: '2023-06-10T12:01:25.835Z',
    validAge: rules.minAge,
  };
  if (keys === 'documented') return documented;
  return {
    ...documented,
    allowSingle: rules.oneDocumentIsEnough,
    engine_id: 'fake-engine-id',
    profile_id: 'fake-profile-id',
    mandatory_geolocation: false,
    verify_user_once: false,
  };
}
