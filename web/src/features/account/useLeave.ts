import { forgetBatches } from '@/domain/batch/store';
import { forgetDraft } from '@/domain/draft/store';
import { forgetSubmits } from '@/domain/jobs/submits';
import { useToast } from '@/ui/Toasts';
import { useRefusal } from './useRefusal';

/**
 * Ends one's own session. Nothing of this person stays in the browser: neither what was typed, nor what was not sent yet, which would go
 * out in the name of whoever signs in next.
 *
 * What ends it says where the browser must go for that, if anywhere.
 */
export function useLeave(): (how: () => Promise<string | null>) => Promise<void> {
  const tell = useToast();
  const refusalOf = useRefusal();
  return async how => {
    try {
      const elsewhere = await how();
      forgetDraft();
      forgetSubmits();
      forgetBatches();
      // Whatever the page knows is this user's: it begins anew, once the provider has let go as well.
      location.assign(elsewhere ?? '/');
    } catch (error) {
      tell(refusalOf(error));
    }
  };
}
