import type { Job } from '@/api/types';
import { type JobsById, mergeJobs } from './merge';

/** All that is known of jobs, and when it was heard. */
export interface Known {
  byId: JobsById;
  /** The moment of which a job was last heard; tells what a full read has outlived. */
  heard: Readonly<Record<string, number>>;
  /** Counts what is asked and what is heard. */
  moment: number;
  /** The key of the submit that made a job in this tab: its card keeps its place when the answer comes. */
  keyOf: Readonly<Record<string, string>>;
  /** Submits whose answer is awaited right now. */
  inFlight: number;
  /** Heard from the stream, and not shown until the submits in flight are answered. */
  held: readonly Job[];
}

export const NOTHING: Known = { byId: {}, heard: {}, moment: 0, keyOf: {}, inFlight: 0, held: [] };

/** The next moment begins. */
export const tick = (known: Known): Known => ({ ...known, moment: known.moment + 1 });

/** Jobs as they were at the moment `asked`; as they are now where none is given. */
export function hear(known: Known, jobs: readonly Job[], asked?: number): Known {
  const next = tick(known);
  const heard = jobs.map(job => [job.id, Math.max(known.heard[job.id] ?? 0, asked ?? next.moment)] as const);
  return { ...next, byId: mergeJobs(known.byId, jobs), heard: { ...known.heard, ...Object.fromEntries(heard) } };
}

/**
 * The event of a new job may overtake the answer to its own submit; shown at once it would stand beside its optimistic
 * card, so unknown jobs wait for the answers that are on their way.
 */
export const hearEvent = (known: Known, job: Job): Known =>
  known.inFlight > 0 && known.byId[job.id] === undefined
    ? { ...known, held: [...known.held, job] }
    : hear(known, [job]);

export const startSubmit = (known: Known): Known => ({ ...known, inFlight: known.inFlight + 1 });

/** @param job What the submit has made; null where it failed. */
export function endSubmit(known: Known, key: string, job: Job | null): Known {
  const inFlight = known.inFlight - 1;
  const released = inFlight === 0 ? known.held : [];
  const made = job === null ? known : { ...known, keyOf: { ...known.keyOf, [job.id]: key } };
  return {
    ...hear(made, job === null ? released : [job, ...released]),
    inFlight,
    held: inFlight === 0 ? [] : known.held,
  };
}

/** After a full read that began after `since`: what neither it nor anything asked or heard later has named is gone. */
export const forgetUnheard = (known: Known, since: number): Known => ({
  ...known,
  byId: Object.fromEntries(Object.entries(known.byId).filter(([id]) => (known.heard[id] ?? 0) > since)),
});
