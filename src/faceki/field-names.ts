/** Names of fields and checks as clients see them: camelCase for every generation, one name for one thing. */

/** `issuerOrg_iso2` → `issuerOrgIso2`, `first_name` → `firstName`, `documentNumber` as it is. */
export function toFieldName(wireName: string): string {
  return wireName
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word, index) => (index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1))
    .join('');
}

/** What two generations call differently, or too shortly to stand alone. */
const checkNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    face: 'faceMatch',
    face_verified: 'faceMatch',
    notexpired: 'documentNotExpired',
    name: 'nameMatch',
    dob: 'dateOfBirthMatch',
    postcode: 'postcodeMatch',
    address: 'addressMatch',
  }),
);

/** `recapture_check` → `recapture`, `face` and `face_verified` → `faceMatch`. */
export function toCheckName(wireName: string): string {
  return checkNames.get(wireName) ?? toFieldName(wireName.replace(/_(check|verified|passed)$/, ''));
}
