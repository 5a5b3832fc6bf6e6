import { create } from 'zustand';
import type { Job } from '@/api/types';
import { type JobsById, mergeJobs } from './merge';

interface JobsState {
  byId: JobsById;
  /** The moment of which a job was last heard; tells what a full read has outlived. */
  heard: Readonly<Record<string, number>>;
  /** Counts what is asked and what is heard. */
  moment: number;
  /** The key of the submit that made a job in this tab: its card keeps its place when the answer comes. */
  keyOf: Readonly<Record<string, string>>;
  /** Submits whose answer is awaited right now. */
  inFlight: number;
  held: readonly Job[];
}

export const useJobs = create<JobsState>(() => ({ byId: {}, heard: {}, moment: 0, keyOf: {}, inFlight: 0, held: [] }));

const take = (state: JobsState, jobs: readonly Job[], asked?: number): Partial<JobsState> => {
  const moment = state.moment + 1;
  const heard = jobs.map(job => [job.id, Math.max(state.heard[job.id] ?? 0, asked ?? moment)] as const);
  return { byId: mergeJobs(state.byId, jobs), moment, heard: { ...state.heard, ...Object.fromEntries(heard) } };
};

/** A read begins now: its answer speaks of this moment, however late it comes. */
export const asking = (): number => {
  useJobs.setState(state => ({ moment: state.moment + 1 }));
  return useJobs.getState().moment;
};

/** From a read that began at `asked`. */
export const mergeFetched = (jobs: readonly Job[], asked: number): void =>
  useJobs.setState(state => take(state, jobs, asked));

/** The answer to a command. */
export const mergeAnswered = (job: Job): void => useJobs.setState(state => take(state, [job]));

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

/** After a full read that began after `since`: what neither it nor anything asked or heard later has named is gone. */
export const forgetUnheard = (since: number): void =>
  useJobs.setState(state => ({
    byId: Object.fromEntries(Object.entries(state.byId).filter(([id]) => (state.heard[id] ?? 0) > since)),
  }));
