import { client, done, unwrap } from './client';
import type {
  AddedUser,
  Limits,
  PasswordLink,
  Team,
  TeamRole,
  TeamWithMembers,
  User,
  UserPage,
  UserRole,
} from './types';

export const listUsers = (cursor: string | null, signal: AbortSignal): Promise<UserPage> =>
  unwrap(client.GET('/api/v1/users', { params: { query: cursor === null ? {} : { cursor } }, signal }));

export const addUser = (email: string, name: string, role: UserRole): Promise<AddedUser> =>
  unwrap(client.POST('/api/v1/users', { body: { email, name, role } }));

/** Limits take the place of both that there were; without any there are none. */
export const changeUser = (
  id: string,
  change: { role?: UserRole; disabled?: boolean; review?: boolean; limits?: Limits },
): Promise<User> => unwrap(client.PATCH('/api/v1/users/{id}', { params: { path: { id } }, body: change }));

export const resetPassword = (id: string): Promise<PasswordLink> =>
  unwrap(client.POST('/api/v1/users/{id}/reset', { params: { path: { id } } }));

export const signUserOut = (id: string): Promise<void> =>
  done(client.DELETE('/api/v1/users/{id}/sessions', { params: { path: { id } } }));

export const listTeams = async (signal: AbortSignal): Promise<Team[]> =>
  (await unwrap(client.GET('/api/v1/teams', { signal }))).data;

export const getTeam = (id: string, signal: AbortSignal): Promise<TeamWithMembers> =>
  unwrap(client.GET('/api/v1/teams/{id}', { params: { path: { id } }, signal }));

export const addTeam = (name: string): Promise<Team> => unwrap(client.POST('/api/v1/teams', { body: { name } }));

export const renameTeam = (id: string, name: string): Promise<Team> =>
  unwrap(client.PATCH('/api/v1/teams/{id}', { params: { path: { id } }, body: { name } }));

export const limitTeam = (id: string, limits: Limits): Promise<Team> =>
  unwrap(client.PATCH('/api/v1/teams/{id}', { params: { path: { id } }, body: { limits } }));

export const deleteTeam = (id: string): Promise<void> =>
  done(client.DELETE('/api/v1/teams/{id}', { params: { path: { id } } }));

export const setMember = (id: string, user: string, role: TeamRole): Promise<void> =>
  done(client.PUT('/api/v1/teams/{id}/members/{user}', { params: { path: { id, user } }, body: { role } }));

export const removeMember = (id: string, user: string): Promise<void> =>
  done(client.DELETE('/api/v1/teams/{id}/members/{user}', { params: { path: { id, user } } }));
