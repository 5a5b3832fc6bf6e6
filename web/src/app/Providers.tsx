import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queries } from '@/api/queries';
import { Confirms } from '@/ui/Confirm';
import { Toasts } from '@/ui/Toasts';

export function Providers({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={queries}>
      <Toasts>
        <Confirms>{children}</Confirms>
      </Toasts>
    </QueryClientProvider>
  );
}
