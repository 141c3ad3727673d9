/** Small pictures that pass every check: the smallest JPEG and PNG there are, with a comment to tell them apart. */

/** A complete JPEG whose comment segment holds this text. */
export function jpeg(comment = 'a photo'): Uint8Array<ArrayBuffer> {
  const text = Buffer.from(comment);
  const segment = Buffer.alloc(4);
  segment.writeUInt16BE(0xfffe, 0);
  segment.writeUInt16BE(text.length + 2, 2);
  return new Uint8Array(Buffer.concat([smallest.subarray(0, 2), segment, text, smallest.subarray(2)]));
}

/** One grey pixel, baseline JPEG. */
const smallest = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=',
  'base64',
);
