/** Multipart bodies as clients write them, byte by byte, so that tests can break them anywhere. */

export const boundary = '----GatewayTest7MA4YWxkTrZu0gW';
export const contentType = `multipart/form-data; boundary=${boundary}`;

export interface BodyPart {
  /** Header lines without their line ends. */
  readonly head: readonly string[];
  readonly content: Buffer | string;
}

export function field(name: string, content: string): BodyPart {
  return { head: [`Content-Disposition: form-data; name="${name}"`], content };
}

export function file(name: string, content: Buffer | string, filename = 'photo.jpg', type = 'image/jpeg'): BodyPart {
  return {
    head: [`Content-Disposition: form-data; name="${name}"; filename="${filename}"`, `Content-Type: ${type}`],
    content,
  };
}

/** Parts between boundaries, and the closing one. */
export function multipart(parts: readonly BodyPart[]): Buffer<ArrayBuffer> {
  const pieces = parts.map(({ head, content }) =>
    Buffer.concat([
      Buffer.from(`--${boundary}\r\n${head.join('\r\n')}\r\n\r\n`),
      Buffer.from(content),
      Buffer.from('\r\n'),
    ]),
  );
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]);
}

export interface Operations {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: string | null;
}

/** A request as the specification has it: operations, map, files in the order of the map. */
export function graphqlBody(
  operations: Operations,
  files: Readonly<Record<string, readonly [path: string, Buffer]>>,
): Buffer<ArrayBuffer> {
  const map = Object.fromEntries(Object.entries(files).map(([name, [path]]) => [name, [path]]));
  return multipart([
    field('operations', JSON.stringify(operations)),
    field('map', JSON.stringify(map)),
    ...Object.entries(files).map(([name, [, content]]) => file(name, content)),
  ]);
}
