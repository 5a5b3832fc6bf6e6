import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CreateBatch, CreateJob, Job, Model } from '@/api/types';
import { FakeAccounts } from './fakeAccounts';
import { aJob, anImage, type JobPatch } from './fakeJobs';
import { jimeng, styles } from './fakeModels';
import { FakeReviews } from './fakeReviews';
import { FakeTemplates } from './fakeTemplates';
import { FakeUploads } from './fakeUploads';
import { FakeUsage } from './fakeUsage';
import { CONTENT_SECURITY_POLICY, isPage } from './policy';
import { scene } from './pictures';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

export interface Received {
  method: string;
  path: string;
  body: unknown;
  key: string | null;
}

/** Serves the built app and an API whose jobs do what the test tells them, so that every state can be looked at. */
export class FakeApi {
  readonly received: Received[] = [];
  demoMode = true;
  models: Model[] = [jimeng];
  readonly uploads = new FakeUploads();
  readonly accounts = new FakeAccounts();
  readonly reviews = new FakeReviews();
  readonly templates = new FakeTemplates();
  readonly usage = new FakeUsage();
  pageSize = 20;
  /** Answers in place of the API's own; null lets the request through, 'cut' breaks the connection, 'hang' never answers. */
  refuse: (request: Received) => { status: number; body: object } | 'cut' | 'hang' | null = () => null;
  /** So many answers to created jobs never arrive, although the jobs were made. */
  loseAnswers = 0;

