import { forgetBatches } from '@/domain/batch/store';
import { forgetDraft } from '@/domain/draft/store';
import { forgetSubmits } from '@/domain/jobs/submits';
import { useToast } from '@/ui/Toasts';
import { useRefusal } from './useRefusal';

/**
 * Ends one's own session. Nothing of this person stays in the browser: neither what was typed, nor what was not sent yet, which would go
 * out in the name of whoever signs in next.
 */
export function useLeave(): (how: () => Promise<void>) => Promise<void> {
  const tell = useToast();
  const refusalOf = useRefusal();
  return async how => {
    try {
      await how();
      forgetDraft();
      forgetSubmits();
      forgetBatches();
      // Whatever the page knows is this user's: it begins anew.
      location.assign('/');
    } catch (error) {
      tell(refusalOf(error));
    }
  };
}
