import type { components } from './schema';

type ProblemBody = Partial<components['schemas']['Problem']>;

/** The server answered, and the answer is no. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: readonly { pointer: string; detail: string }[];
  readonly traceId: string | null;
  /** The places of the job that it is about, from 0. */
  readonly places: readonly number[];
  /** The limit that leaves too little room, with its numbers. */
  readonly limit: components['schemas']['ProblemLimit'] | null;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = body.code ?? `http_${status}`;
    this.fields = body.errors ?? [];
    this.places = body.places ?? [];
    this.limit = body.limit ?? null;
    this.traceId = body.trace_id ?? null;
    this.retryable = body.retryable ?? (status >= 500 || status === 429 || status === 408);
  }
}

/** No answer came: it is not known whether the request arrived. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('No answer from the server', { cause });
    this.name = 'Unreachable';
  }
}

/** The code of a refusal that an administrator must mend; the request itself is right. */
export const DISK_FULL = 'insufficient_storage';

export const isProblem = (error: unknown): error is ApiProblem => error instanceof ApiProblem;
