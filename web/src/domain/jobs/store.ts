import { create } from 'zustand';
import type { Job } from '@/api/types';
import { type JobsById, mergeJobs } from './merge';

interface JobsState {
  byId: JobsById;
  /** When (in merges) a job was last heard of; tells what a full read has outlived. */
  heard: Readonly<Record<string, number>>;
  merges: number;
  /** The key of the submit that made a job in this tab: its card keeps its place when the answer comes. */
  keyOf: Readonly<Record<string, string>>;
  /** Submits whose answer is awaited right now. */
  inFlight: number;
  held: readonly Job[];
}

export const useJobs = create<JobsState>(() => ({ byId: {}, heard: {}, merges: 0, keyOf: {}, inFlight: 0, held: [] }));

const take = (state: JobsState, jobs: readonly Job[]): Partial<JobsState> => {
  const byId = mergeJobs(state.byId, jobs);
  const merges = state.merges + 1;
  return { byId, merges, heard: { ...state.heard, ...Object.fromEntries(jobs.map(job => [job.id, merges])) } };
};

/** From a fetch, or the answer to a command. */
export const mergeFetched = (jobs: readonly Job[]): void => useJobs.setState(state => take(state, jobs));

/**
 * From the stream. The event of a new job may overtake the answer to its own submit; shown at once it would stand
 * beside its optimistic card, so unknown jobs wait for the answers that are on their way.
 */
export const mergeStreamed = (job: Job): void =>
  useJobs.setState(state =>
    state.inFlight > 0 && state.byId[job.id] === undefined ? { held: [...state.held, job] } : take(state, [job]),
  );

export const submitStarted = (): void => useJobs.setState(state => ({ inFlight: state.inFlight + 1 }));

export const submitEnded = (key: string, job: Job | null): void =>
  useJobs.setState(state => {
    const inFlight = state.inFlight - 1;
    const keyOf = job === null ? state.keyOf : { ...state.keyOf, [job.id]: key };
    const released = inFlight === 0 ? state.held : [];
    return {
      ...take(state, job === null ? released : [job, ...released]),
      keyOf,
      inFlight,
      held: inFlight === 0 ? [] : state.held,
    };
  });

/** After a full read that began at `since`: what neither it nor anything later has named is gone. */
export const forgetUnheard = (since: number): void =>
  useJobs.setState(state => ({
    byId: Object.fromEntries(Object.entries(state.byId).filter(([id]) => (state.heard[id] ?? 0) > since)),
  }));
