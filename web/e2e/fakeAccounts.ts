import type { ServerResponse } from 'node:http';
import type { Key, Limits, OwnSession, Session, Team, TeamRole, User } from '@/api/types';

const AT = '2026-11-28T08:00:00Z';

export const ada: User = {
  id: 'local',
  email: 'lin@example.com',
  name: '林晓',
  role: 'admin',
  disabled: false,
  review: false,
  invited: false,
  created_at: AT,
  limits: {},
};

const chromeOnMac =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36';
const safariOnPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile Safari/604.1';

/** Users, teams, sessions and keys, as far as the page asks for them. */
export class FakeAccounts {
  session: Session = { state: 'local', user: null };
  users: User[] = [
    ada,
    { ...ada, id: 'usr_2', email: 'chen@example.com', name: '陈屿', role: 'member' },
    {
      ...ada,
      id: 'usr_3',
      email: 'zhou.ning.of.the.design.department@example.com',
      name: 'Zhou Ning',
      role: 'member',
      invited: true,
    },
    { ...ada, id: 'usr_4', email: 'old@example.com', name: 'Old Account', role: 'member', disabled: true },
  ];
  teams: (Team & { members: Map<string, TeamRole> })[] = [
    {
      id: 'tem_1',
      name: '设计组',
      created_at: AT,
      limits: {},
      members: new Map([
        ['usr_2', 'admin'],
        ['usr_3', 'viewer'],
      ]),
    },
    { id: 'tem_2', name: 'Print', created_at: AT, limits: {}, members: new Map() },
  ];
  sessions: OwnSession[] = [
    {
      id: 'ses_1',
      current: true,
      address: '192.0.2.7',
      user_agent: chromeOnMac,
      created_at: AT,
      last_used_at: AT,
      expires_at: AT,
    },
    {
      id: 'ses_2',
      current: false,
      address: '2001:db8::7',
      user_agent: safariOnPhone,
      created_at: AT,
      last_used_at: AT,
      expires_at: AT,
    },
  ];
  keys: Key[] = [
    {
      id: 'key_1',
      name: 'poster-bot',
      prefix: 'ig_9f2cXq81',
      scopes: ['jobs:write', 'jobs:read', 'images:read'],
      created_at: AT,
      expires_at: '2099-01-01T00:00:00Z',
      last_used_at: AT,
      models: null,
      addresses: null,
      rate: null,
      limits: {},
    },
    {
      id: 'key_2',
      name: 'archive-sync',
      prefix: 'ig_c07eb3Vn',
      scopes: ['images:read'],
      created_at: AT,
      expires_at: '2026-01-01T00:00:00Z',
      last_used_at: null,
      models: null,
      addresses: null,
      rate: null,
      limits: {},
    },
  ];

  /** @returns Whether the address is one of accounts. */
  answer(method: string, path: string, body: unknown, response: ServerResponse): boolean {
    const [collection, id, part, member] = path.replace('/api/v1/', '').split('/');
    const send = (status: number, answer?: object): true => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(answer === undefined ? undefined : JSON.stringify(answer));
      return true;
    };
    const given = (body ?? {}) as {
      name?: string;
      email?: string;
      role?: TeamRole;
      scopes?: string[];
      expires_at?: string | null;
      limits?: Limits;
      review?: boolean;
    };
    switch (`${method} ${collection}${id === undefined ? '' : '/id'}${part === undefined ? '' : `/${part}`}`) {
      case 'GET session':
        return send(200, this.session);
      case 'DELETE session':
        this.session = { state: 'signed_out', user: null, provider: { name: '公司账号' } };
        return send(204);
      case 'GET account':
        return send(200, {
          user: this.session.user,
          scopes: [],
          teams: [{ id: 'tem_1', name: '设计组', role: 'member' }],
          has_password: true,
        });
      case 'GET sessions':
        return send(200, { data: this.sessions });
      case 'DELETE sessions/id':
        this.sessions = this.sessions.filter(each => each.id !== id);
        return send(204);
      case 'GET keys':
        return send(200, { data: this.keys });
      case 'POST keys': {
        const key: Key = {
          id: `key_${this.keys.length + 1}`,
          name: given.name ?? '',
          prefix: 'ig_4mT9xKq2',
          scopes: given.scopes ?? [],
          created_at: AT,
          expires_at: given.expires_at ?? null,
          last_used_at: null,
          models: null,
          addresses: null,
          rate: null,
          limits: given.limits ?? {},
        };
        this.keys = [key, ...this.keys];
        return send(201, { secret: 'ig_4mT9xKq2Rw7vLc8ZpYb3NfHd6Js1Ge5A0000000000', key });
      }
      case 'GET users':
        return send(200, { data: this.users, next_cursor: null, has_more: false });
      case 'POST users': {
        const user: User = {
          ...ada,
          id: 'usr_5',
          email: given.email ?? '',
          name: given.name ?? '',
          role: 'member',
          invited: true,
        };
        this.users = [...this.users, user];
        return send(201, {
          user,
          link: { url: '/account/password#usr_5.token', token: 'usr_5.token', expires_at: AT },
        });
      }
      case 'PATCH users/id': {
        this.users = this.users.map(user => (user.id === id ? { ...user, ...(given as Partial<User>) } : user));
        return send(
          200,
          this.users.find(user => user.id === id),
        );
      }
      case 'PATCH teams/id': {
        const team = this.teams.find(each => each.id === id);
        if (team !== undefined) Object.assign(team, given);
        return send(200, { id, name: team?.name, created_at: AT, limits: team?.limits });
      }
      case 'GET teams':
        return send(200, {
          data: this.teams.map(({ id: team, name, created_at, limits }) => ({ id: team, name, created_at, limits })),
        });
      case 'GET teams/id': {
        const team = this.teams.find(each => each.id === id);
        const members = [...(team?.members ?? [])].map(([user, role]) => {
          const { name = '', email = '' } = this.users.find(each => each.id === user) ?? {};
          return { user_id: user, name, email, role };
        });
        return send(200, { id, name: team?.name, members, limits: team?.limits });
      }
      case 'PUT teams/id/members':
        this.teams.find(each => each.id === id)?.members.set(member ?? '', given.role ?? 'member');
        return send(204);
      default:
        return false;
    }
  }
}
