/** The two kinds of header that matter in a multipart body: the request's content type, and the head of one part. Pure. */

/** The body is not what its content type says. The message is for the developer and quotes nothing of the body. */
export class MultipartError extends Error {
  override readonly name = 'MultipartError';
  /** True when the body merely ends too early, as it does when a connection breaks. */
  readonly isCutOff: boolean;
  constructor(message: string, isCutOff = false) {
    super(message);
    this.isCutOff = isCutOff;
  }
}

/** What is needed of a part's head. The claimed file name and media type are not: they are the sender's words, and nothing follows from them. */
export interface PartHead {
  readonly name: string;
  /** As declared, in lower case; null when it is not. Only fields have use for it. */
  readonly charset: string | null;
}

/** RFC 2046 section 5.1.1: 1 to 70 of these, the last one no space. */
const boundaryForm = /^[0-9A-Za-z'()+_,\-./:=? ]{0,69}[0-9A-Za-z'()+_,\-./:=?]$/;

/** True when the body is claimed to be multipart/form-data, with whatever parameters. */
export function isMultipart(contentType: string): boolean {
  return /^\s*multipart\/form-data\s*(;|$)/i.test(contentType);
}

/**
 * The boundary of a multipart content type.
 * @throws {MultipartError} when it is missing, ill-formed, or there are several
 */
export function parseBoundary(contentType: string): string {
  const { parameters } = parseParameters(contentType);
  const boundary = parameters.get('boundary');
  if (boundary === undefined) throw new MultipartError('The content type has no boundary.');
  if (!boundaryForm.test(boundary)) throw new MultipartError('The boundary in the content type is ill-formed.');
  return boundary;
}

/**
 * The head of a part: its header lines without the empty one, one byte a character.
 * @throws {MultipartError} when it has no name, or says that its bytes are encoded
 */
export function parsePartHead(head: string): PartHead {
  const headers = new Map<string, string>();
  for (const line of head === '' ? [] : head.split('\r\n')) {
    const [, name = '', value = ''] = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):(.*)$/.exec(line) ?? [];
    if (name === '') throw new MultipartError('A part has an ill-formed header line.');
    const key = name.toLowerCase();
    if (headers.has(key)) throw new MultipartError('A part has the same header twice.');
    headers.set(key, value.trim());
  }

  // RFC 7578 section 4.7 deprecates it, and no GraphQL client sends another one than these, which mean "as it is".
  const encoding = headers.get('content-transfer-encoding')?.toLowerCase() ?? 'binary';
  if (!['7bit', '8bit', 'binary'].includes(encoding))
    throw new MultipartError('A part is transfer-encoded; send the bytes as they are.');

  const disposition = parseParameters(headers.get('content-disposition') ?? '');
  const name = disposition.parameters.get('name');
  if (disposition.value !== 'form-data' || name === undefined)
    throw new MultipartError('A part has no "Content-Disposition: form-data" with a name.');
  const { parameters } = parseParameters(headers.get('content-type') ?? '');
  return {
    name: Buffer.from(name, 'latin1').toString('utf8'),
    charset: parameters.get('charset')?.toLowerCase() ?? null,
  };
}

/** A value and its parameters, `value; name=token; name="quoted"`, names in lower case. */
function parseParameters(header: string): { value: string; parameters: ReadonlyMap<string, string> } {
  const [value = ''] = header.split(';', 1);
  const parameters = new Map<string, string>();
  // Browsers write a quote as %22, curl and RFC 9110 as \"; a backslash before anything else is itself (Windows paths). The
  // last value may lack its closing quote: that of a file name which ends with a backslash. Each character can be matched in
  // one way only, so that no header takes long.
  const parameter =
    /;[ \t]*([^\s=;"]+)[ \t]*=[ \t]*(?:"((?:\\["\\]|\\(?!["\\])|[^"\\])*)(?:"|$)|([^;"\s]*))[ \t]*(?=;|$)|;[ \t]*(?=;|$)/y;
  parameter.lastIndex = value.length;
  while (parameter.lastIndex < header.length) {
    const match = parameter.exec(header);
    if (match === null) throw new MultipartError('A header has ill-formed parameters.');
    const [, name, quoted, token = ''] = match;
    if (name === undefined) continue;
    const key = name.toLowerCase();
    if (parameters.has(key)) throw new MultipartError('A header has the same parameter twice.');
    parameters.set(key, quoted?.replaceAll(/\\(["\\])/g, '$1') ?? token);
  }
  return { value: value.trim().toLowerCase(), parameters };
}
