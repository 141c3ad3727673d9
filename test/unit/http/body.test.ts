import { expect, test } from 'vitest';
import { type FormPart, jsonBody, multipartBody } from '#http/body.ts';
import { readForm } from '#test/support/scripted-faceki.ts';

const content = { byteLength: 8, chunks: [Buffer.from('\xff\xd8\r\n--', 'latin1'), Buffer.from([0, 255])] };
const parts: FormPart[] = [
  { name: 'workflowId', value: 'wörk "flow"' },
  { name: 'selfie', fileName: 'selfie.jpg', contentType: 'image/jpeg', content },
];
const written = (body: ReturnType<typeof multipartBody>) => Buffer.concat([...body.chunks()]);

test('writes a form that another parser reads back, byte for byte, with the length it announces', async () => {
  const body = multipartBody(parts, 'b0undary');
  expect(written(body).byteLength).toBe(body.byteLength);
  const headers = { 'content-type': body.contentType };
  const form = await readForm({
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers,
    body: written(body),
  });
  expect([...form.keys()]).toEqual(['workflowId', 'selfie']);
  expect(form.get('workflowId')).toBe('wörk "flow"');
  const file = form.get('selfie');
  if (!(file instanceof File)) throw new Error('not a file');
  expect([file.name, file.type]).toEqual(['selfie.jpg', 'image/jpeg']);
  expect(Buffer.from(await file.arrayBuffer())).toEqual(Buffer.concat(content.chunks));
});

test('hands an image on by reference, without a copy, and can write it again', () => {
  const body = multipartBody(parts, 'b0undary');
  const chunks = [...body.chunks()];
  for (const chunk of content.chunks) expect(chunks.some((sent) => sent === chunk)).toBe(true);
  expect(written(body)).toEqual(Buffer.concat(chunks));
});

test('does not let a name break out of its header', () => {
  const body = multipartBody([{ name: 'a"\r\nX-Evil: 1', value: '' }], 'b');
  expect(written(body).toString()).toContain('name="a%22%0D%0AX-Evil: 1"');
});

test('notices before anything is sent that an image was released already', () => {
  expect(() => multipartBody([{ ...parts[1], content: { byteLength: 8, chunks: [] } } as FormPart], 'b')).toThrow(
    TypeError,
  );
});

test('writes JSON with its length in bytes', () => {
  const body = jsonBody({ name: 'é' });
  expect([body.contentType, body.byteLength]).toEqual(['application/json', 13]);
});
