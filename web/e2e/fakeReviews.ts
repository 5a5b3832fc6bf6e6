import type { ServerResponse } from 'node:http';
import type { AuditEntry, ListedImage } from '@/api/types';
import { anImage, aJob } from './fakeJobs';

const AT = '2026-11-28T09:14:03Z';

const entry = (n: number, patch: Partial<AuditEntry>): AuditEntry => ({
  id: `aud_${n}`,
  created_at: AT,
  actor: 'local',
  credential: 'ses_1',
  action: 'session.created',
  object: null,
  address: '192.0.2.7',
  request_id: null,
  details: {},
  ...patch,
});

/** What waits for a review, and what is on record. */
export class FakeReviews {
  waiting: ListedImage[] = [];
  entries: AuditEntry[] = [
    entry(1, {
      actor: 'usr_2',
      action: 'job.created',
      object: 'job_01k9',
      details: { model: 'jimeng-t2i-4.0', prompt: '雪山湖泊与木屋', count: '4', owner: 'tem_1' },
    }),
    entry(2, { action: 'user.changed', object: 'usr_2', details: { cost_per_month: '100' } }),
    entry(3, { actor: null, action: 'session.refused', address: '2001:db8::7' }),
    entry(4, { action: 'key.created', object: 'key_1', details: { name: 'poster-bot' } }),
  ];

  add(prompt: string, user: string, seed: number): void {
    const job = aJob({ prompt });
    this.waiting.push({
      ...anImage(job, 0, seed),
      job_id: job.id,
      job_title: null,
      model: job.model,
      prompt,
      owner: { user, team: 'tem_1' },
      created_at: AT,
      review: { state: 'waiting', by: null, at: null, reason: null },
    });
  }

  /** @returns Whether the address is one of these. */
  answer(path: string, body: unknown, query: URLSearchParams, response: ServerResponse): boolean {
    const send = (answer: object): true => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(answer));
      return true;
    };
    if (path === '/api/v1/reviews') return send({ data: this.waiting, next_cursor: null, has_more: false });
    if (path === '/api/v1/audit') {
      const found = this.entries.filter(
        ({ actor, action }) =>
          [actor, null].includes(query.get('actor')) && [action, null].includes(query.get('action')),
      );
      const from = Number(query.get('cursor') ?? 0);
      const more = found.length > from + 3;
      return send({ data: found.slice(from, from + 3), next_cursor: more ? String(from + 3) : null, has_more: more });
    }
    const id = /^\/api\/v1\/images\/([^/]+)\/review$/.exec(path)?.[1];
    const image = this.waiting.find(each => each.id === id);
    if (image === undefined) return false;
    this.waiting = this.waiting.filter(each => each !== image);
    const { decision, reason = null } = body as { decision: string; reason?: string };
    const state = decision === 'approve' ? 'approved' : 'rejected';
    return send({ ...image, review: { state, by: 'local', at: AT, reason } });
  }
}
