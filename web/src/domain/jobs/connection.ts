import { create } from 'zustand';
import type { StreamState } from '@/api/events';

interface Connection {
  stream: StreamState;
  /** Set once the stream has been open: before that nothing was lost that a notice could speak of. */
  wasOpen: boolean;
}

export const useConnection = create<Connection>(() => ({ stream: 'connecting', wasOpen: false }));

export const setStreamState = (stream: StreamState): void =>
  useConnection.setState(state => ({ stream, wasOpen: state.wasOpen || stream === 'open' }));
