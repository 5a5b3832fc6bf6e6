import type { CreateJob } from '@/api/types';

/** One press of the button. Its key goes with every attempt to send it, so that a lost answer never makes two jobs. */
export interface Submit {
  key: string;
  request: CreateJob;
  /** Unix milliseconds of this computer. */
  createdAt: number;
  /** `waiting` is sent again by itself; `refused` and `expired` wait for a person. */
  state: 'sending' | 'waiting' | 'refused' | 'expired';
  problem: { code: string; message: string } | null;
}