  private readonly jobs = new Map<string, Job>();
  private readonly keys = new Map<string, string>();
  private readonly streams = new Set<ServerResponse>();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  static async start(): Promise<FakeApi> {
    if (!existsSync(join(DIST, 'index.html'))) throw new Error('There is no web/dist: run "npm run build" first.');
    const fake = new FakeApi();
    await new Promise<void>(resolve => fake.server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.dropStreams();
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }

  add(...jobs: Job[]): void {
    for (const job of jobs) this.jobs.set(job.id, job);
  }

  all(): Job[] {
    return [...this.jobs.values()].sort((a, b) => b.created_at.localeCompare(a.created_at) || (a.id < b.id ? 1 : -1));
  }

  /** A change that the stream tells. */
  update(id: string, patch: JobPatch): Job {
    const job = this.jobs.get(id);
    if (job === undefined) throw new Error(`There is no job ${id}`);
    const next = { ...job, ...patch, version: job.version + 1 };
    this.jobs.set(id, next);
    this.send(next);
    return next;
  }

  /** One more picture of it. */
  picture(id: string, index: number, seed: number, patch: JobPatch = {}): void {
    const job = this.jobs.get(id);
    if (job === undefined) throw new Error(`There is no job ${id}`);
    const images = [...job.images, anImage(job, index, seed)];
    const progress = { ...job.progress, completed: images.length };
    this.update(id, { images, progress, ...patch });
  }

  send(job: Job): void {
    for (const stream of this.streams) stream.write(`id: ${job.version}\nevent: job\ndata: ${JSON.stringify(job)}\n\n`);
  }

  reset(): void {
    for (const stream of this.streams) stream.write('event: reset\ndata: {}\n\n');
  }

  remove(id: string): void {
    this.jobs.delete(id);
  }

  get watchers(): number {
    return this.streams.size;
  }

  dropStreams(): void {
    for (const stream of this.streams) stream.destroy();
    this.streams.clear();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    if (!url.pathname.startsWith('/api/')) {
      this.file(url.pathname, response);
      return;
    }
    const key = request.headers['idempotency-key'];
    const bytes = await readBody(request);
    const isPicture = request.headers['content-type']?.startsWith('image/') === true;
    const body: unknown = isPicture ? bytes : bytes.length === 0 ? null : JSON.parse(bytes.toString());
    const received = {
      method: request.method ?? 'GET',
      path: url.pathname,
      body,
      key: typeof key === 'string' ? key : null,
    };
    this.received.push(received);
    const refusal = this.refuse(received);
    if (refusal === 'hang') return;
    if (refusal === 'cut') return void response.destroy();
    if (refusal !== null) {
      json(response, refusal.status, refusal.body, 'application/problem+json');
      return;
    }
    if (url.pathname === '/api/v1/events') {
      this.stream(response);
      return;
    }
    if (url.pathname.startsWith('/api/v1/uploads')) {
      this.uploads.answer(request, url, bytes, response);
      return;
    }
    if (url.pathname.startsWith('/api/v1/templates')) {
      this.templates.answer(request, url, body, response);
      return;
    }
    this.api(received, url, response);
  }

  private api({ method, path, body, key }: Received, url: URL, response: ServerResponse): void {
    const [, collection, id, verb] = path.replace('/api/v1', '').split('/');
    if (this.accounts.answer(method, path, body, response)) return;
    if (this.reviews.answer(path, body, url.searchParams, response)) return;
    if (path === '/api/v1/system') {
      return json(response, 200, { name: 'ImageGen', version: '0', demo_mode: this.demoMode });
    }
    if (path === '/api/v1/usage') {
      const usage = this.usage.answer(url.searchParams);
      if (url.searchParams.get('format') !== 'csv') return json(response, 200, usage);
      return file(response, 'usage.csv', 'text/csv', usage.data.map(row => Object.values(row).join(',')).join('\n'));
    }
    if (path === '/api/v1/models') return json(response, 200, { data: this.models });
    if (path === '/api/v1/styles') return json(response, 200, { data: styles });
    if (path === '/api/v1/jobs/batch') return this.createBatch(body as CreateBatch, response);
    if (collection === 'batches') return this.cancelBatch(id ?? '', response);
    if (collection === 'images' && id !== undefined) return this.image(id, verb === undefined, response);
    if (collection === 'jobs' && id === undefined) {
      return method === 'POST' ? this.create(body as CreateJob, key, response) : this.list(url, response);
    }
    const job = this.jobs.get(id ?? '');
    if (job === undefined) return json(response, 404, { code: 'not_found', detail: 'No such job' });
    if (verb === 'cancel') return json(response, 202, this.update(job.id, { cancellation: 'pending' }));
    if (verb === 'retry') {
      const again = {
        status: 'queued',
        error: null,
        attempts: job.attempts + 1,
        cancellation: 'none',
        retry: null,
      } as const;
      return json(response, 202, this.update(job.id, { ...again, queue: { position: 1, eta_s: 20 } }));
    }
    json(response, 200, job);
  }

  private create(request: CreateJob, key: string | null, response: ServerResponse): void {
    const known = this.jobs.get(this.keys.get(key ?? '') ?? '');
    if (known !== undefined) return this.answerCreated(known, response);
    const { model, prompt, ...optional } = request;
    const count = request.count ?? 1;
    const job = aJob({ model, parameters: { prompt: prompt ?? '', ...optional }, queue: { position: 3, eta_s: 25 } });
    job.progress.total = count;
    this.jobs.set(job.id, job);
    if (key !== null) this.keys.set(key, job.id);
    // The event overtakes the answer, as it may in life.
    this.send(job);
    this.answerCreated(job, response);
  }

  private createBatch({ grid, common }: CreateBatch, response: ServerResponse): void {
    const batch = `bat_${this.jobs.size}`;
    const or = <T>(list: readonly T[] | null | undefined): readonly (T | undefined)[] =>
      list == null || list.length === 0 ? [undefined] : list;
    const jobs = or(grid?.prompts).flatMap(prompt =>
      or(grid?.models).flatMap(model => or(grid?.sizes).map(size => ({ prompt: prompt ?? '', model, size }))),
    );
    const entries = jobs.map(({ prompt, model, size }, index) => {
      const parameters = { prompt, ...(size === undefined ? {} : { size }), count: common?.count ?? 1 };
      const job = {
        ...aJob({ model: model ?? jimeng.id, parameters, batch, batch_index: index }),
        effective_parameters: parameters,
      };
      this.jobs.set(job.id, job);
      return { index, job, error: null };
    });
    json(response, 202, { id: batch, accepted: entries.length, entries });
  }

  private cancelBatch(batch: string, response: ServerResponse): void {
    for (const job of this.all()) {
      if (job.batch === batch && job.status === 'queued') this.update(job.id, { status: 'canceled' });
    }
    json(response, 202, { id: batch });
  }

  private answerCreated(job: Job, response: ServerResponse): void {
    if (this.loseAnswers-- > 0) response.destroy();
    else json(response, 202, job);
  }

  private list(url: URL, response: ServerResponse): void {
    const batch = url.searchParams.get('batch');
    const all = this.all().filter(job => batch === null || job.batch === batch);
    const from = Number(url.searchParams.get('cursor') ?? 0);
    const to = from + Math.min(Number(url.searchParams.get('limit') ?? 20), batch === null ? this.pageSize : 100);
    const more = to < all.length;
    json(response, 200, { data: all.slice(from, to), next_cursor: more ? String(to) : null, has_more: more });
  }

  private stream(response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write('retry: 300\n\n');
    this.streams.add(response);
    response.on('close', () => this.streams.delete(response));
  }

  private image(id: string, onlyFacts: boolean, response: ServerResponse): void {
    const [, seed = '1', width = '3', height = '2'] = /_(\d+)x(\d+)x(\d+)_\d+$/.exec(id) ?? [];
    const facts = { id, width: Number(width), height: Number(height), bytes: 1000, content_type: 'image/png' };
    if (onlyFacts) return json(response, 200, facts);
    const svg = scene(Number(seed), Number(width), Number(height));
    response.writeHead(200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'max-age=3600' });
    response.end(svg);
  }

  private file(path: string, response: ServerResponse): void {
    const wanted = join(DIST, normalize(path));
    const found = wanted.startsWith(DIST) && existsSync(wanted) && statSync(wanted).isFile();
    if (!found && !isPage(path)) return json(response, 404, { code: 'not_found' }, 'application/problem+json');
    const name = found ? wanted : join(DIST, 'index.html');
    response.writeHead(200, {
      'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
      'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    });
    createReadStream(name).pipe(response);
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function file(response: ServerResponse, name: string, type: string, text: string): void {
  response.writeHead(200, { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` });
  response.end(text);
}

function json(response: ServerResponse, status: number, body: object, type = 'application/json'): void {
  response.writeHead(status, { 'Content-Type': type });
  response.end(JSON.stringify(body));
}
