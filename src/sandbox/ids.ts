/** The vendor's kinds of ids, out of one source of random bytes. */

export interface Ids {
  /** A version 4 UUID: request, face, image, link ids. */
  uuid(): string;
  /** Lower-case hex digits of this many bytes: 16 for a response id, 12 for a storage id. */
  hex(bytes: number): string;
}

/** Ids from a source of random bytes. */
export function createIds(randomBytes: (size: number) => Uint8Array): Ids {
  const hex = (bytes: number) => Buffer.from(randomBytes(bytes)).toString('hex');
  return {
    hex,
    uuid() {
      const digits = hex(16);
      const variant = ((Number.parseInt(digits.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
      return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(18, 20)}-${digits.slice(20)}`;
    },
  };
}
