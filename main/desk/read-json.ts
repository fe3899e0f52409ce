import type { UpstreamAnswer } from './ports.ts';

/** The JSON of an answer; null when it is something else, such as the page of a captive portal. */
export async function readJson(answer: UpstreamAnswer): Promise<unknown> {
  const text = await new Response(answer.body).text();
  if (!answer.headers['content-type']?.includes('json')) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
