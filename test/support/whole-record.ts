/** A selection of everything that a record has, for tests of what may be seen. */

/** What an owner may see of their own record. */
export const ownersPart = `id requestId referenceId recordIdentifier link faceIds decision changedByHand
  person { fullName firstName middleName lastName localName dateOfBirth age sex nationality { name iso2 iso3 } }
  documents { type typeName number issuer { name iso2 iso3 } issuedOn expiresOn daysToExpiry mrz side passed
    faceMatch { identical confidence similarity } fields { name value confidence } }
  faceMatch { identical confidence similarity } liveness { passed decision reviewScore rejectScore } authenticityScore
  images { kind document url } failures createdAt updatedAt`;

/** What the owner must not be tipped off by, and what came raw. */
const reviewersPart = `checks { name passed code reason severity } warnings notes aml { name listName type score raw }
  device { ipAddress browser os userAgent } raw`;

export const wholeRecord = `${ownersPart} ${reviewersPart}`;
