import createClient from 'openapi-fetch';
import { noteFailedRequest } from './clientErrors';
import { noteServerDate } from './clock';
import { ApiProblem, Unreachable } from './problem';
import type { paths } from './schema';

/** Error texts come in the language of the page. */
export const apiLanguage = (): string => document.documentElement.lang;

export const client = createClient<paths>({ baseUrl: '/' });

client.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', apiLanguage());
    return request;
  },
  onResponse({ response }) {
    noteServerDate(response.headers.get('Date'));
    noteFailedRequest(response);
    return undefined;
  },
  onError({ error }) {
    return new Unreachable(error);
  },
});

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** @throws ApiProblem where the server refused, Unreachable where no readable answer came. */
export async function unwrap<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, response } = await accepted(call);
  if (data === undefined) throw new ApiProblem(response.status, {});
  return data;
}

/** For answers that may have no body. Throws as `unwrap` does. */
export async function optional<T>(call: Promise<Answer<T>>): Promise<T | undefined> {
  return (await accepted(call)).data;
}

/** For answers without a body. Throws as `unwrap` does. */
export async function done(call: Promise<Answer<unknown>>): Promise<void> {
  await accepted(call);
}

async function accepted<T>(call: Promise<Answer<T>>): Promise<Answer<T>> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch (error) {
    // A body that is not JSON, such as a proxy's page in place of the API, is no answer either.
    throw error instanceof Unreachable ? error : new Unreachable(error);
  }
  if (answer.response.ok) return answer;
  throw new ApiProblem(answer.response.status, isObject(answer.error) ? answer.error : {});
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
