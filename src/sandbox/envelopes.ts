/** The vendor's envelopes (faceki-api.md section 1.3): how a code, a list or a refusal is wrapped in each generation. */
import type { Reply } from './exchange.ts';
import { messageOfV3 } from './outcomes.ts';

/** Which generation's manners an endpoint has. */
export type Manners = 'v2' | 'v3';

/** Any value as a JSON answer. */
export function json(value: unknown, status = 200): Reply {
  return { status, contentType: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

/** `{responseCode, data}`. An application failure is HTTP 200 too. */
export function v2(responseCode: number, data: unknown = {}, status = 200): Reply {
  return json({ responseCode, data }, status);
}

/** `{status, code, message, appVersion, result}`; 400 and 500 also by HTTP, 1 as HTTP 401, as in the samples. */
export function v3(code: number, result: unknown = null): Reply {
  const status = code === 1 ? 401 : code === 400 || code === 500 ? code : 200;
  const message = code === 200 ? 'OK' : messageOfV3(code);
  return json({ status: code === 200, code, message, appVersion: 'v3.0.0', result }, status);
}

/** The V2 refusal `{status: false, message, statusCode, data: {}}`. */
export function refusal(status: number, message: string): Reply {
  return json({ status: false, message, statusCode: status, data: {} }, status);
}

/** A missing, unknown or expired token. */
export function unauthorized(manners: Manners): Reply {
  return manners === 'v3' ? v3(1) : refusal(401, 'Unauthorized');
}

/** A path that the vendor does not have. V3 calls this by the same code as a bad token. */
export function notFound(path: string): Reply {
  return path.startsWith('/api/v3/') ? { ...v3(1), status: 404 } : refusal(404, 'Not Found');
}

/** A body above the limit: said by the web server in front, so not in JSON. */
export function tooLarge(): Reply {
  return html(413, '413 Request Entity Too Large');
}

/** The kind of page that a proxy answers with. */
export function html(status: number, title: string): Reply {
  const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>sandbox</center>\r\n</body>\r\n</html>\r\n`;
  return { status, contentType: 'text/html', body };
}
